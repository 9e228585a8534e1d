#include "support.hpp"

#include <catch2/catch.hpp>

namespace {

casus::Scenario war() {
  return scenario_of(100, "drivers:\n"
                          "  aid: {start: 0}\n"
                          "  mood: {start: 0, volatility: 1}\n"
                          "  heat: {start: 0}\n"
                          "triggers:\n"
                          "  strike:\n"
                          "    rate: 5 per year\n"
                          "    weights: {aid: 0.1}\n"
                          "    when: time < 50\n"
                          "    marks: {weapon: {domestic: 1, nato: 1}}\n"
                          "  summit: {at: 30 days}\n");
}

/// What is said of these events.
std::string told(const std::string& events) { return problems_of(war(), {.events = events}); }

void check_has(const std::string& text, const std::string& part) {
  INFO(text);
  CHECK(text.find(part) != std::string::npos);
}

} // namespace

TEST_CASE("Bad events are told with their line") {
  check_has(told("date,trigger\n2020-01-09,strike\n2020-01-05,strike\n"),
            "events.csv:3:1: error: this is earlier than the row before");
  check_has(told("date,trigger\n5,strik\n"),
            "events.csv:2:3: error: unknown trigger 'strik' (did you mean 'strike'?)");
  check_has(told("date,trigger\n5,summit\n"), "events.csv:2:3: error: trigger 'summit' has no hazard");
  check_has(told("date,trigger\nnan,strike\n"), "events.csv:2:1: error: 'nan' is no date: write it as");
  check_has(told("date,trigger\nsoon,strike\n"), "events.csv:2:1: error: 'soon' is no date");
  check_has(told("date,trigger\n2020-02-31,strike\n"), "events.csv:2:1: error: '2020-02-31' is no date");
  check_has(told("date,trigger\n2019-12-31,strike\n"),
            "events.csv:2:1: error: '2019-12-31' lies before the start");
  check_has(told("date,trigger\n101,strike\n"), "events.csv:2:1: error: '101' lies after the horizon");
  check_has(told("date,trigger,colour\n5,strike,red\n"), "events.csv:1:1: error: unknown column 'colour'");
  check_has(told("date,what\n5,strike\n"), "there is no column 'trigger'");
  check_has(told("date,trigger,weapon\n5,strike,chinese\n"), "unknown category 'chinese' of mark 'weapon'");
  check_has(told(""), "events.csv: error: the table is empty");
  check_has(told("date,trigger\n"), "events.csv: error: the table has no rows");
  check_has(told("date,trigger\n10,end\n20,strike\n"),
            "events.csv:3:1: error: the sequence has ended before this row");
  check_has(told("date,trigger\n20,end\n"), "nothing can be fitted");
}

TEST_CASE("A file that is not sorted is told so once") {
  const std::string text = told("date,trigger\n50,strike\n40,strike\n30,strike\n20,strike\n");
  check_has(text, "events.csv:3:1: error: this is earlier than the row before");
  CHECK(text.find("events.csv:4:1") == std::string::npos);
}

TEST_CASE("All problems of a file are told at once") {
  const std::string text = told("date,trigger\nsoon,strike\n5,strik\n");
  check_has(text, "events.csv:2:1");
  check_has(text, "events.csv:3:3");
}

TEST_CASE("An event at which its trigger could not fire is named") {
  check_has(told("date,trigger\n20,strike\n60,strike\n"),
            "events.csv:3:1: error: trigger 'strike' could not fire on 2020-03-01 (its 'when' does not hold "
            "there)");
  const casus::Scenario limited = scenario_of(100, "triggers:\n  strike: {rate: 1, limit: 1}\n");
  check_has(problems_of(limited, {.events = "date,trigger\n20,strike\n60,strike\n"}),
            "its limit has been reached");
  const casus::Scenario cooling = scenario_of(100, "triggers:\n  strike: {rate: 1, cooldown: 9 days}\n");
  check_has(problems_of(cooling, {.events = "date,trigger\n20,strike\n25,strike\n"}),
            "its cooldown has not passed");
}

TEST_CASE("Bad covariates are told with their line") {
  const auto with = [](const std::string& covariates) {
    return problems_of(war(), {.events = "date,trigger\n5,strike\n", .covariates = covariates});
  };
  check_has(with("date,aid\n3,1\n"),
            "covariates.csv:2:1: error: the covariates begin 3 days after the history does");
  check_has(with("date,aid\n0,1\n5,nan\n"), "covariates.csv:3:3: error: 'nan' is no number");
  check_has(with("date,aid\n0,1\n5,\n"), "covariates.csv:3:3: error: '' is no number");
  check_has(with("date,aidd\n0,1\n"),
            "covariates.csv:1:1: error: unknown driver 'aidd' (did you mean 'aid'?)");
  check_has(with("date,aid\n0,1\n7,2\n7,3\n"),
            "covariates.csv:4:1: error: this is not later than the row before");
  check_has(with("date\n0\n"), "there is no column of a driver");
  check_has(problems_of(war(), {.events = "date,trigger,sequence\n5,strike,a\n",
                                .covariates = "date,aid,sequence\n0,1,b\n"}),
            "there is no row of sequence 'a'");
}

