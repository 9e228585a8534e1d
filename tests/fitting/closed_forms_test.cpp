#include "support.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using casus::Fit;

TEST_CASE("A constant rate is the number of events over the time watched") {
  const casus::Scenario scenario = scenario_of(100, "triggers:\n  strike: {rate: 5 per year}\n");
  const Fit fit =
      fit_of(scenario, {.events = "date,trigger\n2020-01-08,strike\n12.5,strike\n2020-03-01,strike\n"
                                  "80,strike\n"});
  const casus::FittedTrigger& strike = fit.triggers.at(0);
  CHECK(strike.events == 4);
  CHECK(strike.exposure == 100);
  CHECK(strike.rate.before == Approx(5 / 365.25));
  CHECK(strike.rate.estimate == Approx(0.04).epsilon(1e-12));
  CHECK(strike.rate.se == Approx(0.04 / 2).epsilon(1e-9));
  CHECK(strike.log_likelihood == Approx(4 * std::log(0.04) - 4).epsilon(1e-12));
  CHECK(fit.time_unit == "year");
  CHECK(fit.aic() == Approx(2 - 2 * (4 * std::log(0.04 * 365.25) - 4)).epsilon(1e-12));
  CHECK_FALSE(strike.against_constant);
  CHECK(strike.residuals.times.size() == 4);
}

// With a term that is 0 or 1 the two levels have rates of their own, n0/T0 and n1/T1.
TEST_CASE("A covariate of two levels has a rate for each") {
  const casus::Scenario scenario =
      scenario_of(100, "drivers:\n  war: {start: 0}\n"
                       "triggers:\n  strike: {rate: 1 per year, weights: {war: 0.5}}\n");
  const Fit fit =
      fit_of(scenario, {.events = "date,trigger\n10,strike\n20,strike\n30.5,strike\n35,strike\n40,strike\n"
                                  "45.25,strike\n90,strike\n",
                        .covariates = "date,war\n2019-06-01,0\n30,1\n50.5,0\n"});
  const casus::FittedTrigger& strike = fit.triggers.at(0);
  const double low = 3 / 79.5, high = 4 / 20.5;
  CHECK(strike.rate.estimate == Approx(low).epsilon(1e-9));
  CHECK(strike.rate.se == Approx(low / std::sqrt(3)).epsilon(1e-7));
  const casus::FittedNumber& weight = strike.weights.at(0);
  CHECK(weight.estimate == Approx(std::log(high / low)).epsilon(1e-9));
  CHECK(weight.se == Approx(std::sqrt(1. / 3 + 1. / 4)).epsilon(1e-7));
  const double apart = 3 * std::log(low) + 4 * std::log(high) - 7;
  const double together = 7 * std::log(0.07) - 7;
  CHECK(strike.log_likelihood == Approx(apart).epsilon(1e-12));
  CHECK(strike.constant_log_likelihood == Approx(together).epsilon(1e-12));
  CHECK(*weight.lr == Approx(2 * (apart - together)).epsilon(1e-9));
  CHECK(*weight.p_value == Approx(std::erfc(std::sqrt(apart - together))).epsilon(1e-9));
}

TEST_CASE("An event sees the covariate that stood before it") {
  const casus::Scenario scenario = scenario_of(20, "drivers:\n  war: {start: 0}\n"
                                                   "triggers:\n  strike: {rate: 1, weights: {war: 0}}\n");
  const Fit fit = fit_of(scenario, {.events = "date,trigger\n5,strike\n10,strike\n15,strike\n16,strike\n",
                                    .covariates = "date,war\n0,0\n10,1\n"});
  CHECK(fit.triggers[0].rate.estimate == Approx(0.2).epsilon(1e-9)); // two events in each half
  CHECK(fit.triggers[0].weights[0].estimate == Approx(0).margin(1e-9));
}

