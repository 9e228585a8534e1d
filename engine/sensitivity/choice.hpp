#pragma once

#include "casus/sensitivity.hpp"

#include <vector>

namespace casus::sensitivity {

/// What is to be done with the numbers that the options ask for.
struct NumberChoice {
  std::vector<ChangedNumber> by_scores{};
  std::vector<ChangedNumber> by_differences{};
  std::vector<NumberLeftOut> left_out{};
};

/// Throws RunError.
NumberChoice choose_numbers(const Scenario& scenario, const SensitivityOptions& options);

} // namespace casus::sensitivity
