#pragma once

// The levels at which conditions ask for noisy drivers: a driver's path may cross one between grid points.
// The path is watched from one known point to the next, between which it is taken for a Brownian bridge.

#include "simulation/reference/course.hpp"

#include <boost/random/uniform_01.hpp>

#include <optional>

namespace casus::reference {

/// A level of a driver, and the conditions that compare the driver with it.
struct Barrier {
  std::size_t driver;
  double level;
  std::vector<std::size_t> upons;    ///< of triggers
  std::vector<std::size_t> outcomes; ///< events
  std::vector<std::size_t> begins;   ///< outcomes whose question may begin
  bool is_done = false;              ///< crossed since the path was last at a point that was known before
};

struct Crossing {
  std::size_t barrier;
  double time;
  std::vector<double> beyond; ///< values of the driver just off the level
};

class Crossings {
public:
  Crossings(const Scenario& scenario, Generator& generator) : scenario_(scenario), generator_(generator) {}

  static bool are_asked_for(const Scenario& scenario) {
    bool any = false;
    each_condition(scenario, [&](const Formula& condition, auto, auto) {
      any = any || asks_for_level(condition.expression, scenario);
    });
    return any;
  }

  static bool asks_for_level(const Expression& condition, const Scenario& scenario) {
    return contains(condition, [&](const Expression& node) { return compares_with_level(node, scenario); });
  }

  /// In a world levels are numbers.
  void enter_world(const State& parameters) {
    barriers_.clear();
    each_condition(scenario_, [&](const Formula& condition, auto list, std::size_t number) {
      collect(condition.expression, list, number, parameters);
    });
  }

  std::vector<Barrier>& barriers() { return barriers_; }

  /// The path has come to a point that was known before.
  void arrive() {
    for (Barrier& barrier : barriers_) barrier.is_done = false;
  }

  /// The first crossing of a barrier that somebody asks for, on the way between two values of the drivers.
  template <class Asked>
  std::optional<Crossing> first(const Eigen::VectorXd& from, const Eigen::VectorXd& to, double begin,
                                double end, const LinearSde& sde, const Asked& is_asked_for) {
    std::optional<Crossing> first;
    std::vector<std::optional<double>> extremes(scenario_.drivers.size());
    for (std::size_t k = 0; k < barriers_.size(); ++k) {
      const Barrier& barrier = barriers_[k];
      if (barrier.is_done || !is_asked_for(barrier)) continue;
      const auto i = static_cast<Eigen::Index>(barrier.driver);
      const double before = from(i) - barrier.level, after = to(i) - barrier.level;
      const double probability =
          before * after <= 0 ? 1 : std::exp(-2 * before * after / (sde.q(i, i) * (end - begin)));
      // The same draw tells how far up the path goes, and another one how far down.
      std::optional<double>& extreme = extremes[barrier.driver];
      if (!extreme) extreme = boost::random::uniform_01<>()(generator_);
      if ((before < 0 ? *extreme : 1 - *extreme) > probability) continue;
      const double far = std::abs(before) + std::abs(after);
      const double time = far > 0 ? begin + (end - begin) * std::abs(before) / far : begin;
      if (!first || time < first->time) first = Crossing{k, time, beyond(barrier.level, before)};
    }
    return first;
  }

private:
  /// Calls with the conditions of triggers and outcomes, and the list of a barrier in which each would stand.
  template <class Use>
  static void each_condition(const Scenario& scenario, const Use& use) {
    for (std::size_t j = 0; j < scenario.triggers.size(); ++j)
      if (scenario.triggers[j].upon) use(*scenario.triggers[j].upon, &Barrier::upons, j);
    for (std::size_t i = 0; i < scenario.outcomes.size(); ++i)
      if (scenario.outcomes[i].when) use(*scenario.outcomes[i].when, &Barrier::outcomes, i);
    for (std::size_t i = 0; i < scenario.outcomes.size(); ++i)
      if (scenario.outcomes[i].after) use(*scenario.outcomes[i].after, &Barrier::begins, i);
  }

  static bool is_number(const Expression& expression) {
    return !contains(expression, [](const Expression& node) {
      return node.arguments.empty() && node.operation != Operation::constant &&
             node.operation != Operation::parameter;
    });
  }

  static bool is_free(const Expression& expression, const Scenario& scenario) {
    if (expression.operation != Operation::driver) return false;
    const Driver& driver = scenario.drivers[number_of(expression)];
    return driver.volatility && !driver.lower && !driver.upper;
  }

  static bool compares_with_level(const Expression& expression, const Scenario& scenario) {
    if (!is_comparison(expression.operation)) return false;
    const Expression &left = expression.arguments[0], &right = expression.arguments[1];
    return (is_free(left, scenario) && is_number(right)) || (is_free(right, scenario) && is_number(left));
  }

  void collect(const Expression& expression, std::vector<std::size_t> Barrier::*list, std::size_t number,
               const State& parameters) {
    if (expression.operation == Operation::held) return;
    if (compares_with_level(expression, scenario_)) {
      const bool is_left = expression.arguments[0].operation == Operation::driver;
      Barrier& barrier = barrier_at(number_of(expression.arguments[is_left ? 0 : 1]),
                                    evaluate(expression.arguments[is_left ? 1 : 0], parameters));
      (barrier.*list).push_back(number);
    }
    for (const Expression& argument : expression.arguments) collect(argument, list, number, parameters);
  }

  Barrier& barrier_at(std::size_t driver, double level) {
    const auto known = std::find_if(barriers_.begin(), barriers_.end(), [&](const Barrier& barrier) {
      return barrier.driver == driver && barrier.level == level;
    });
    if (known != barriers_.end()) return *known;
    barriers_.push_back({driver, level, {}, {}, {}});
    return barriers_.back();
  }

  /// Who comes from one side is beyond on the other, and who stands on the level goes to both.
  static std::vector<double> beyond(double level, double before) {
    const double infinite = std::numeric_limits<double>::infinity();
    std::vector<double> values;
    if (before <= 0) values.push_back(std::nextafter(level, infinite));
    if (before >= 0) values.push_back(std::nextafter(level, -infinite));
    return values;
  }

  const Scenario& scenario_;
  Generator& generator_;
  std::vector<Barrier> barriers_;
};

} // namespace casus::reference
