#pragma once

// The drivers' course through one step. Between its ends they flow and are jolted, without noise; beside that
// runs the path of the noise, drawn where somebody asks for it, which is added at the step's end. The noise
// that stands in their means over the step is made of the same normals as the path's first half.

#include "simulation/reference/transition.hpp"

#include <boost/random/mersenne_twister.hpp>
#include <boost/random/normal_distribution.hpp>

#include <map>

namespace casus::reference {

using Generator = boost::random::mt19937_64;

/// Whether the driver moves by itself.
inline bool moves(const Driver& driver) { return driver.half_life || driver.volatility || driver.trend; }

inline double clamped(const Driver& driver, double wanted, const State& state) {
  if (driver.lower) wanted = std::max(wanted, value(*driver.lower, state));
  if (driver.upper) wanted = std::min(wanted, value(*driver.upper, state));
  return wanted;
}

/// Those that a driver follows stand before it, otherwise they stand in alphabetical order.
inline Order order_of(const Scenario& scenario) {
  std::vector<Eigen::Index> left;
  for (std::size_t i = 0; i < scenario.drivers.size(); ++i) left.push_back(static_cast<Eigen::Index>(i));
  const auto driver = [&](Eigen::Index i) -> const Driver& {
    return scenario.drivers[static_cast<std::size_t>(i)];
  };
  std::sort(left.begin(), left.end(), [&](auto i, auto j) { return driver(i).name < driver(j).name; });
  const auto is_next = [&](Eigen::Index i) {
    return std::none_of(driver(i).follows.begin(), driver(i).follows.end(), [&](const Follow& follow) {
      return follow.driver != i && std::find(left.begin(), left.end(), follow.driver) != left.end();
    });
  };
  Order order;
  while (!left.empty()) {
    auto next = std::find_if(left.begin(), left.end(), is_next);
    if (next == left.end()) next = left.begin();
    order.push_back(*next);
    left.erase(next);
  }
  return order;
}

/// The driver, those that it follows, those that these follow, and so on; in the given order.
inline Order followed_by(Eigen::Index driver, const Scenario& scenario, const Order& order) {
  std::vector<bool> is_in(scenario.drivers.size());
  std::vector<Eigen::Index> open{driver};
  while (!open.empty()) {
    const auto i = static_cast<std::size_t>(open.back());
    open.pop_back();
    if (is_in[i]) continue;
    is_in[i] = true;
    for (const Follow& follow : scenario.drivers[i].follows) open.push_back(follow.driver);
  }
  Order all;
  std::copy_if(order.begin(), order.end(), std::back_inserter(all),
               [&](Eigen::Index i) { return is_in[static_cast<std::size_t>(i)]; });
  return all;
}

/// The drivers that have a stationary law: they, and all that they follow, revert, and are stable together.
inline Order stationary_drivers(const Scenario& scenario, const LinearSde& sde, const Order& order) {
  Order all;
  for (const Eigen::Index i : order) {
    const Order group = followed_by(i, scenario, order);
    const Eigen::MatrixXd own = sde.a(group, group);
    const bool reverts = std::all_of(group.begin(), group.end(), [&](Eigen::Index k) {
      return scenario.drivers[static_cast<std::size_t>(k)].half_life.has_value();
    });
    if (reverts && (Eigen::EigenSolver<Eigen::MatrixXd>(own, false).eigenvalues().array().real() < 0).all())
      all.push_back(i);
  }
  return all;
}

/// The law over so long a time that it is forgotten what was before. Other rows and columns are zero.
inline Eigen::MatrixXd stationary_covariance(const LinearSde& sde, const Order& drivers, double interval) {
  Eigen::MatrixXd all = Eigen::MatrixXd::Zero(sde.a.rows(), sde.a.cols());
  const LinearSde own{sde.a(drivers, drivers), sde.c(drivers), sde.q(drivers, drivers)};
  Transition over = transition_over(own, interval);
  while (norm(over.factor) > 1e-14) over = doubled(over);
  all(drivers, drivers) = over.covariance;
  return all;
}

/// What the drivers' steps have in common in a world.
struct Laws {
  LinearSde sde;
  Order order;
  Transition piece; ///< of the noise's path
  Eigen::MatrixXd piece_root;
  Eigen::MatrixXd middle_root;     ///< of the noise's covariance up to the middle: the normals' effect on it
  Eigen::MatrixXd mean_root;       ///< the same normals' effect on the means
  Eigen::MatrixXd mean_factor;     ///< phi1
  Eigen::VectorXd mean_shift;      ///< of the drift
  Eigen::MatrixXd mean_of_a_jolt;  ///< kappa: at a moment that nobody knows
  Eigen::MatrixXd step_covariance; ///< of the noise over the whole step
};

inline Laws laws_of(const Scenario& scenario, const State& parameters, int pieces) {
  const double step = scenario.step;
  Laws laws;
  laws.sde = sde_of(scenario, parameters);
  laws.order = order_of(scenario);
  laws.piece = transition_over(laws.sde, step / pieces);
  laws.piece_root = lower_root(laws.piece.covariance, laws.order);
  laws.middle_root = lower_root(transition_over(laws.sde, step / 2).covariance, laws.order);
  laws.step_covariance = transition_over(laws.sde, step).covariance;

  const Eigen::Index n = laws.sde.c.size();
  const Transition integrals = transition_over(with_integrals(laws.sde), step);
  laws.mean_factor = integrals.factor.block(n, 0, n, n) / step;
  laws.mean_shift = integrals.shift.segment(n, n) / step;
  laws.mean_of_a_jolt = 2 / (step * step) * integrals.factor.block(2 * n, 0, n, n);

  const Order stationary = stationary_drivers(scenario, laws.sde, laws.order);
  const Eigen::MatrixXd covariance = stationary_covariance(laws.sde, stationary, step);
  const Eigen::MatrixXd lost = covariance - laws.mean_factor * covariance * laws.mean_factor.transpose();
  const Eigen::MatrixXd root = lower_root(lost, stationary);
  laws.mean_root = laws.middle_root;
  for (const Eigen::Index i : stationary) laws.mean_root.row(i) = root.row(i);
  return laws;
}

class Course {
public:
  /// The noise's path is drawn at the ends of so many pieces of each step, an even number, beforehand.
  Course(const Scenario& scenario, Generator& generator, int pieces)
      : scenario_(scenario), generator_(generator), pieces_(pieces) {}

