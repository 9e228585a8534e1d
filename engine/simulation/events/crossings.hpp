#pragma once

#include "simulation/drivers/driver_paths.hpp"
#include "simulation/events/agenda.hpp"
#include "simulation/events/watches.hpp"

#include <span>
#include <vector>

namespace casus::simulation {

/// Finds where noisy drivers cross, between grid points, the thresholds for which conditions ask: by the law
/// of the bridge between what is known of the path. One draw, from a stream of its own, tells how far a
/// driver goes, whoever asks. Each threshold has its own sight of the path, in which that has not been beyond
/// it as long as it has not crossed it; of the trajectory itself thresholds of triggers bear witness.
class Crossings : public PathWitness {
public:
  Crossings(const plan::Plan& plan, std::uint64_t seed, NoisePaths& noises, DriverPaths& paths,
            const Watcher& watcher, Agenda& agenda, std::size_t widest);

  bool exist() const { return !sights_.empty(); }
  /// Takes up the numbers of the block's worlds.
  void enter_worlds(const BlockState& state);
  /// Finds the crossings of a step that begins, as far as nothing happens in it.
  void begin_step(const BlockState& state);
  /// Finds them anew: from the moment on the paths of these drivers, and of those that follow them, are other
  /// ones.
  void renew(const BlockState& state, std::size_t lane, Moment moment, std::span<const DriverId> drivers);

  /// Finds those that a condition asks for only from a day within the step on, up to which the paths have
  /// gone.
  void begin_watch(const BlockState& state, plan::WatchId watch, double day);

  /// Whether the crossing, of which the agenda had the day, is still to come about then.
  bool comes(plan::CrossingId crossing, std::size_t lane, double day) const {
    return sights_[crossing].lanes[lane].crossed == day;
  }
  /// The driver's values just beyond the threshold, on the side to which it goes; on both sides where it has
  /// set out from the threshold itself.
  std::vector<double> beyond(plan::CrossingId crossing, std::size_t lane) const;
  /// Puts values into the rows of the drivers whose thresholds the condition asks for: their values on a day
  /// up to which the paths have gone. Returns whether there are any.
  bool put_values(BlockState& state, plan::WatchId watch, double day);

  bool watches(DriverId driver) const override;
  double likelihood(const BlockState& state, std::size_t lane, DriverId driver, const NoiseNode& from,
                    const NoiseNode& to) const override;

private:
  /// How a lane's path looks from a threshold.
  struct LaneSight {
    double crossed = 0; ///< the day; infinite where none comes
    double start = 0;   ///< the value from which it set out
    bool is_searched = false;
    NoiseNodes nodes{};
  };
  /// A stretch of a path that is known at its ends.
  struct Stretch {
    double begin = 0, end = 0;
    double from = 0, to = 0; ///< values

    double length() const { return end - begin; }
  };
  /// A threshold in one of the block's worlds.
  struct Threshold {
    double level = 0;
    double theta = 0; ///< how fast the driver reverts, per day
    double diffusion = 0;

    /// The probability that a path crosses it on the stretch.
    double chance(const Stretch& stretch) const;
    /// The variance of the path's noise over so long.
    double variance(double length) const;
  };
  /// A threshold, which bears witness of its own sight.
  class Sight : public PathWitness {
  public:
    Sight(const plan::Plan& plan, std::uint64_t seed, plan::CrossingId crossing, const DriverPaths& paths,
          std::size_t widest);
    bool watches(DriverId driver) const override { return driver == driver_; }
    double likelihood(const BlockState& state, std::size_t lane, DriverId driver, const NoiseNode& from,
                      const NoiseNode& to) const override;

    void enter_worlds(const BlockState& state, const plan::Plan& plan, plan::CrossingId crossing);
    const Threshold& in(std::size_t lane) const {
      return in_worlds_[world_in_block(lane, in_worlds_.size())];
    }

    StreamKey key{};
    IdVector<DriverId, bool> changed_by{};
    std::vector<LaneSight> lanes;

  private:
    const DriverPaths& paths_;
    DriverId driver_;
    std::vector<Threshold> in_worlds_;
  };

  void find(const BlockState& state, plan::CrossingId crossing, std::size_t lane, double day, double value);
  double crossed_after(const BlockState& state, plan::CrossingId crossing, std::size_t lane, double day,
                       double value);
  double crossed_within(const BlockState& state, plan::CrossingId crossing, std::size_t lane,
                        const Stretch& stretch);
  double crossed_on(const BlockState& state, plan::CrossingId crossing, std::size_t lane,
                    const Stretch& stretch) const;
  bool is_asked(const BlockState& state, plan::CrossingId crossing, std::size_t lane, double day) const;
  bool serves(plan::CrossingId crossing, plan::WatchId watch) const;

  const plan::Plan& plan_;
  NoisePaths& noises_;
  DriverPaths& paths_;
  const Watcher& watcher_;
  Agenda& agenda_;
  IdVector<plan::CrossingId, Sight> sights_;
};

} // namespace casus::simulation
