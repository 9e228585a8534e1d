// A grammar whose sentences are scenarios: `$name` is replaced by one of the alternatives of that name, each
// alike, and `$(a..b)` by a number between a and b. Formulas and what weighs on rates are kept of order one,
// rates of order one a month, so that nothing explodes.

#include "simulation/scenario_generator.hpp"

#include "simulation/support.hpp"

#include <boost/random/bernoulli_distribution.hpp>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <boost/random/uniform_real_distribution.hpp>

#include <cctype>
#include <cstdio>
#include <map>
#include <vector>

namespace casus::test {

namespace {

using Grammar = std::map<std::string, std::vector<std::string>>;

const std::string skeleton = R"(
horizon: 100 days
step: $step
parameters: {pace: {value: $pace}, grip: {value: $grip}}
drivers:
  mood: {start: $(-1..1), mean: $mean, half_life: $(4..40) days, volatility: $(0.3..2)}
  news: {start: grip, mean: 0, half_life: $(10..60) days, volatility: pace, follows: {mood: $(-0.8..0.8)}}
  capacity: {start: 0, trend: $(-2..2) per year, volatility: 1.5, bounds: [$(-1..-0.2), $(0.3..2)]}
  echo: {start: 0.5, mean: $(-1..1), half_life: $(4..20) days, follows: {news: 0.7, capacity: $(-1..1)}}
  refugees: {start: 5, bounds: [0, 30]}
  stock: {start: 0, bounds: [-5, 12]}
correlations: [[mood, news, $(-0.6..0.6)], [capacity, mood, $(-0.6..0.6)]$copula]
triggers:
  strike:
    rate: $a_month
    weights: $weights
    when: "$condition"
    marks:
      weapon: {domestic: 0.7, nato: {share: $(0.2..0.6), weights: {$driver: $(-1..1), "$bounded": grip}}, stray: 0.1}
      severity: {$severity}
    effects:
      - $change
      - if: "weapon in [nato, stray] and severity > 0.5"
        $change
      - add: {stock: 0.3 * severity}
  protest: {rate: "$rate", weights: $weights, cooldown: $(3..20) days, effects: $effects}
  offer: {rate: $a_month, limit: 2, when: "$condition", effects: $effects}
  summit:
    at: [0 days, 2020-02-01, 33 days, 2020-03-05, 80 days]
    probability: $(0.3..0.9)
    when: "$condition"
    cooldown: 40 days
    effects: $effects
  alarm: {upon: "$condition", cooldown: 4 days, effects: $effects}
  switch: {upon: "$rung", when: "$condition", limit: 3, effects: $effects}
  leaving: {rate: 0.03 * refugees, effects: [add: {refugees: -1}]}
  chain: {upon: "count(strike) + count(alarm) >= $few", effects: $effects}
ladders:
  aid:
    rungs: [words, trade, parts, arms]
    start: trade
    up: {rate: $a_month, weights: $weights}
    down: {rate: "$rate"}
    steps:
      trade -> parts: {rate: "$rate"}
      arms -> parts: {rate: $a_month, weights: $weights}
    on_enter: {arms: [$driver_change, $tension_change], trade: [$driver_change]}
    on_leave: {parts: [$driver_change, {if: "$condition", $tension_change}], words: [$tension_change]}
  tension:
    rungs: [calm, strained, crisis]
    start: strained
    up: {rate: $a_month}
    down: {rate: $a_month, weights: $weights}
    on_enter: {crisis: [$driver_change]}
outcomes:
  armed: {when: aid >= arms, by: 2020-03-01}
  met: {when: "$condition"}
  both: {when: "tension == crisis and $comparison", by: 77 days, given: "$condition"}
  mood_then: {value: "$formula", at: 50 days}
  stock_if: {value: "stock + $bounded", given: "$condition"}
  later: {when: "$condition", from: $(5..60) days, by: 77 days}
  reply: {when: "$condition", after: "$condition", within: $(10..40) days}
  reply_by: {when: "$comparison", after: "count($trigger) >= 1", from: $(3..30) days, by: $(60..90) days}
)";

const Grammar grammar = {
    {"scenario", {skeleton}},
    {"step", {"3 days", "1 week", "10 days", "12.5 days"}},
    {"mean", {"0.3 * pace", "$(-1..1)"}},
    {"severity", {"uniform: [0, 2]", "gamma: [2, pace]", "discrete: {1: 0.5, 3: 0.5}"}},
    {"few", {"2", "4", "6"}},
    {"driver", {"mood", "news", "capacity", "echo"}},
    {"trigger", {"strike", "protest", "offer", "summit", "alarm", "switch", "leaving", "chain"}},
    {"rung", {"aid >= trade", "aid == arms", "aid < parts", "tension > calm", "tension != crisis"}},
    {"operator", {"+", "-", "*"}},
    // Of order one.
    {"atom",
     {"max(-2, min(2, $driver))", "sin($(0.5..3) * $driver)", "aid / 2", "tension / 2",
      "min(3, count($trigger)) / 3", "min(2, count($trigger, $(10..40) days))",
      "min(since($trigger), 40) / 40", "min(held($spell), 40) / 40", "cos(time / 20)", "sqrt(abs(echo))",
      "log(1 + abs(mood))", "exp(-abs(news))", "pace ^ 2", "refugees / 8", "stock / 8", "pace", "grip",
      "$(-1..1)"}},
    {"spell", {"$rung", "count($trigger, $(15..50) days) > 1", "since($trigger) > $(5..40)", "$driver > 0"}},
    {"formula", {"$atom", "($atom) $operator ($atom)", "($atom) $operator ($atom)"}},
    {"bounded", {"sin($formula)"}},
    {"rate", {"0.03 + 0.03 * $bounded", "(1 + $bounded) per month", "max(0, $bounded) * 2 per month"}},
    {"a_month", {"$(0.5..2) per month", "2 * pace per month"}},
    {"comparison",
     {"$driver > $(-0.3..0.3)", "$driver < $(-0.3..0.3)", "$rung", "count($trigger) < $few",
      "count($trigger, $(15..50) days) == 1", "count($trigger, $(15..50) days) > 1",
      "since($trigger) > $(5..40)", "since($trigger) <= $(5..40)", "date >= 2020-02-10", "date < 2020-03-20",
      "held($spell) > $(5..30)", "held($spell) <= $(5..40)", "time > 33", "$formula >= $(-0.5..0.5)"}},
    {"condition",
     {"$comparison", "not ($comparison)", "($comparison) and ($comparison)",
      "($comparison) or ($comparison)"}},
    {"weights",
     {"{\"$bounded\": $(-0.5..0.5), capacity: $(-0.3..0.3), \"$condition\": grip}",
      "{\"max(-2, min(2, $driver))\": grip, \"$rung\": $(-1..1)}", "{\"$condition\": $(-1..1)}"}},
    {"driver_change",
     {"add: {$driver: \"0.4 * $bounded\"}", "set: {$driver: \"$bounded\", stock: stock + 1}",
      "scale: {$driver: $(0.3..0.9), refugees: 0.5}", "add: {stock: \"$formula\", refugees: 2}",
      "set: {stock: 0}"}},
    {"tension_change",
     {"raise: {tension: 1}", "lower: {tension: 1}", "move: {tension: crisis}", "lower: {tension: 2}"}},
    {"change",
     {"$driver_change", "$driver_change", "$driver_change", "$tension_change", "raise: {aid: 1}",
      "lower: {aid: 2}", "move: {aid: trade}"}},
    {"effects",
     {"[$change, {if: \"$condition\", $change}]", "[{if: \"$condition\", $change}, $change, $change]"}},
};

class Writer {
public:
  Writer(std::uint64_t seed, const Grammar& known) : generator_(seed), grammar_(known) {}

