// Every number of a comparison a second time: each trajectory of both scenarios is replayed by itself, and
// the definitions are summed over them plainly.

#include "comparisons.hpp"

#include "casus/trace.hpp"

#include <catch2/catch.hpp>

#include <map>

namespace casus::test {
namespace {

const std::string text = R"(
horizon: 60 days
step: 10 days
parameters: {pace: {value: {uniform: [0.01, 0.05]}}}
drivers: {mood: {start: 3, mean: 3, half_life: 20 days, volatility: 2}}
triggers:
  strike: {rate: pace, weights: {mood - 3: 0.5}, effects: [add: {mood: 0.3}]}
  talks: {rate: 0.02 per day}
outcomes:
  struck: {when: count(strike) > 1}
  struck_while_talking: {when: count(strike) > 1, given: count(talks) > 0}
  mood_then: {value: mood}
  mood_given: {value: mood, given: count(talks) > 0 and count(strike) > 0}
)";

const std::vector<std::string> settings = {"triggers.talks.rate=0.03 per day", "drivers.mood.mean=3.2",
                                           "triggers.strike.weights={mood - 3: 0.7}"};

/// Is it a trial, and the answer.
struct Answer {
  bool is_trial = false;
  double value = 0;
};

struct Paired {
  std::uint64_t world = 0;
  Answer baseline, whatif;
};

/// Whether `given` held is not told of events: their trials come from the conditional value's talks, so the
/// counts are asked.
Answer answer_of(const Scenario& scenario, const Trace& trace, std::size_t o) {
  const Outcome& outcome = scenario.outcomes[o];
  const bool has_talks = trace.counts[1] > 0, has_strikes = trace.counts[0] > 0;
  if (outcome.name == "struck_while_talking" && !has_talks) return {};
  if (outcome.name == "mood_given" && !(has_talks && has_strikes)) return {};
  if (outcome.value) return {true, trace.values[o].value()};
  return {true, trace.first_passages[o] ? 1.0 : 0.0};
}

std::vector<Paired> replayed(std::size_t outcome, const How& how) {
  const Scenario baseline = what_if_text(text), whatif = what_if_text(text, settings);
  std::vector<Paired> all;
  for (std::uint64_t k = 0; k < how.trajectories; ++k) {
    const Trace first = trace(baseline, options_of(how), k), second = trace(whatif, options_of(how), k);
    all.push_back({first.world, answer_of(baseline, first, outcome), answer_of(whatif, second, outcome)});
  }
  return all;
}

struct Sums {
  double trials = 0, values = 0;
  void add(const Answer& answer) {
    trials += answer.is_trial;
    if (answer.is_trial) values += answer.value;
  }
  double mean() const { return values / trials; }
  /// What an answer moves the mean by.
  double influence(const Answer& answer) const {
    return answer.is_trial ? (answer.value - mean()) / trials : 0;
  }
};

struct Expected {
  double difference = 0, se = 0, correlation = 0, variance_ratio = 0;
  std::uint64_t changed = 0;
};

/// Covariances over clusters: worlds, or trajectories where there is one.
Expected expected(const std::vector<Paired>& all, std::uint64_t worlds) {
  Sums baseline, whatif;
  for (const Paired& pair : all) baseline.add(pair.baseline), whatif.add(pair.whatif);
  std::map<std::uint64_t, std::pair<double, double>> clusters;
  Expected found{.difference = whatif.mean() - baseline.mean()};
  for (std::size_t k = 0; k < all.size(); ++k) {
    auto& [first, second] = clusters[worlds > 1 ? all[k].world : k];
    first += baseline.influence(all[k].baseline);
    second += whatif.influence(all[k].whatif);
    found.changed += all[k].baseline.is_trial != all[k].whatif.is_trial ||
                     (all[k].whatif.is_trial && all[k].baseline.value != all[k].whatif.value);
  }
  double xx = 0, yy = 0, xy = 0, dd = 0;
  for (const auto& [index, sums] : clusters) {
    const auto [x, y] = sums;
    xx += x * x, yy += y * y, xy += x * y, dd += (y - x) * (y - x);
  }
  const auto count = static_cast<double>(clusters.size());
  found.se = std::sqrt(dd * count / (count - 1));
  found.correlation = xy / std::sqrt(xx * yy);
  found.variance_ratio = (xx + yy) / dd;
  return found;
}

void check_against_reference(const How& how) {
  const Comparison found = compared(text, settings, how);
  for (std::size_t o = 0; o < found.baseline.outcomes.size(); ++o) {
    const Difference& difference = found.whatifs[0].differences[o];
    INFO(difference.outcome);
    const Expected slow = expected(replayed(o, how), *how.worlds);
    CHECK(*difference.difference == Approx(slow.difference).epsilon(1e-9));
    CHECK(difference.se == Approx(slow.se).epsilon(1e-9));
    CHECK(*difference.correlation == Approx(slow.correlation).epsilon(1e-9));
    CHECK(*difference.variance_ratio == Approx(slow.variance_ratio).epsilon(1e-9));
    CHECK(difference.changed == slow.changed);
  }
}

} // namespace

TEST_CASE("Differences of one world are those that a plain sum over replayed trajectories gives") {
  check_against_reference({300, 11, 1});
}

TEST_CASE("Differences of several worlds are those that a plain sum over replayed trajectories gives") {
  check_against_reference({300, 12, 25});
}

} // namespace casus::test
