// Panel likelihoods against transition probabilities in closed form, and against a sum over small steps.

#include "support.hpp"

#include "casus/trace.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <cmath>

namespace {

const std::string two_rungs =
    "ladders:\n  aid: {rungs: [none, some], up: {rate: 1 per year}, down: {rate: 1 per year}}\n";

/// Of the rung `to` after `days`, from `from`, of a chain of two rungs with rates a (up) and b (down).
double probability(int from, int to, double a, double b, double days) {
  const double up = a / (a + b), fading = std::exp(-(a + b) * days);
  const double stays_up = from == 1 ? up + (1 - up) * fading : up - up * fading;
  return to == 1 ? stays_up : 1 - stays_up;
}

const std::vector<std::pair<double, int>> seen{{0, 0},  {10, 0}, {20, 1}, {24, 1}, {45, 1}, {50, 1},
                                               {54, 0}, {60, 0}, {64, 0}, {70, 1}, {90, 0}, {100, 0}};

std::string panel_text() {
  std::string text = "date,ladder,rung\n";
  for (const auto& [day, rung] : seen) text += fmt::format("{},aid,{}\n", day, rung == 0 ? "none" : "some");
  return text;
}

double direct(double a, double b) {
  double sum = 0;
  for (std::size_t i = 1; i < seen.size(); ++i)
    sum += std::log(probability(seen[i - 1].second, seen[i].second, a, b, seen[i].first - seen[i - 1].first));
  return sum;
}

} // namespace

TEST_CASE("A ladder of two rungs has the likelihood of its transition probabilities") {
  const casus::Fit fit = fit_of(scenario_of(100, two_rungs), {.panel = panel_text()});
  const casus::FittedLadder& aid = fit.ladders.at(0);
  CHECK(aid.transitions == 11);
  CHECK(aid.changes == 4);
  REQUIRE(aid.numbers.size() == 2);
  const double a = aid.numbers[0].estimate, b = aid.numbers[1].estimate;
  CHECK(aid.numbers[0].name == "up rate");
  CHECK(aid.log_likelihood == Approx(direct(a, b)).epsilon(1e-12));
  for (const double by : {0.999, 1.001}) {
    CHECK(direct(a * by, b) < direct(a, b));
    CHECK(direct(a, b * by) < direct(a, b));
  }
  const double h = 1e-3;
  const auto at = [&](double x, double y) { return direct(a * std::exp(x), b * std::exp(y)); };
  const double aa = -(at(h, 0) - 2 * at(0, 0) + at(-h, 0)) / (h * h),
               bb = -(at(0, h) - 2 * at(0, 0) + at(0, -h)) / (h * h);
  const double ab = -(at(h, h) - at(h, -h) - at(-h, h) + at(-h, -h)) / (4 * h * h);
  CHECK(aid.numbers[0].se / a == Approx(std::sqrt(bb / (aa * bb - ab * ab))).epsilon(1e-4));
  CHECK(aid.numbers[1].se / b == Approx(std::sqrt(aa / (aa * bb - ab * ab))).epsilon(1e-4));
}

// Where a covariate of two levels splits the time, each level is a chain of its own.
TEST_CASE("A covariate of a ladder multiplies its rates from its day on") {
  const std::string parts =
      "drivers:\n  war: {start: 0}\n"
      "ladders:\n  aid: {rungs: [none, some], up: {rate: 1 per year, weights: {war: 0}}, down: "
      "{rate: 1 per year}}\n";
  const casus::Fit fit =
      fit_of(scenario_of(100, parts), {.covariates = "date,war\n0,0\n25,1\n", .panel = panel_text()});
  const casus::FittedLadder& aid = fit.ladders.at(0);
  REQUIRE(aid.numbers.size() == 3);
  const double a = aid.numbers[0].estimate, b = aid.numbers[1].estimate, w = aid.numbers[2].estimate;
  CHECK(aid.numbers[2].name == "up war");
  const auto value = [&](double up, double down, double weight) {
    double sum = 0;
    for (std::size_t i = 1; i < seen.size(); ++i) {
      const double from = seen[i - 1].first, to = seen[i].first;
      const double before = std::clamp(25 - from, 0.0, to - from), after = to - from - before;
      double p = 0;
      for (const int between : {0, 1})
        p += probability(seen[i - 1].second, between, up, down, before) *
             probability(between, seen[i].second, up * std::exp(weight), down, after);
      sum += std::log(p);
    }
    return sum;
  };
  CHECK(aid.log_likelihood == Approx(value(a, b, w)).epsilon(1e-12));
  CHECK(aid.constant_log_likelihood ==
        Approx(fit_of(scenario_of(100, two_rungs), {.panel = panel_text()}).log_likelihood).epsilon(1e-9));
  for (const double by : {-1e-3, 1e-3}) {
    CHECK(value(a * std::exp(by), b, w) < value(a, b, w));
    CHECK(value(a, b * std::exp(by), w) < value(a, b, w));
    CHECK(value(a, b, w + by) < value(a, b, w));
  }
}

