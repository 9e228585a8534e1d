#pragma once

// What the tests of the simulator share: running a scenario's text, reading estimates out of the result, and
// comparing them with the truth.
//
// A comparison fails beyond 4.5 standard errors, which chance does once in 150,000 comparisons. All seeds are
// fixed and there are fewer than 1,000 comparisons, so a failure means a mistake. Each test shows its power:
// the same comparison of a scenario a few percent off is required to fail.

#include "casus/result.hpp"
#include "casus/run.hpp"
#include "casus/trace.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <map>
#include <string>
#include <vector>

namespace casus::test {

/// What was estimated, and its standard error.
struct Estimate {
  double value = 0;
  double se = 0;
};

inline constexpr double z_limit = 4.5;

/// Lies within the z limit of the truth.
class Agrees : public Catch::MatcherBase<Estimate> {
public:
  explicit Agrees(double truth) : truth_(truth) {}
  bool match(const Estimate& estimate) const override;
  std::string describe() const override;

private:
  double truth_;
};

/// The scenario, which starts on 2020-01-01, with the format's first lines put before it.
Scenario scenario_of(const std::string& text, const std::vector<std::string>& settings = {});

/// Forces the trigger to fire, with these marks: of a categorical one its category's index.
void force(Scenario& scenario, const std::string& trigger, double day,
           const std::map<std::string, double>& marks = {});

struct Run {
  std::uint64_t trajectories = 100'000;
  std::uint64_t seed = 7;
  std::optional<std::uint64_t> worlds = std::nullopt;
};

Result simulate(const Scenario& scenario, const Run& how = {});
Result simulate(const std::string& text, const std::vector<std::string>& settings = {}, const Run& how = {});

const DriverResult& driver(const Result& result, const std::string& name);
const LadderResult& ladder(const Result& result, const std::string& name);
const TriggerResult& trigger(const Result& result, const std::string& name);
const OutcomeResult& outcome(const Result& result, const std::string& name);

/// The number of the grid point on that day.
std::size_t grid_point(const Result& result, double day);

Estimate mean_of(const Result& result, const std::string& driver, double day);
/// Its standard error needs the law's kurtosis: 3 for a Gaussian, 3 + 1/mean for a Poisson number.
Estimate variance_of(const Result& result, const std::string& driver, double day, double kurtosis = 3);
Estimate occupancy_of(const Result& result, const std::string& ladder, std::size_t rung, double day);
Estimate count_of(const Result& result, const std::string& trigger);
Estimate probability_of(const Result& result, const std::string& outcome);
Estimate value_of(const Result& result, const std::string& outcome);

/// A share of independent trials.
Estimate share(double value, double trials);

} // namespace casus::test

namespace Catch {
template <>
struct StringMaker<casus::test::Estimate> {
  static std::string convert(const casus::test::Estimate& estimate);
};
} // namespace Catch
