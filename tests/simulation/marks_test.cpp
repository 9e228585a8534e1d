// What a firing draws: categories in proportion to their shares times the exponential of their weighted terms
// (a multinomial logit), and numbers from distributions; and what effects make of them.

#include "simulation/support.hpp"

#include <algorithm>

namespace casus::test {
namespace {

const std::string text = R"(
horizon: 30 days
step: 15 days
drivers: {permission: {start: 0.6}, harm: {start: 0}, nato_strategic: {start: 0}}
triggers:
  strike:
    rate: 0.1 per day
    marks:
      weapon: {domestic: 0.8, nato: {share: 0.2, weights: {permission: 1.5, "permission > 0.5": 0.3}}, stray: 0.1}
      target: {border: 6, strategic: 2}
      severity: {lognormal: {median: 2, sigma: 0.5}}
    effects:
      - add: {harm: 0.5 * severity}
      - if: weapon == nato and target in [strategic]
        add: {nato_strategic: 1, harm: 10}
)";

const double nato = 0.2 * std::exp(1.5 * 0.6 + 0.3);
const double all = 0.8 + nato + 0.1;
const double firings = 3;
/// Mean and second moment of the severity.
const double mean_severity = 2 * std::exp(0.125);
const double square_severity = 4 * std::exp(0.5);

Estimate share_of(const Result& result, const std::string& mark, const std::string& category) {
  const std::vector<MarkResult>& marks = trigger(result, "strike").marks;
  const auto found =
      std::find_if(marks.begin(), marks.end(), [&](const MarkResult& each) { return each.name == mark; });
  for (const CategoryShare& each : found->categories)
    if (each.name == category) return share(each.share, firings * static_cast<double>(result.trajectories));
  throw std::out_of_range(category);
}

} // namespace

TEST_CASE("Categories are drawn in proportion to share times exp of the weighted terms") {
  const Result result = simulate(text);
  CHECK_THAT(share_of(result, "weapon", "domestic"), Agrees(0.8 / all));
  CHECK_THAT(share_of(result, "weapon", "nato"), Agrees(nato / all));
  CHECK_THAT(share_of(result, "weapon", "stray"), Agrees(0.1 / all));
  CHECK_THAT(share_of(result, "target", "strategic"), Agrees(0.25));
  CHECK_THAT(share_of(simulate(text, {"drivers.permission.start=0.62"}), "weapon", "nato"),
             !Agrees(nato / all));
}

TEST_CASE("A numeric mark has the moments of its distribution") {
  const Result result = simulate(text);
  const MarkResult& severity = trigger(result, "strike").marks.at(2);
  const double sd = std::sqrt(square_severity - mean_severity * mean_severity);
  const double draws = firings * static_cast<double>(result.trajectories);
  CHECK_THAT(Estimate({severity.mean, sd / std::sqrt(draws)}), Agrees(mean_severity));
  const double se_of_sd = sd * std::sqrt((9 - 1) / draws) / 2; // kurtosis is 8.9
  CHECK_THAT(Estimate({severity.sd, se_of_sd}), Agrees(sd));
  const Result biased = simulate(text, {"triggers.strike.marks.severity.lognormal={median: 2, sigma: 0.52}"});
  const MarkResult& wider = trigger(biased, "strike").marks.at(2);
  CHECK_THAT(Estimate({wider.mean, sd / std::sqrt(draws)}), !Agrees(mean_severity));
  CHECK_THAT(Estimate({wider.sd, se_of_sd}), !Agrees(sd));
}

TEST_CASE("Effects see the marks and are made only where their condition holds") {
  const Result result = simulate(text);
  const double both = nato / all * 0.25;
  CHECK_THAT(mean_of(result, "nato_strategic", 30), Agrees(firings * both));
  CHECK_THAT(mean_of(result, "harm", 30), Agrees(firings * (0.5 * mean_severity + 10 * both)));
  const double square = 0.25 * square_severity + both * (10 * mean_severity + 100);
  CHECK_THAT(variance_of(result, "harm", 30, 6), Agrees(firings * square));
  const Result biased = simulate(text, {"triggers.strike.marks.target.strategic=2.1"});
  CHECK_THAT(mean_of(biased, "nato_strategic", 30), !Agrees(firings * both));
}

TEST_CASE("Marks are drawn from the state before the effects, and an effect's condition looked at before its "
          "changes") {
  const Result result = simulate(R"(
horizon: 5 days
step: 5 days
drivers: {x: {start: 0}, y: {start: 0}, z: {start: 0}}
triggers:
  event:
    at: [1 day, 2 days]
    marks: {which: {a: 1, b: {share: 1, weights: {x: 900, count(event): -1800}}}}
    effects:
      - if: x == 0
        add: {x: 1, y: x + 1}
      - if: which == b
        add: {z: 1}
      - add: {z: 10 * count(event)}
outcomes: {b_first: {when: z == 11, by: 1 day}}
)");
  CHECK(mean_of(result, "y", 5).value ==
        2); // of the changes of one effect the second sees what the first did
  CHECK_THAT(probability_of(result, "b_first"), Agrees(0.5));
  CHECK_THAT(mean_of(result, "z", 5),
             Agrees(30.5)); // on the second date x is 1 and the count before it 1: never b
}

} // namespace casus::test
