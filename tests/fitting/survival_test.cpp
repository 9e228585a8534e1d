// Rossi, Berk and Lenihan 1980: 432 released prisoners, 52 weeks, 114 re-arrests. With a constant baseline
// the proportional-hazards model is the exponential one; R's survreg reaches log-likelihood -686.3659.

#include "support.hpp"

#include <Eigen/Dense>
#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace {

const std::vector<std::string> covariates{"fin", "age", "race", "wexp", "mar", "paro", "prio"};

/// week, arrest and the covariates of each prisoner; empty where the data are not there.
std::vector<std::vector<double>> prisoners() {
  const char* folder = std::getenv("CASUS_DATA");
  std::ifstream file((folder != nullptr ? std::string(folder) : CASUS_SOURCE_DIR "/../shared/data") +
                     "/rossi.csv");
  std::vector<std::vector<double>> rows;
  std::string line, cell;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::stringstream cells(line);
    auto& row = rows.emplace_back();
    while (std::getline(cells, cell, ',')) row.push_back(std::stod(cell));
  }
  return rows;
}

HistoryText as_history(const std::vector<std::vector<double>>& rows) {
  std::string events = "date,trigger,sequence\n", values = "sequence,date,fin,age,race,wexp,mar,paro,prio\n";
  for (std::size_t i = 0; i < rows.size(); ++i) {
    events += fmt::format("{},{},{}\n", 7 * rows[i][0], rows[i][1] == 1 ? "arrest" : "end", i);
    values += fmt::format("{},0,{}\n", i, fmt::join(rows[i].begin() + 2, rows[i].end(), ","));
  }
  return {.events = events, .covariates = values};
}

casus::Scenario model() {
  std::string drivers, weights;
  for (const std::string& name : covariates) {
    drivers += fmt::format("  {}: {{start: 0}}\n", name);
    weights += fmt::format("{}: 0, ", name);
  }
  return casus::parse_scenario(
      "casus: 1\nname: rossi\nstart: 2020-01-01\nhorizon: 52 weeks\nstep: 1 week\ndrivers:\n" + drivers +
          "triggers:\n  arrest: {rate: 0.01 per week, limit: 1, weights: {" + weights + "}}\n",
      "rossi.yaml");
}

struct Direct {
  Eigen::VectorXd coefficients;
  Eigen::VectorXd errors;
  double log_likelihood = 0;
};

/// Newton's method on sum(arrest log hazard - hazard week), times in weeks.
Direct fit_directly(const std::vector<std::vector<double>>& rows) {
  const auto count = static_cast<Eigen::Index>(rows.size());
  Eigen::MatrixXd x(count, 8);
  Eigen::VectorXd weeks(count), arrests(count), beta = Eigen::VectorXd::Zero(8);
  for (Eigen::Index i = 0; i < count; ++i) {
    const auto& row = rows[static_cast<std::size_t>(i)];
    weeks(i) = row[0];
    arrests(i) = row[1];
    x(i, 0) = 1;
    for (Eigen::Index k = 1; k < 8; ++k) x(i, k) = row[static_cast<std::size_t>(k) + 1];
  }
  beta(0) = std::log(arrests.sum() / weeks.sum());
  Eigen::MatrixXd information;
  for (int step = 0; step < 30; ++step) {
    const Eigen::VectorXd expected = weeks.array() * (x * beta).array().exp();
    information = x.transpose() * expected.asDiagonal() * x;
    beta += information.llt().solve(x.transpose() * (arrests - expected));
  }
  const Eigen::VectorXd logs = x * beta;
  return {beta, information.inverse().diagonal().cwiseSqrt(),
          arrests.dot(logs) - weeks.dot(logs.array().exp().matrix())};
}

} // namespace

TEST_CASE("Survival data have the exponential model's likelihood, coefficients and standard errors") {
  const auto rows = prisoners();
  if (rows.empty()) {
    WARN("skipped: rossi.csv is in neither CASUS_DATA nor ../shared/data");
    return;
  }
  const Direct direct = fit_directly(rows);
  const casus::Fit fit = fit_of(model(), as_history(rows));
  const casus::FittedTrigger& arrest = fit.triggers.at(0);
  CHECK(fit.sequences == 432);
  CHECK(arrest.events == 114);
  const double in_weeks = arrest.log_likelihood + 114 * std::log(7);
  CHECK(in_weeks == Approx(-686.3659).margin(5e-5));
  CHECK(in_weeks == Approx(direct.log_likelihood).epsilon(1e-12));
  CHECK(arrest.rate.estimate * 7 == Approx(std::exp(direct.coefficients(0))).epsilon(1e-8));
  CHECK(arrest.rate.se / arrest.rate.estimate == Approx(direct.errors(0)).epsilon(1e-6));
  REQUIRE(arrest.weights.size() == 7);
  for (std::size_t k = 0; k < covariates.size(); ++k) {
    const auto weight = std::find_if(arrest.weights.begin(), arrest.weights.end(),
                                     [&](const auto& each) { return each.name == covariates[k]; });
    CHECK(weight->estimate == Approx(direct.coefficients(static_cast<Eigen::Index>(k) + 1)).epsilon(1e-8));
    CHECK(weight->se == Approx(direct.errors(static_cast<Eigen::Index>(k) + 1)).epsilon(1e-6));
  }
}

// R's coxph, Efron ties: a proportional-hazards model of any baseline, whose coefficients are near.
TEST_CASE("With a constant baseline the coefficients are near Cox's") {
  const auto rows = prisoners();
  if (rows.empty()) return;
  const casus::Fit fit = fit_of(model(), as_history(rows));
  const std::vector<std::pair<std::string, double>> cox{
      {"age", -0.0574377}, {"fin", -0.3794222}, {"mar", -0.4337039}, {"paro", -0.0848711},
      {"prio", 0.0914971}, {"race", 0.3138998}, {"wexp", -0.1497957}};
  for (std::size_t k = 0; k < cox.size(); ++k) {
    const casus::FittedNumber& weight = fit.triggers[0].weights[k];
    CHECK(weight.name == cox[k].first);
    CHECK(std::abs(weight.estimate - cox[k].second) < 0.25 * weight.se);
  }
}
