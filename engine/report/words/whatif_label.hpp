#pragma once

#include "casus/compare.hpp"

#include <string>

namespace casus::report {

/// What a what-if is called: its title, where it has one of its own, or else the name of its file.
std::string label_of(const WhatIf& whatif, const Comparison& comparison);

} // namespace casus::report
