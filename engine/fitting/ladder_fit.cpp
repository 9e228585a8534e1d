// Fisher scoring: the expected information needs no second derivatives, and is never negative. Standard
// errors are of the observed information, by differences of the exact gradient.

#include "fitting/ladder_fit.hpp"

#include "fitting/panel_likelihood.hpp"
#include "fitting/refuse.hpp"
#include "fitting/residuals.hpp"
#include "fitting/trigger_fit.hpp"
#include "simulation/eigen_index.hpp"

#include <Eigen/Dense>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace casus::fitting {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr int most_steps = 200;
constexpr double longest_step = 2;
/// A smaller share of a number's information than this, left when the others are known, is rounding.
constexpr double independent = 1e-9;
/// With less information a passage than this, a number runs off.
constexpr double determined = 1e-7;
constexpr double difference = 1e-4;
/// Nothing is known of a logarithm or a weight beyond this size.
constexpr double most_variance = 400;

using Places = std::vector<Index>;

class Scoring {
public:
  Scoring(const LadderModel& model, const Panel& panel) : model_(model), panel_(panel) {}

  PanelDerivatives at(const VectorXd& numbers) const { return panel_derivatives(model_, panel_, numbers); }

  /// Maximises over the free numbers, from where they are.
  PanelDerivatives maximise(VectorXd& numbers, const Places& free) const {
    PanelDerivatives now = at(numbers);
    for (int step = 0; step < most_steps && !free.empty(); ++step) {
      const VectorXd gradient = now.gradient(free);
      MatrixXd information = now.information(free, free);
      information.diagonal() +=
          information.diagonal() * 1e-12 + VectorXd::Constant(information.rows(), 1e-14);
      VectorXd move = information.ldlt().solve(gradient);
      if (!move.allFinite() || std::abs(gradient.dot(move)) < 1e-12) break;
      move *= std::min(1.0, longest_step / move.cwiseAbs().maxCoeff());
      if (!improve(numbers, now, move, free)) break;
    }
    return now;
  }

  /// The observed information of the free numbers.
  MatrixXd observed(const VectorXd& numbers, const Places& free) const {
    const auto count = eigen_index(free.size());
    MatrixXd information(count, count);
    for (Index k = 0; k < count; ++k) {
      VectorXd up = numbers, down = numbers;
      up(free[static_cast<std::size_t>(k)]) += difference;
      down(free[static_cast<std::size_t>(k)]) -= difference;
      information.col(k) = -(at(up).gradient(free) - at(down).gradient(free)) / (2 * difference);
    }
    return (information + information.transpose()) / 2;
  }

private:
  bool improve(VectorXd& numbers, PanelDerivatives& now, VectorXd& move, const Places& free) const {
    for (int halvings = 0; halvings < 60; ++halvings, move /= 2) {
      VectorXd next = numbers;
      next(free) += move;
      PanelDerivatives there = at(next);
      if (!(there.value >= now.value)) continue;
      numbers = next;
      now = std::move(there);
      return true;
    }
    return false;
  }

  const LadderModel& model_;
  const Panel& panel_;
};

class LadderFit {
public:
  LadderFit(const Scenario& scenario, const LadderModel& model, const Panel& panel, int ladder)
      : ladder_(scenario.ladders[static_cast<std::size_t>(ladder)]), model_(model), panel_(panel),
        scoring_(model, panel), doubts_(model.numbers.size()) {}

  FittedLadder run(int index) {
    numbers_ = start();
    require_possible();
    free_ = determined_numbers();
    best_ = scoring_.maximise(numbers_, free_);
    find_runaways();
    const MatrixXd covariance = scoring_.observed(numbers_, free_).inverse();
    FittedLadder result{.ladder = index, .name = ladder_.name};
    result.transitions = panel_.passages.size();
    for (const Passage& passage : panel_.passages) result.changes += passage.from != passage.to;
    result.log_likelihood = best_.value;
    for (std::size_t i = 0; i < model_.numbers.size(); ++i) result.numbers.push_back(fitted(i, covariance));
    compare_with_constant(result);
    return result;
  }

private:
  /// Sets where the search begins: rates as if every change were one step, and weights as they were where
  /// they cannot be found.
  VectorXd start() const {
    double days = 0, changes = 0.5;
    for (const Passage& passage : panel_.passages) {
      changes += std::abs(passage.to - passage.from);
      for (const Stretch& stretch : passage.stretches) days += stretch.days;
    }
    VectorXd numbers = VectorXd::Zero(eigen_index(model_.numbers.size()));
    numbers.head(eigen_index(model_.rates)).setConstant(std::log(changes / days));
    return numbers;
  }

  void require_possible() const {
    if (panel_.passages.empty())
      refuse(ladder_.place, fmt::format("ladder '{}' was observed only once in each sequence (nothing can be "
                                        "told from that): give it more dates",
                                        ladder_.name));
    if (!std::isfinite(scoring_.at(numbers_).value))
      refuse(ladder_.place,
             fmt::format("ladder '{}' was seen where its steps cannot have brought it: look at its up, "
                         "down and steps, or correct the observations",
                         ladder_.name));
  }