  void enter_world(const State& parameters) { laws_ = laws_of(scenario_, parameters, pieces_); }
  const LinearSde& sde() const { return laws_.sde; }

  /// Begins a step from the state, and tells the drivers' means over it.
  void begin(State& state) {
    is_under_way_ = true;
    begin_ = state.time;
    draw_path();
    const Eigen::VectorXd start = vector_of(state.drivers);
    const Eigen::VectorXd normals =
        standardised(laws_.middle_root, laws_.order, path_.at(scenario_.step / 2));
    state.means.assign(state.drivers.size(), 0);
    shift_means(state, laws_.mean_factor * start + laws_.mean_shift + laws_.mean_root * normals);
  }

  /// To a later moment of the step.
  void advance(State& state, double time) {
    const double interval = time - state.time;
    state.time = time;
    put(state, flowed(laws_.sde.a, laws_.sde.c, vector_of(state.drivers), interval));
    noise_of_jolts_ = flowed(laws_.sde.a, nothing(), noise_of_jolts_, interval);
  }

  /// A moment that nobody knew beforehand changes the means as such moments do on average.
  void know_moment(bool is_known) { moment_is_known_ = is_known; }

  /// An event makes f x + g of the driver, of which the part without noise is `wanted`.
  void jolt(std::size_t number, double f, double wanted, State& state, Changes& changes) {
    const double difference = wanted - state.drivers[number];
    state.drivers[number] = wanted;
    if (difference != 0) changes.drivers[number] = true;
    if (!is_under_way_) return;
    const auto i = static_cast<Eigen::Index>(number);
    const double noise = f != 1 && laws_.step_covariance(i, i) > 0 ? (f - 1) * noise_at(state.time)(i) : 0;
    noise_of_jolts_(i) += noise;
    Eigen::VectorXd jolt = nothing();
    jolt(i) = difference + noise;
    const std::vector<double> before = state.means;
    shift_means(state, moment_is_known_ ? mean_of_flow(laws_.sde, jolt, begin_ + scenario_.step - state.time)
                                        : laws_.mean_of_a_jolt * jolt);
    for (std::size_t k = 0; k < before.size(); ++k)
      if (state.means[k] != before[k]) changes.means[k] = true;
  }

  /// The drivers as they will be at a moment not before the state's if nothing happens, with the noise so
  /// far.
  Eigen::VectorXd with_noise(const State& state, double time) {
    Eigen::VectorXd drivers = flowed(laws_.sde.a, laws_.sde.c, vector_of(state.drivers), time - state.time);
    const Eigen::VectorXd of_jolts = flowed(laws_.sde.a, nothing(), noise_of_jolts_, time - state.time);
    return drivers + point_at(time) + of_jolts;
  }

