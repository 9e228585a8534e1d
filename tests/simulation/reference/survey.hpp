#pragma once

// Many trajectories of the reference, and what they tell: one ratio of sums for each quantity that a result
// holds, under a name that says what it is ("driver 'x' on day 30").

#include "simulation/reference/draws.hpp"
#include "simulation/reference/walk.hpp"

#include <map>
#include <string>

namespace casus::reference {

/// The ratio of two sums over trajectories that come in independent clusters (Cochran 1977, sec. 6.4).
class Ratio {
public:
  explicit Ratio(std::size_t clusters) : above_(clusters), below_(clusters) {}

  void add(std::size_t cluster, double above, double below = 1) {
    above_[cluster] += above;
    below_[cluster] += below;
  }

  double below() const { return sum(below_); }
  double value() const { return sum(above_) / sum(below_); }

  double variance() const {
    const double clusters = static_cast<double>(above_.size());
    double squares = 0;
    for (std::size_t i = 0; i < above_.size(); ++i) squares += std::pow(above_[i] - value() * below_[i], 2);
    return clusters / (clusters - 1) * squares / std::pow(below(), 2);
  }

private:
  static double sum(const std::vector<double>& all) {
    double total = 0;
    for (const double each : all) total += each;
    return total;
  }

  std::vector<double> above_, below_;
};

struct Extent {
  std::size_t trajectories = 2000;
  std::size_t clusters = 250;
  bool cluster_is_world = false; ///< each cluster draws parameters of its own
};

/// The grid points at which time series are compared: every eighth, and the last.
inline bool is_compared(std::size_t k, std::size_t points) { return k % 8 == 3 || k + 1 == points; }

inline std::string on_day(const std::string& what, double day) {
  return what + " on day " + std::to_string(day);
}

class Survey {
public:
  Survey(const Scenario& scenario, const Extent& extent, std::uint64_t seed)
      : scenario_(scenario), extent_(extent), generator_(seed), walker_(scenario, draw, generator_),
        drawer_(scenario) {
    for (std::size_t cluster = 0; cluster < extent.clusters; ++cluster) {
      if (cluster == 0 || extent.cluster_is_world) parameters_ = drawer_.draw_world(generator_);
      for (std::size_t k = cluster; k < extent.trajectories; k += extent.clusters)
        tell(walker_.walk(parameters_), cluster);
    }
  }

  const std::map<std::string, Ratio>& ratios() const { return ratios_; }

private:
  Ratio& ratio(const std::string& name) { return ratios_.try_emplace(name, extent_.clusters).first->second; }

  void tell(const Path& path, std::size_t cluster) {
    for (std::size_t j = 0; j < scenario_.triggers.size(); ++j) {
      const double firings = static_cast<double>(path.states.back().firings[j].size());
      ratio("count of '" + scenario_.triggers[j].name + "'").add(cluster, firings);
      ratio("share with '" + scenario_.triggers[j].name + "'").add(cluster, firings > 0);
    }
    for (std::size_t k = 0; k < path.states.size(); ++k)
      if (is_compared(k, path.states.size())) tell(path.states[k], cluster);
    for (std::size_t i = 0; i < scenario_.outcomes.size(); ++i) tell(path, i, cluster);
  }

  void tell(const State& state, std::size_t cluster) {
    for (std::size_t i = 0; i < state.drivers.size(); ++i) {
      const std::string name = "driver '" + scenario_.drivers[i].name + "'";
      ratio(on_day(name, state.time)).add(cluster, state.drivers[i]);
      ratio(on_day("square of " + name, state.time)).add(cluster, state.drivers[i] * state.drivers[i]);
    }
    for (std::size_t i = 0; i < state.rungs.size(); ++i)
      for (std::size_t rung = 0; rung < scenario_.ladders[i].rungs.size(); ++rung)
        ratio(on_day("rung '" + scenario_.ladders[i].rungs[rung].name + "'", state.time))
            .add(cluster, state.rungs[i] == static_cast<int>(rung));
  }

  void tell(const Path& path, std::size_t number, std::size_t cluster) {
    const Outcome& outcome = scenario_.outcomes[number];
    const double given = path.given[number];
    const double met = outcome.when ? path.first_passages[number].has_value() : path.values[number];
    ratio("given of '" + outcome.name + "'").add(cluster, given);
    ratio("outcome '" + outcome.name + "'").add(cluster, given * met, given);
  }

  const Scenario& scenario_;
  Extent extent_;
  Generator generator_;
  Walker walker_;
  ParameterDrawer drawer_;
  std::vector<double> parameters_;
  std::map<std::string, Ratio> ratios_;
};

} // namespace casus::reference