TEST_CASE("An event on the moment on which a cooldown ends has the trigger's rate") {
  const casus::Scenario scenario = scenario_of(100, "triggers:\n  strike: {rate: 1, cooldown: 10 days}\n");
  const Fit of_moments = fit_of(scenario, {.events = "date,trigger\n10,strike\n20,strike\n"});
  CHECK(of_moments.triggers[0].rate.estimate == Approx(2.0 / 80).epsilon(1e-6));
  CHECK(of_moments.triggers[0].log_likelihood == Approx(2 * std::log(2.0 / 80) - 2).epsilon(1e-9));
  // A day is watched to its end, whatever happens on it.
  const Fit of_days = fit_of(scenario, {.events = "date,trigger\n2020-01-11,strike\n2020-01-21,strike\n"});
  CHECK(std::isfinite(of_days.triggers[0].log_likelihood));
}

TEST_CASE("A closed gate, a limit and a cooldown take away from the time in which a trigger can fire") {
  const casus::Scenario gated = scenario_of(100, "triggers:\n  strike: {rate: 1, when: time >= 40}\n");
  CHECK(fit_of(gated, {.events = "date,trigger\n50,strike\n60,strike\n"}).triggers[0].exposure == 60);
  const casus::Scenario limited = scenario_of(100, "triggers:\n  strike: {rate: 1, limit: 2}\n");
  CHECK(fit_of(limited, {.events = "date,trigger\n50,strike\n60,strike\n"}).triggers[0].exposure == 60);
  const casus::Scenario cooling = scenario_of(100, "triggers:\n  strike: {rate: 1, cooldown: 10 days}\n");
  CHECK(fit_of(cooling, {.events = "date,trigger\n50,strike\n70,strike\n"}).triggers[0].exposure == 80);
}

TEST_CASE("Each sequence has a window of its own") {
  const casus::Scenario scenario = scenario_of(100, "triggers:\n  death: {rate: 1, limit: 1}\n");
  const Fit fit =
      fit_of(scenario, {.events = "date,trigger,sequence\n30,death,anna\n70,end,bert\n20,start,carl\n"
                                  "60,death,carl\n"});
  CHECK(fit.sequences == 3);
  CHECK(fit.triggers[0].exposure == 30 + 70 + 40);
  CHECK(fit.triggers[0].rate.estimate == Approx(2. / 140).epsilon(1e-12));
  const Fit short_fit =
      fit_of(scenario, {.events = "date,trigger,sequence\n30,death,anna\n70,end,bert\n60,death,"
                                  "carl\n",
                        .until = "2020-02-10"});
  CHECK(short_fit.triggers[0].exposure == 30 + 41 + 41); // to the end of that day
  CHECK(short_fit.left_aside == 1);
}

TEST_CASE("A rate that is a formula of the state gets a factor") {
  const casus::Scenario scenario = scenario_of(100, "drivers:\n  people: {start: 1}\n"
                                                    "triggers:\n  strike: {rate: 0.5 * people}\n");
  const Fit fit = fit_of(scenario, {.events = "date,trigger\n10,strike\n20,strike\n60,strike\n",
                                    .covariates = "date,people\n0,1\n50,3\n"});
  CHECK(fit.triggers[0].rate_is_factor);
  CHECK(fit.triggers[0].rate.estimate == Approx(3 / (25. + 75)).epsilon(1e-12));
}

TEST_CASE("What earlier events changed is in the intensity at once") {
  const casus::Scenario scenario =
      scenario_of(100, "drivers:\n  heat: {start: 0}\n"
                       "triggers:\n  strike: {rate: 1, weights: {heat: 0}, effects: [{set: {heat: 1}}]}\n");
  const Fit fit = fit_of(scenario, {.events = "date,trigger\n40,strike\n60,strike\n70,strike\n"});
  const double before = 1. / 40, after = 2. / 60;
  CHECK(fit.triggers[0].rate.estimate == Approx(before).epsilon(1e-9));
  CHECK(fit.triggers[0].weights[0].estimate == Approx(std::log(after / before)).epsilon(1e-9));
}
