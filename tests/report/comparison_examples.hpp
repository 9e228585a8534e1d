#pragma once

#include "casus/compare.hpp"

/// A baseline with two what-ifs, of which one makes lethal aid likelier and the other says little, and a
/// third that equals it.
casus::Comparison example_whatifs();

/// Of one what-if with three changes, of which the last does nothing.
casus::Explanation example_explanation();
