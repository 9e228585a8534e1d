// What must be done after an event: which clocks are only multiplied, and which must be evaluated again.

#include "plan/plan.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

using namespace casus;

namespace {

using Names = std::set<std::string>;

/// Drivers of every kind, the triggers of the test, and ladders.
plan::Plan plan_of(const std::string& triggers, const std::string& ladders = "") {
  const std::string head = R"(
casus: 1
start: 2023-01-01
horizon: 3 weeks
step: 1 week
parameters: {grip: {value: {uniform: [0, 1]}}}
drivers:
  mood: {half_life: 1 week, volatility: 1}
  fear: {half_life: 1 week, volatility: 1}
  level: {half_life: 1 week, volatility: 1, bounds: [-1, 1]}
  stock: {start: 0}
outcomes: {all: {value: mood + fear + level + stock + grip}}
triggers:
)";
  const std::string text = head + triggers + (ladders.empty() ? "" : "ladders:\n" + ladders);
  return plan::compile(std::make_shared<const Scenario>(parse_scenario(text, "test.yaml")));
}

std::string name_of(const plan::Plan& plan, plan::ClockId clock) {
  const std::string& name = plan.clocks[clock].name;
  const std::size_t quote = name.find('\'');
  return name.substr(0, name.find(' ')) + " " + name.substr(quote + 1, name.size() - quote - 2);
}

const plan::TriggerPlan& trigger(const plan::Plan& plan, const std::string& name) {
  return *std::find_if(plan.triggers.begin(), plan.triggers.end(),
                       [&](const plan::TriggerPlan& each) { return each.name == name; });
}

Names scaled(const plan::Plan& plan, const plan::Reaction& reaction) {
  Names names;
  for (const plan::ClockId clock : reaction.clocks)
    if (!std::binary_search(reaction.evaluated.begin(), reaction.evaluated.end(), clock))
      names.insert(name_of(plan, clock));
  return names;
}

Names evaluated(const plan::Plan& plan, const plan::Reaction& reaction) {
  Names names;
  for (const plan::ClockId clock : reaction.evaluated) names.insert(name_of(plan, clock));
  return names;
}

/// What a firing of 'event' does to a reader whose only peculiarity is this.
Names scaled_by(const std::string& effects, const std::string& reader) {
  const plan::Plan plan =
      plan_of("  event: {rate: 1 per day, " + effects + "}\n  reader: {" + reader + "}\n");
  const auto& reaction = trigger(plan, "event").reaction;
  REQUIRE(reaction.has_value());
  CHECK(scaled(plan, *reaction).size() + evaluated(plan, *reaction).size() == 1);
  return scaled(plan, *reaction);
}

const std::string addition = "effects: [add: {mood: 0.5, fear: -0.2}]";
const Names is_scaled = {"trigger reader"};
const Names is_evaluated = {};

} // namespace

TEST_CASE("A clock is multiplied where an event adds numbers to what it is a sum of") {
  CHECK(scaled_by(addition, "rate: 1 per day, weights: {mood: 1}") == is_scaled);
  CHECK(scaled_by(addition, "rate: 1 per day, weights: {mood: grip, fear: 2, level: 1}") == is_scaled);
  CHECK(scaled_by("effects: [add: {mood: 2 * grip}]", "rate: 1 per day, weights: {mood: 1}") == is_scaled);
  CHECK(scaled_by("effects: [add: {mood: 1}, add: {mood: 2}]", "rate: 1 per day, weights: {mood: 1}") ==
        is_scaled);
}

TEST_CASE("Stops that the event has nothing to do with do not keep a clock from being multiplied") {
  CHECK(scaled_by(addition, "rate: 1 per day, weights: {mood: 1}, limit: 3") == is_scaled);
  CHECK(scaled_by(addition, "rate: 1 per day, weights: {mood: 1}, when: level > 0") == is_scaled);
  CHECK(scaled_by(addition, "rate: 1 per day, weights: {mood: 1, 'max(0, level)': 1}") == is_scaled);
  CHECK(scaled_by(addition, "rate: 0.1 + stock, weights: {mood: 1}") == is_scaled);
}

TEST_CASE(
    "A clock that reads time besides is multiplied: what changes by itself is for timers and grid points") {
  for (const std::string reader :
       {"weights: {mood: 1, sin(time): 1}", "weights: {mood: 1, time > 9: 1}",
        "weights: {mood: 1}, when: date < 2023-01-09", "weights: {mood: 1}, cooldown: 1 day"}) {
    INFO(reader);
    CHECK(scaled_by(addition, "rate: 1 per day, " + reader) == is_scaled);
  }
}

TEST_CASE("A clock that reads what has changed in any other way is evaluated again") {
  for (const std::string reader :
       {"weights: {mood: 1, count(event): 0.1}", "weights: {mood: 1, 'max(0, fear)': 1}",
        "weights: {mood: 1, since(event) > 3: 1}", "weights: {mood: 1, 'count(event, 9 days)': 0.1}",
        "weights: {mood: 1}, when: fear > 0", "weights: {mood: 1}, when: count(event) < 5"}) {
    INFO(reader);
    CHECK(scaled_by(addition, "rate: 1 per day, " + reader) == is_evaluated);
  }
  CHECK(scaled_by(addition, "rate: 'max(0, fear)', weights: {mood: 1}") == is_evaluated);
}