TEST_CASE("Bad panels are told with their line") {
  const casus::Scenario scenario =
      scenario_of(100, "ladders:\n  aid: {rungs: [none, some], up: {rate: 1 per year}}\n");
  const auto with = [&](const std::string& rows) {
    return problems_of(scenario, {.panel = "date,ladder,rung\n" + rows});
  };
  check_has(with("0,add,none\n"), "panel.csv:2:3: error: unknown ladder 'add' (did you mean 'aid'?)");
  check_has(with("0,aid,sme\n"), "panel.csv:2:7: error: unknown rung 'sme' (did you mean 'some'?)");
  check_has(with("5,aid,none\n5,aid,none\n"), "panel.csv:3:1: error: this is not later");
  check_has(with("5,aid,some\n15,aid,none\n"), "was seen where its steps cannot have brought it");
  check_has(with("5,aid,some\n"), "was observed only once in each sequence");
}

TEST_CASE("What the fitted hazards depend on must be known") {
  const auto with = [](const std::string& parts) {
    return problems_of(scenario_of(100, parts), {.events = "date,trigger\n5,strike\n"});
  };
  check_has(
      with("drivers: {mood: {start: 0, volatility: 1}}\ntriggers: {strike: {rate: 1, weights: {mood: 1}}}\n"),
      "the path of driver 'mood' is not known (it has volatility");
  check_has(with("ladders: {aid: {rungs: [no, yes], up: {rate: 1}}}\ntriggers: {strike: {rate: 1, when: aid "
                 "== no}}\n"),
            "the path of ladder 'aid' is not known");
  check_has(with("drivers: {heat: {start: 0}}\ntriggers:\n  strike: {rate: 1, weights: {heat: 1}}\n"
                 "  vote: {at: 3 days, probability: 0.5, effects: [add: {heat: 1}]}\n"),
            "whether trigger 'vote' fired is not known");
  check_has(with("drivers: {heat: {start: 0}}\ntriggers:\n  strike: {rate: 1, weights: {heat: 1}, marks: "
                 "{size: {uniform: "
                 "[0, 1]}}, effects: [add: {heat: size}]}\n"),
            "mark 'size' of trigger 'strike' is not known");
  CHECK(with("drivers: {mood: {start: 0, volatility: 1}}\ntriggers: {strike: {rate: 1}, talk: {rate: 1, "
             "weights: {mood: "
             "1}}}\n") == "");
}

TEST_CASE("A weight that the history does not tell is named and left as it was") {
  const auto fitted = [](const std::string& weights, const std::string& covariates) {
    return fit_of(
               scenario_of(
                   100, "drivers: {a: {start: 0}, b: {start: 0}}\ntriggers: {strike: {rate: 1, weights: {" +
                            weights + "}}}\n"),
               {.events = "date,trigger\n10,strike\n20,strike\n70,strike\n", .covariates = covariates})
        .triggers[0];
  };
  const auto constant = fitted("a: 0.7", "date,a\n0,2\n");
  CHECK(constant.weights[0].doubt == "'a' never changed while the trigger could fire");
  CHECK(constant.weights[0].estimate == 0.7);
  CHECK(constant.rate.estimate * std::exp(0.7 * 2) == Approx(0.03).epsilon(1e-9));
  const auto collinear = fitted("a: 0, b: 0.5", "date,a,b\n0,0,1\n50,1,3\n");
  CHECK(collinear.weights[0].doubt.empty());
  CHECK(collinear.weights[1].doubt.find("'b' cannot be told from 'a'") == 0);
  const auto separated = fitted("a: 0", "date,a\n0,0\n80,1\n");
  CHECK(separated.weights[0].doubt ==
        "no event came where 'a' was high: the weight that fits best is infinite");
  CHECK(separated.rate.estimate == Approx(0.03).epsilon(1e-9)); // with a weight of 0, as it was
}

// All that the weight must do is to lift the intensity of one moment, and nothing limits that.
TEST_CASE("An event in a state in which no time passed does not carry a weight off to infinity") {
  const casus::Scenario scenario =
      scenario_of(100, "drivers: {heat: {start: 0, mean: 0, half_life: 3 days}}\n"
                       "triggers: {strike: {rate: 1, weights: {heat: 0.1}, effects: [add: {heat: 1}]}}\n");
  const casus::Fit fit = fit_of(scenario, {.events = "date,trigger\n0,strike\n"});
  CHECK_FALSE(fit.triggers[0].weights[0].doubt.empty());
  CHECK(fit.triggers[0].weights[0].estimate == 0.1);
  CHECK(std::isfinite(fit.log_likelihood));
}

TEST_CASE("Numbers beyond all measure end in words") {
  const casus::Scenario scenario =
      scenario_of(100, "drivers: {a: {start: 0}}\ntriggers: {strike: {rate: 1, weights: {a: 0}}}\n");
  for (const char* value : {"1e300", "-1e300", "1e-300"}) {
    const casus::Fit fit =
        fit_of(scenario, {.events = "date,trigger\n1,strike\n20,strike\n",
                          .covariates = std::string("date,a\n0,0\n10,") + value + "\n50,1\n"});
    CHECK(std::isfinite(fit.log_likelihood));
  }
}