  /// The numbers that can be told apart, in their order; those that say nothing more than the ones before are
  /// held as they were.
  Places determined_numbers() {
    const MatrixXd information = scoring_.at(numbers_).information;
    Places kept;
    for (Index i = 0; i < information.rows(); ++i) {
      std::string& doubt = doubts_[static_cast<std::size_t>(i)];
      double left = information(i, i);
      if (left <= 1e-12)
        doubt = "nothing that was observed depends on it";
      else if (!kept.empty()) {
        const VectorXd shared = information(kept, i);
        left -= shared.dot(MatrixXd(information(kept, kept)).ldlt().solve(shared));
        if (left < independent * information(i, i))
          doubt = "the observations cannot tell it from the numbers above";
      }
      if (doubt.empty())
        kept.push_back(i);
      else
        numbers_(i) = held(i);
    }
    return kept;
  }

  double held(Index i) const {
    const LadderNumber& number = model_.numbers[static_cast<std::size_t>(i)];
    if (number.entry.kind != NumberKind::rate) return number.before;
    return number.before > 0 ? std::log(number.before) : -50;
  }

  /// The numbers that the likelihood carries off to infinity.
  void find_runaways() {
    const double least = determined * static_cast<double>(panel_.passages.size());
    std::erase_if(free_, [&](Index i) {
      if (best_.information(i, i) > least) return false;
      doubts_[static_cast<std::size_t>(i)] = why_it_runs_off(i);
      return true;
    });
  }

  std::string why_it_runs_off(Index i) const {
    if (static_cast<std::size_t>(i) >= model_.rates)
      return "it runs off to infinity: the steps were all on one side of it";
    return numbers_(i) < start()(i)
               ? "it runs to 0: no such step was needed"
               : "it runs off to infinity: the steps were all made between one observation and the next";
  }

  FittedNumber fitted(std::size_t i, const MatrixXd& covariance) const {
    const LadderNumber& number = model_.numbers[i];
    const bool is_rate = i < model_.rates;
    const auto row = eigen_index(i);
    const double value = numbers_(row);
    FittedNumber result{.number = number.entry,
                        .name = number.name,
                        .before = number.before,
                        .estimate = is_rate ? std::exp(value) : value,
                        .doubt = doubts_[i]};
    if (!result.doubt.empty()) return result;
    const Index place = std::find(free_.begin(), free_.end(), row) - free_.begin();
    const double variance = covariance(place, place);
    if (!(variance > 0 && variance < most_variance)) {
      result.doubt =
          "the likelihood is flat there: the observations may be too far apart to see the steps between";
      return result;
    }
    const double se = std::sqrt(variance);
    result.se = is_rate ? result.estimate * se : se;
    result.ci95 = is_rate ? interval_of_log(result.estimate, se) : interval_of(value, se);
    if (is_rate) return result;
    result.lr = 2 * (best_.value - without({row}));
    result.p_value = chi_squared_tail(*result.lr, 1);
    return result;
  }

  /// The greatest log-likelihood with weights set to 0.
  double without(const Places& left_out) const {
    VectorXd numbers = numbers_;
    Places rest = free_;
    for (const Index i : left_out) {
      numbers(i) = 0;
      std::erase(rest, i);
    }
    return scoring_.maximise(numbers, rest).value;
  }

  void compare_with_constant(FittedLadder& result) const {
    Places weights(model_.numbers.size() - model_.rates);
    std::iota(weights.begin(), weights.end(), eigen_index(model_.rates));
    result.constant_log_likelihood = without(weights);
    const auto degrees = static_cast<int>(std::count_if(
        free_.begin(), free_.end(), [&](Index i) { return static_cast<std::size_t>(i) >= model_.rates; }));
    if (degrees == 0) return;
    const double statistic = 2 * (result.log_likelihood - result.constant_log_likelihood);
    result.against_constant = {statistic, degrees, chi_squared_tail(statistic, degrees)};
  }

  const Ladder& ladder_;
  const LadderModel& model_;
  const Panel& panel_;
  Scoring scoring_;
  VectorXd numbers_; ///< logarithms of rates, weights
  std::vector<std::string> doubts_;
  Places free_;
  PanelDerivatives best_;
};

} // namespace

void fit_ladders(const Scenario& scenario, const Specification& specification, const History& history,
                 Fit& fit) {
  HalfLives half_lives;
  for (const FittedNumber& half_life : fit.half_lives)
    for (std::size_t d = 0; d < scenario.drivers.size(); ++d)
      if (scenario.drivers[d].name == half_life.name) half_lives[static_cast<int>(d)] = half_life.estimate;
  const plan::Plan plan = specification.plan(half_lives);
  for (const int ladder : specification.subjects().ladders) {
    const LadderModel model = ladder_model(specification, scenario, ladder, plan);
    const Panel panel = panel_of(model, ladder, plan, history);
    fit.ladders.push_back(LadderFit(scenario, model, panel, ladder).run(ladder));
  }
}

} // namespace casus::fitting
