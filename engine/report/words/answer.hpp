#pragma once

#include "casus/result.hpp"

#include <string>

namespace casus::report {

/// What a run answers to one question, in the words that every form of the report takes from here. Empty is
/// what does not apply or cannot be said.
struct Answer {
  std::string question{};
  std::string doubt{};    ///< why there is no figure: "none in 100,000: below 0.004%"
  std::string figure{};   ///< "5.76%", "1.128"
  std::string interval{}; ///< of the figure, 95%: "5.60% to 5.92%"
  std::string spread{};   ///< of the worlds' own answers: "2.84% to 9.43% in 9 of 10 worlds"
  std::string range{};    ///< of a value, in 9 of 10 trajectories: "0.765 to 1.56"
  std::string median{};   ///< of a value
};

Answer answer_of(const OutcomeResult& outcome);

/// A probability in the words of Intelligence Community Directive 203 (2015): "very unlikely".
std::string likelihood(double probability);

/// A probability as people count: "about 6 in 100".
std::string frequency(double probability);

} // namespace casus::report