TEST_CASE("A clock that no grid point evaluates afresh is evaluated, so that roundings do not pile up") {
  CHECK(scaled_by("effects: [add: {stock: 1}]", "rate: 1 per day, weights: {stock: 1}") == is_evaluated);
  CHECK(scaled_by("effects: [add: {stock: 1}]", "rate: 1 per day, weights: {stock: 1, mood: 1}") ==
        is_scaled);
}

TEST_CASE("Whatever a driver is changed by, a clock that its mean is a term of is multiplied") {
  for (const std::string effects :
       {"[add: {mood: 0.5, level: 0.1}]", "[add: {mood: 0.5}, set: {fear: 1}]", "[scale: {mood: 0.5}]",
        "[add: {mood: 0.1 * fear}]", "[add: {mood: time}]", "[add: {mood: 1}, add: {fear: count(event)}]"}) {
    INFO(effects);
    CHECK(scaled_by("effects: " + effects, "rate: 1 per day, weights: {mood: 1}") == is_scaled);
  }
  CHECK(scaled_by("marks: {size: {uniform: [0, 1]}}, effects: [add: {mood: size}]",
                  "rate: 1 per day, weights: {mood: 1}") == is_scaled);
}

TEST_CASE("Firings do the same each time if they add numbers to unbounded drivers") {
  const auto is_addition = [](const std::string& effects) {
    const plan::Plan plan = plan_of("  event: {rate: 1 per day, " + effects + "}\n");
    return trigger(plan, "event").reaction->is_addition;
  };
  CHECK(is_addition("effects: [add: {mood: 0.5}, add: {fear: 2 * grip}]"));
  CHECK_FALSE(is_addition("effects: [add: {level: 0.1}]"));
  CHECK_FALSE(is_addition("effects: [scale: {mood: 0.5}]"));
  CHECK_FALSE(is_addition("effects: [add: {mood: 0.1 * fear}]"));
  CHECK_FALSE(is_addition("marks: {size: {uniform: [0, 1]}}, effects: [add: {mood: size}]"));
}

TEST_CASE("What a firing changes is not known where an effect is conditional or moves a ladder") {
  const plan::Plan plan = plan_of("  if_so: {rate: 1 per day, effects: [{if: mood > 0, add: {mood: 1}}]}\n"
                                  "  climb: {rate: 1 per day, effects: [add: {mood: 1}, raise: {aid: 1}]}\n"
                                  "  sure: {rate: 1 per day, effects: [add: {mood: 1}]}\n",
                                  "  aid: {rungs: [low, high], up: {rate: 1 per day}}\n");
  CHECK_FALSE(trigger(plan, "if_so").reaction.has_value());
  CHECK_FALSE(trigger(plan, "climb").reaction.has_value());
  CHECK(trigger(plan, "sure").reaction.has_value());
}

TEST_CASE("A trigger's own firing stops its clock where it is limited or cools down") {
  for (const auto& [stop, is_only_scaled] :
       {std::pair{"", true}, {", limit: 2", false}, {", cooldown: 1 day", false}}) {
    INFO(stop);
    const plan::Plan plan = plan_of(std::string("  event: {rate: 1 per day, weights: {mood: 1}, ") +
                                    "effects: [add: {mood: 0.1}]" + stop + "}\n");
    const plan::Reaction& reaction = *trigger(plan, "event").reaction;
    CHECK(scaled(plan, reaction) == (is_only_scaled ? Names{"trigger event"} : Names{}));
    CHECK(evaluated(plan, reaction) == (is_only_scaled ? Names{} : Names{"trigger event"}));
  }
}

TEST_CASE("The clocks of ladders are multiplied too, but where rungs differ in more than their rates") {
  const plan::Plan plan = plan_of("  event: {rate: 1 per day, effects: [add: {mood: 0.5}]}\n"
                                  "  reader: {rate: 1 per day, weights: {aid >= high: 1, mood: 1}}\n",
                                  "  aid:\n"
                                  "    rungs: [low, middle, high]\n"
                                  "    start: middle\n"
                                  "    up: {rate: 1 per day, weights: {mood: 1}}\n"
                                  "    down: {rate: 1 per day, weights: {mood: 1}}\n"
                                  "    steps: {middle -> high: {rate: 2 per day},\n"
                                  "            middle -> low: {rate: 1 per day, weights: {mood: 2}}}\n");
  const plan::Reaction& to_event = *trigger(plan, "event").reaction;
  CHECK(scaled(plan, to_event) == Names{"climbing aid", "trigger reader"});
  CHECK(evaluated(plan, to_event) == Names{"descending aid"});
  REQUIRE(plan.ladders.at(0).reaction.has_value());
  CHECK(scaled(plan, *plan.ladders.at(0).reaction) == Names{});
  CHECK(evaluated(plan, *plan.ladders.at(0).reaction) ==
        Names{"climbing aid", "descending aid", "trigger reader"});
}
