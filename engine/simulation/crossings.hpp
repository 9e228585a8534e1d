#pragma once

#include "simulation/agenda.hpp"
#include "simulation/driver_paths.hpp"
#include "simulation/watches.hpp"

#include <span>
#include <vector>

namespace casus::simulation {

/// Where noisy drivers cross, between grid points, the thresholds for which conditions ask: by the Brownian
/// bridge's law between what is known of the path, from a stream of its own. One draw tells how far a driver
/// goes, whoever asks.
class Crossings {
public:
  Crossings(const plan::Plan& plan, std::uint64_t seed, const DriverStepper& stepper, DriverPaths& paths,
            const Watcher& watcher, Agenda& agenda, std::size_t widest);

  bool exist() const { return !plan_.crossings.empty(); }
  /// Of the step under way, as far as nothing happens.
  void begin_step(const BlockState& state, double begin, double end);
  /// From the moment on the paths of these drivers, and of those that follow them, are other ones.
  void renew(const BlockState& state, std::size_t lane, Moment moment, std::span<const int> drivers);

  /// Whether the crossing, of which the agenda had the day, is still to come about then.
  bool comes(std::size_t crossing, std::size_t lane, double day) const {
    return days_(static_cast<Eigen::Index>(crossing), static_cast<Eigen::Index>(lane)) == day;
  }
  /// The driver's value just beyond the threshold, on the side to which it goes.
  double beyond(const BlockState& state, std::size_t crossing, std::size_t lane) const;

private:
  /// A stretch of a path without noise that is known between its ends.
  struct Stretch {
    double begin = 0, end = 0;
    double from = 0, to = 0;
  };

  void find(const BlockState& state, std::size_t crossing, std::size_t lane, double day, double value);
  double crossed_on(const BlockState& state, std::size_t crossing, std::size_t lane,
                    const Stretch& stretch) const;
  bool is_asked(const BlockState& state, std::size_t crossing, std::size_t lane, double day) const;

  const plan::Plan& plan_;
  const DriverStepper& stepper_;
  DriverPaths& paths_;
  const Watcher& watcher_;
  Agenda& agenda_;
  std::vector<StreamKey> keys_;               ///< of each crossing's driver
  std::vector<std::vector<bool>> changed_by_; ///< [crossing][driver]
  Rows days_;                                 ///< of each crossing; infinite where none comes
  Flags is_from_below_;
  double begin_ = 0, end_ = 0;
};

} // namespace casus::simulation
