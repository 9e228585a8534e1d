#pragma once

#include "casus/numbers.hpp"
#include "distribution/variate.hpp"

#include <optional>
#include <string>

namespace casus::tuning {

/// What is believed of a free number before the targets are heard. Every number is a function of a standard
/// normal score z, so that all priors are alike: a distribution's own by its quantiles, else a lognormal one
/// about a positive number, a logit-normal one about a probability, a normal one about any other.
class Prior {
public:
  /// Throws std::invalid_argument with why the number cannot be tuned.
  explicit Prior(const NumberEntry& number);

  double value(double score) const;
  /// The derivative of the value by the score.
  double slope(double score) const;
  /// The score of the value that the scenario has.
  static constexpr double start = 0;
  const std::string& words() const { return words_; }

private:
  enum class Shape { quantiles, factor, log_odds, sum };

  Shape shape_;
  std::optional<distribution::Variate> variate_;
  double centre_;
  double spread_ = 0;
  std::string words_;
};

} // namespace casus::tuning