  /// The drivers as they are read now by those who want to know them with their noise.
  std::vector<double> reading(const State& state) {
    State read = state;
    put(read, with_noise(state, state.time));
    for (std::size_t i = 0; i < read.drivers.size(); ++i)
      read.drivers[i] = clamped(scenario_.drivers[i], read.drivers[i], read);
    return read.drivers;
  }

  /// The noise comes upon the drivers, and changes are direct again.
  void end(State& state) {
    state.drivers = reading(state);
    is_under_way_ = false;
  }

  /// The end of the piece of the step in which the moment lies.
  double next_point(double time) const {
    return begin_ + path_.upper_bound(time - begin_ + same_moment)->first;
  }

  /// The noise's path turns out to be such that the driver with its noise is at the level now.
  void put_on(std::size_t number, double level, const State& state) {
    if (known_point(state.time) != path_.end()) return;
    const auto i = static_cast<Eigen::Index>(number);
    const double off = level - with_noise(state, state.time)(i);
    path_.at(state.time - begin_)(i) += off;
  }

private:
  using Points = std::map<double, Eigen::VectorXd>;

  static Eigen::VectorXd vector_of(const std::vector<double>& values) {
    return Eigen::Map<const Eigen::VectorXd>(values.data(), static_cast<Eigen::Index>(values.size()));
  }

  Eigen::VectorXd nothing() const { return Eigen::VectorXd::Zero(laws_.sde.c.size()); }

  /// Where a number does not move by itself it does not change here, but by jolts at once.
  void put(State& state, const Eigen::VectorXd& drivers) const {
    for (std::size_t i = 0; i < state.drivers.size(); ++i)
      if (moves(scenario_.drivers[i])) state.drivers[i] = drivers(static_cast<Eigen::Index>(i));
  }

  void shift_means(State& state, const Eigen::VectorXd& by) const {
    for (std::size_t i = 0; i < state.means.size(); ++i) {
      const Driver& driver = scenario_.drivers[i];
      state.means[i] = moves(driver)
                           ? clamped(driver, state.means[i] + by(static_cast<Eigen::Index>(i)), state)
                           : state.drivers[i];
    }
  }

  Eigen::VectorXd normals() {
    Eigen::VectorXd all = nothing();
    for (double& each : all) each = boost::random::normal_distribution<>()(generator_);
    return all;
  }

  void draw_path() {
    noise_of_jolts_ = nothing();
    path_.clear();
    Eigen::VectorXd noise = nothing();
    path_[0] = noise;
    for (int k = 1; k <= pieces_; ++k) {
      noise = laws_.piece.factor * noise + laws_.piece_root * normals();
      path_[scenario_.step * k / pieces_] = noise;
    }
  }

  Points::iterator known_point(double time) {
    const auto near = path_.lower_bound(time - begin_ - same_moment);
    return near != path_.end() && near->first <= time - begin_ + same_moment ? near : path_.end();
  }

  /// A point of the noise's path, drawn from its law given the points before and after it.
  const Eigen::VectorXd& point_at(double time) {
    if (const auto known = known_point(time); known != path_.end()) return known->second;
    const double at = time - begin_;
    const auto after = path_.upper_bound(at);
    const auto before = std::prev(after);
    const Transition to = transition_over(laws_.sde, at - before->first);
    const Transition from = transition_over(laws_.sde, after->first - at);
    const Eigen::MatrixXd both = from.factor * to.covariance * from.factor.transpose() + from.covariance;
    const Eigen::MatrixXd root = lower_root(both, laws_.order);
    const Eigen::VectorXd mean = to.factor * before->second;
    const Eigen::VectorXd surprise = standardised(root, laws_.order, after->second - from.factor * mean);
    const Eigen::MatrixXd gain = standardised(root, laws_.order, from.factor * to.covariance);
    const Eigen::MatrixXd left = to.covariance - gain.transpose() * gain;
    return path_[at] = mean + gain.transpose() * surprise + lower_root(left, laws_.order) * normals();
  }

  /// The noise so far, as jolts have changed it.
  Eigen::VectorXd noise_at(double time) { return point_at(time) + noise_of_jolts_; }

  const Scenario& scenario_;
  Generator& generator_;
  int pieces_;
  Laws laws_;
  bool is_under_way_ = false;
  bool moment_is_known_ = false;
  double begin_ = 0;
  Points path_;                    ///< of the noise, by the time since the step's begin
  Eigen::VectorXd noise_of_jolts_; ///< what jolts have added to the noise, as it is now
};

} // namespace casus::reference