// Watched every hour, a ladder is seen step by step: rates are steps over time on each rung.
TEST_CASE("A ladder that is watched closely has rates of steps over time, its own step apart") {
  const std::string parts =
      "ladders:\n  aid:\n    rungs: [none, some, much]\n    up: {rate: 1 per year}\n    down: {rate: "
      "1 per year}\n    steps: {some -> much: {rate: 2 per year}}\n";
  std::string panel = "date,ladder,rung\n";
  const char* names[] = {"none", "some", "much"};
  const std::vector<std::pair<double, int>> path{{0, 0},  {20, 1}, {30, 2}, {50, 1},
                                                 {60, 0}, {80, 1}, {95, 2}};
  std::size_t place = 0;
  for (int hour = 0; hour <= 2400; ++hour) {
    while (place + 1 < path.size() && path[place + 1].first <= hour / 24.0) ++place;
    panel += fmt::format("{:.17g},aid,{}\n", hour / 24.0, names[path[place].second]);
  }
  const casus::FittedLadder aid = fit_of(scenario_of(100, parts), {.panel = panel}).ladders.at(0);
  REQUIRE(aid.numbers.size() == 3);
  CHECK(aid.numbers[0].estimate == Approx(2. / 40).epsilon(5e-3)); // none -> some, 40 days on none
  CHECK(aid.numbers[1].name == "some -> much: rate");
  CHECK(aid.numbers[1].estimate == Approx(2. / 35).epsilon(5e-3));
  CHECK(aid.numbers[2].estimate == Approx(2. / 60).epsilon(5e-3)); // down, from some and much
}

TEST_CASE("A step that was never seen has a rate that runs to 0, and says so") {
  const casus::Fit fit =
      fit_of(scenario_of(100, two_rungs),
             {.panel = "date,ladder,rung\n0,aid,none\n20,aid,none\n50,aid,some\n60,aid,some\n"
                       "70,aid,some\n80,aid,some\n90,aid,some\n"});
  CHECK(fit.ladders[0].numbers[0].doubt.empty());
  CHECK(fit.ladders[0].numbers[1].doubt.find("runs to 0") != std::string::npos);
}

TEST_CASE("A step that was always seen at the next look has a rate that runs to infinity, and says so") {
  const casus::Fit fit =
      fit_of(scenario_of(100, two_rungs),
             {.panel = "date,ladder,rung\n0,aid,none\n20,aid,some\n40,aid,some\n60,aid,some\n80,aid,some\n"});
  CHECK(fit.ladders[0].numbers[0].doubt.find("runs off to infinity") != std::string::npos);
  CHECK(fit.ladders[0].numbers[1].doubt.find("runs to 0") != std::string::npos);
}

// Rungs that alternate more often than not look drawn afresh each time, whatever the rates.
TEST_CASE("Observations too far apart to see the steps between tell no rate, and say so") {
  const casus::Fit fit =
      fit_of(scenario_of(100, two_rungs),
             {.panel = "date,ladder,rung\n0,aid,none\n20,aid,some\n40,aid,none\n60,aid,some\n"
                       "80,aid,none\n"});
  CHECK(fit.ladders[0].numbers[0].doubt.find("too far apart") != std::string::npos);
  CHECK(fit.ladders[0].numbers[1].doubt.find("too far apart") != std::string::npos);
}

// 100 courses that casus simulated, seen every 10 days. Each number lies within 3.9 of its standard errors of
// the truth, but for one time in 10,000; a truth that is twice as great lies farther away.
TEST_CASE("A ladder that casus simulated is found again from its panel") {
  const casus::Scenario truth = scenario_of(
      200, "drivers: {heat: {start: 2, mean: 0, half_life: 40 days}}\n"
           "ladders:\n  aid:\n    rungs: [none, some, much]\n    up: {rate: 0.01, weights: {heat: 0.8}}\n"
           "    down: {rate: 0.02}\n    steps: {some -> much: {rate: 0.03}}\n");
  const char* names[] = {"none", "some", "much"};
  std::string panel = "date,ladder,rung,sequence\n";
  casus::RunOptions options;
  options.seed = 11;
  for (std::uint64_t k = 0; k < 100; ++k) {
    const casus::Trace trace = casus::trace(truth, options, k);
    std::size_t next = 0;
    int rung = 0;
    for (int day = 0; day <= 200; day += 10) {
      for (; next < trace.events.size() && trace.events[next].day <= day; ++next)
        for (const casus::Alteration& change : trace.events[next].alterations)
          if (change.is_ladder) rung = static_cast<int>(change.after);
      panel += fmt::format("{},aid,{},{}\n", day, names[rung], k);
    }
  }
  const casus::FittedLadder aid = fit_of(truth, {.panel = panel}).ladders.at(0);
  for (const casus::FittedNumber& number : aid.numbers) {
    INFO(number.name << ": " << number.estimate << " ± " << number.se << ", truly " << number.before);
    const bool is_rate = number.number.kind == casus::NumberKind::rate;
    const double error = is_rate ? std::log(number.estimate / number.before) / (number.se / number.estimate)
                                 : (number.estimate - number.before) / number.se;
    const double doubled = is_rate ? std::log(2) / (number.se / number.estimate) : number.before / number.se;
    CHECK(std::abs(error) < 3.9);
    CHECK(doubled > 3.9);
  }
}
