#pragma once

#include "casus/sobol.hpp"
#include "report/text/sheet.hpp"
#include "report/text/style.hpp"

#include <string>

namespace casus::report {

/// The section: of every outcome how much of its variance is chance, and the parameters by their total index,
/// the largest first.
void write_sobol(Sheet& sheet, const SobolResult& result);

/// The section with its head.
std::string to_text(const SobolResult& result, const TextStyle& style);

} // namespace casus::report
