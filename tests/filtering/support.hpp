#pragma once

// What the tests of the filter share. Comparisons and their limit are those of the simulator's tests: 4.5
// standard errors, of which the filter's own come from sixteen islands, so that they are themselves known to
// a fifth; t at 15 degrees of freedom exceeds 6 about once in 40,000 times.

#include "casus/result.hpp"
#include "casus/run.hpp"

#include <catch2/catch.hpp>

#include <string>

namespace casus::test {

/// Runs a scenario, which starts on 2020-01-01, with the format's first lines put before it.
Result given(const std::string& text, std::uint64_t seed = 7, std::uint64_t trajectories = 50'000,
             std::optional<std::uint64_t> worlds = std::nullopt);

/// An estimate lies within six of its standard errors of the truth, or within `rounding` of it.
class IsNear : public Catch::MatcherBase<Interval> {
public:
  explicit IsNear(double truth, double rounding = 1e-9) : truth_(truth), rounding_(rounding) {}
  bool match(const Interval& estimate) const override;
  std::string describe() const override;

private:
  double truth_;
  double rounding_;
};

/// Estimates as a value (`low`) and a standard error (`high`).
Interval answer(const Result& result, const std::string& outcome);
Interval log_evidence(const Result& result);

} // namespace casus::test

namespace Catch {
template <>
struct StringMaker<casus::Interval> {
  static std::string convert(const casus::Interval& estimate) {
    return std::to_string(estimate.low) + " (error " + std::to_string(estimate.high) + ")";
  }
};
} // namespace Catch
