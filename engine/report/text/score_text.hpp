#pragma once

#include "casus/score.hpp"
#include "report/text/style.hpp"

#include <string>

namespace casus::report {

/// Scores for a person: of several scenarios their ranking; then of each every outcome's forecast beside what
/// came, the means, and how reliable the probabilities were, with what is too little to say so.
std::string to_text(const Scores& scores, const TextStyle& style);

} // namespace casus::report
