// Means of a backtest against values computed by hand.

#include "scoring/backtest/lead_means.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace casus;
using namespace casus::scoring;

namespace {

double brier(double p, bool happened) { return std::pow(p - (happened ? 1 : 0), 2); }
double logarithmic(double p, bool happened) { return -std::log(happened ? p : 1 - p); }

Judged judged(const std::string& outcome, double lead, double p, double unupdated, bool happened) {
  Judged result{.probability = p, .outcome = outcome};
  result.told.lead = lead;
  result.told.happened = happened;
  result.told.brier.value = brier(p, happened);
  result.told.log.value = logarithmic(p, happened);
  result.told.unupdated_brier = Score{brier(unupdated, happened), 0, {}};
  result.told.unupdated_log = Score{logarithmic(unupdated, happened), 0, {}};
  return result;
}

/// Three questions, one of them asked as of two dates.
std::vector<Judged> three_questions() {
  std::vector<Judged> all{judged("war", 60, 0.8, 0.5, true), judged("war", 91, 0.9, 0.5, true),
                          judged("peace", 180, 0.3, 0.5, false), judged("coup", 400, 0.2, 0.4, true)};
  all[0].brier_errors = {0.01, -0.01};
  all[1].brier_errors = {0.02, -0.02};
  all[3].told.given_brier = brier(0.6, true);
  return all;
}

} // namespace

TEST_CASE("The means of three questions' scores are those computed by hand") {
  std::vector<Judged> all = three_questions();
  CHECK(add_base_rate(all) == Approx(0.75));
  const LeadMeans means = means_of(all);
  CHECK(means.forecasts == 4);
  CHECK(means.questions == 3);
  CHECK(means.happened == Approx(0.75));
  CHECK(means.brier.mean == Approx((0.04 + 0.01 + 0.09 + 0.64) / 4));
  CHECK(means.log.mean == Approx(-(std::log(0.8) + std::log(0.9) + std::log(0.7) + std::log(0.2)) / 4));
  CHECK(means.brier.base.mean == Approx((3 * 0.0625 + 0.5625) / 4));
  CHECK(means.brier.base.gain == Approx(0.1875 - 0.195));
  CHECK(means.brier.unupdated->mean == Approx((0.25 * 3 + 0.36) / 4));
  CHECK(means.brier.unupdated->gain == Approx(0.2775 - 0.195));
  CHECK(means.brier.given_base->count == 1);
  CHECK(means.brier.given_base->gain == Approx(0.16 - 0.64));
  CHECK_FALSE(means.brier.given_base->se);
  CHECK_FALSE(means.log.given_base);
}

TEST_CASE("The error of a gain is that of sums over questions, whose forecasts hang together") {
  std::vector<Judged> all = three_questions();
  add_base_rate(all);
  // Gains 0.21 and 0.24 of one question, 0.16 and -0.28 of the others; their mean is 0.0825.
  const double war = 0.45 - 2 * 0.0825, peace = 0.16 - 0.0825, coup = -0.28 - 0.0825;
  const double se = std::sqrt(3.0 / 2 * (war * war + peace * peace + coup * coup)) / 4;
  const RivalMean rival = *means_of(all).brier.unupdated;
  CHECK(*rival.se == Approx(se));
  // As if the four were independent it would be another.
  double squares = 0;
  for (const double gain : {0.21, 0.24, 0.16, -0.28}) squares += std::pow(gain - 0.0825, 2);
  CHECK(*rival.se != Approx(std::sqrt(4.0 / 3 * squares) / 4));
}

TEST_CASE("Forecasts are told apart by how far they reach, and classes without any are not told") {
  std::vector<Judged> all = three_questions();
  add_base_rate(all);
  const std::vector<LeadMeans> means = means_by_lead(all);
  REQUIRE(means.size() == 3);
  CHECK(means[0].name == "up to 3 months");
  CHECK(means[0].forecasts == 2);
  CHECK(*means[0].up_to == Approx(365.25 / 4));
  CHECK(means[1].name == "up to 6 months");
  CHECK(means[2].name == "longer");
  CHECK_FALSE(means[2].up_to);
  CHECK_FALSE(means[2].brier.se); // of one question
}

TEST_CASE("What an island adds to the errors is summed over dates") {
  const std::vector<Judged> all = three_questions();
  CHECK(means_of(all).brier.monte_carlo == Approx(std::sqrt(2.0 * (0.03 * 0.03 * 2)) / 4));
}

TEST_CASE("A base rate of one that fails has an infinite score, and no gain that says anything") {
  std::vector<Judged> all = three_questions();
  all[3].told.given_log = std::numeric_limits<double>::infinity();
  const RivalMean given = *means_of(all).log.given_base;
  CHECK(std::isinf(given.mean));
  CHECK_FALSE(given.se);
}
