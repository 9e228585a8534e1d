#pragma once

#include "casus/result.hpp"
#include "casus/trace.hpp"

/// Results and stories made by hand, small enough to be read and with every kind of entry in them.
casus::Result example_result();

casus::Scenario example_scenario();
casus::Trace example_trace();
