// Whatever is unrelated to a part may be added, removed or reordered, and the part's numbers stay as they are
// to the last bit: what-ifs are compared with their baseline trajectory by trajectory.

#include "simulation/same_result.hpp"
#include "simulation/support.hpp"

namespace casus::test {
namespace {

const std::string before = "horizon: 60 days\nstep: 1 week\n";

const std::string mood =
    "  mood: {start: 0.2, mean: 0.1, half_life: 20 days, volatility: 1.5, follows: {news: 0.5}}\n";
const std::string news = "  news: {start: 0.2, mean: 0.1, half_life: 9 days, volatility: 1.0}\n";
const std::string stock = "  stock: {start: 3}\n";
const std::string strike = R"(  strike:
    rate: 0.2 per day
    weights: {mood: 0.5}
    marks: {weapon: {own: 0.7, lent: 0.3}, size: {uniform: [0, 1]}}
    effects: [add: {mood: 0.2 * size}, {if: weapon == lent, raise: {aid: 1}}]
)";
const std::string delivery =
    "  delivery: {rate: 0.05 * stock, cooldown: 3 days, effects: [add: {stock: size}], "
    "marks: {size: {discrete: {1: 0.5, 2: 0.5}}}}\n";
const std::string summit =
    "  summit: {at: [20 days, 30 days], probability: 0.5, effects: [lower: {aid: 1}]}\n";
const std::string panic = "  panic: {upon: mood > 0.6, effects: [set: {mood: 0}]}\n";
const std::string aid =
    "  aid: {rungs: [words, trade, arms], start: words, up: {rate: 0.02 per day, weights: {mood: 1}}, "
    "down: {rate: 0.03 per day}}\n";
const std::string armed = "  armed: {when: aid >= arms}\n";
const std::string last_mood = "  last_mood: {value: mood, given: aid > words}\n";

const std::string correlation = "correlations: [[mood, news, 0.4]]\n";

const std::string baseline = before + "drivers:\n" + mood + news + stock + correlation + "triggers:\n" +
                             strike + delivery + summit + panic + "ladders:\n" + aid + "outcomes:\n" + armed +
                             last_mood;

const Run few{2000};
const std::vector<std::string> nothing;

} // namespace

TEST_CASE("Reordering drivers, triggers and outcomes changes no bit") {
  const std::string reordered = "outcomes:\n" + last_mood + armed + "ladders:\n" + aid + "triggers:\n" +
                                panic + summit + delivery + strike + "drivers:\n" + stock + news + mood +
                                "correlations: [[news, mood, 0.4]]\n" + before;
  CHECK(differences(simulate(baseline, {}, few), simulate(reordered, {}, few)) == nothing);
}

TEST_CASE("Adding unrelated drivers, triggers, ladders and outcomes changes no bit of the others") {
  const std::string larger =
      before +
      "drivers:\n  alpha: {start: 0, mean: 1, half_life: 5 days, volatility: 2}\n  zeta: {start: 0}\n" +
      mood + news + stock + "correlations: [[mood, news, 0.4]]\n" +
      "triggers:\n  rumour: {rate: 3 per day, weights: {alpha: 0.3}, effects: [add: {zeta: 1}, raise: "
      "{stage: 1}]}\n" +
      strike + delivery + summit + panic +
      "  alert: {upon: zeta >= 5, effects: [set: {zeta: 0}, lower: {stage: 9}]}\n" +
      "ladders:\n  stage: {rungs: [s0, s1, s2, s3], start: s1, up: {rate: 0.1 per day}, down: {rate: 0.2 per "
      "day}}\n" +
      aid + "outcomes:\n  high: {when: stage == s3}\n" + armed + last_mood;
  CHECK(differences(simulate(baseline, {}, few), simulate(larger, {}, few)) == nothing);
}

TEST_CASE("Removing a trigger leaves what it does not touch, and changes what it does") {
  const std::string smaller = before + "drivers:\n" + mood + news + stock + correlation + "triggers:\n" +
                              strike + summit + panic + "ladders:\n" + aid + "outcomes:\n" + armed +
                              last_mood;
  const std::vector<std::string> changed =
      differences(simulate(baseline, {}, few), simulate(smaller, {}, few));
  CHECK(changed == std::vector<std::string>{"driver 'stock'"});
}

TEST_CASE("Names, and not places, decide what is drawn") {
  const Result result = simulate(baseline, {}, few);
  std::string renamed = baseline;
  for (std::size_t at = 0; (at = renamed.find("strike", at)) != std::string::npos;)
    renamed.replace(at, 6, "attack");
  CHECK_FALSE(differences(result, simulate(renamed, {}, few)).empty());
  CHECK(driver(result, "stock").mean == driver(simulate(renamed, {}, few), "stock").mean);
}

} // namespace casus::test