  std::string expand(const std::string& text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
      if (text[at] != '$') {
        out += text[at++];
      } else if (text[at + 1] == '(') {
        out += number(text.substr(at + 2));
        at = text.find(')', at) + 1;
      } else {
        std::size_t end = at + 1;
        while (end < text.size() && (std::islower(text[end]) || text[end] == '_')) ++end;
        out += expand(pick(grammar_.at(text.substr(at + 1, end - at - 1))));
        at = end;
      }
    }
    return out;
  }

private:
  std::string number(const std::string& range) {
    const double low = std::stod(range), high = std::stod(range.substr(range.find("..") + 2));
    char text[32];
    std::snprintf(text, sizeof text, "%.3f",
                  boost::random::uniform_real_distribution<>(low, high)(generator_));
    return text;
  }

  const std::string& pick(const std::vector<std::string>& all) {
    return all[boost::random::uniform_int_distribution<std::size_t>(0, all.size() - 1)(generator_)];
  }

  boost::random::mt19937_64 generator_;
  const Grammar& grammar_;
};

} // namespace

std::string random_scenario(std::uint64_t seed) {
  Grammar known = grammar;
  known["pace"] = {"$(0.5..1.5)"};
  known["grip"] = {"$(0.1..0.6)"};
  known["copula"] = {""};
  if (seed % 2 == 1) {
    known["pace"] = {"{uniform: [0.6, 1.4]}", "{triangular: [0.5, 0.9, 1.6]}", "{pert: [0.4, 1.0, 1.8]}",
                     "{gamma: [9, 0.11]}", "{lognormal: {median: 1, sigma: 0.3}}"};
    known["grip"] = {"{beta: [2, 3]}", "{normal: [0.4, 0.2]}", "{discrete: {0.1: 0.5, 0.8: 0.5}}"};
    known["copula"] = {", [pace, grip, $(-0.9..0.9)]"};
  }
  return Writer(seed, known).expand("$scenario");
}

Scenario random_whatif(std::uint64_t seed) {
  using namespace boost::random;
  Scenario scenario = scenario_of(random_scenario(seed));
  mt19937_64 generator(seed);
  const std::vector<double> days{0, 5, 17.25, 31, 33, 50, 100}; // some of them have scheduled events too
  for (int i = 0; i < 5; ++i) {
    ForcedFiring forced;
    forced.trigger = uniform_int_distribution<>(0, static_cast<int>(scenario.triggers.size()) - 1)(generator);
    forced.day = days[uniform_int_distribution<std::size_t>(0, days.size() - 1)(generator)];
    for (const Mark& mark : scenario.triggers[static_cast<std::size_t>(forced.trigger)].marks) {
      const bool is_given = bernoulli_distribution<>(0.4)(generator);
      forced.marks.push_back(is_given ? std::optional(mark.categories.empty() ? 0.8 : 1.0) : std::nullopt);
    }
    scenario.forced.push_back(forced);
  }
  return scenario;
}

} // namespace casus::test
