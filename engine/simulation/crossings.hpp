#pragma once

#include "simulation/agenda.hpp"
#include "simulation/driver_paths.hpp"
#include "simulation/watches.hpp"

#include <span>
#include <vector>

namespace casus::simulation {

/// Where noisy drivers cross, between grid points, the thresholds for which conditions ask: by the Brownian
/// bridge's law between what is known of the path. One draw, from a stream of its own, tells how far a driver
/// goes, whoever asks. Each threshold has its own sight of the path, in which that has not been beyond it as
/// long as it has not crossed it; of the trajectory itself thresholds of triggers bear witness.
class Crossings : public PathWitness {
public:
  Crossings(const plan::Plan& plan, std::uint64_t seed, NoisePaths& noises, DriverPaths& paths,
            const Watcher& watcher, Agenda& agenda, std::size_t widest);

  bool exist() const { return !sights_.empty(); }
  /// Of the step under way, as far as nothing happens.
  void begin_step(const BlockState& state, double begin, double end);
  /// From the moment on the paths of these drivers, and of those that follow them, are other ones.
  void renew(const BlockState& state, std::size_t lane, Moment moment, std::span<const int> drivers);

  /// Whether the crossing, of which the agenda had the day, is still to come about then.
  bool comes(std::size_t crossing, std::size_t lane, double day) const {
    return sights_[crossing].lanes[lane].crossed == day;
  }
  /// The driver's values just beyond the threshold, on the side to which it goes; on both sides where it has
  /// set out from the threshold itself.
  std::vector<double> beyond(const BlockState& state, std::size_t crossing, std::size_t lane) const;
  /// Puts the values on a day, up to which the paths have gone, of drivers whose thresholds the condition
  /// asks for into their rows. Tells whether there are any.
  bool put_values(BlockState& state, int watch, double day);

  bool watches(int driver) const override;
  double likelihood(const BlockState& state, std::size_t lane, int driver, const NoiseNode& from,
                    const NoiseNode& to) const override;

private:
  /// How a lane's path looks from a threshold.
  struct LaneSight {
    double crossed = 0; ///< the day; infinite where none comes
    double start = 0;   ///< the value from which it set out
    bool is_searched = false;
    NoiseNodes nodes{};
  };
  /// A threshold, which bears witness of its own sight.
  class Sight : public PathWitness {
  public:
    Sight(const Crossings& all, std::size_t crossing, std::size_t widest)
        : lanes(widest), all_(all), crossing_(crossing) {}
    bool watches(int driver) const override;
    double likelihood(const BlockState& state, std::size_t lane, int driver, const NoiseNode& from,
                      const NoiseNode& to) const override;

    StreamKey key{};
    std::vector<bool> changed_by{}; ///< [driver]
    std::vector<LaneSight> lanes;

  private:
    const Crossings& all_;
    std::size_t crossing_;
  };
  /// A stretch of a path that is known at its ends.
  struct Stretch {
    double begin = 0, end = 0;
    double from = 0, to = 0; ///< values
  };

  void find(const BlockState& state, std::size_t crossing, std::size_t lane, double day, double value);
  double crossed_after(const BlockState& state, std::size_t crossing, std::size_t lane, double day,
                       double value);
  double crossed_within(const BlockState& state, std::size_t crossing, std::size_t lane,
                        const Stretch& stretch);
  double crossed_on(const BlockState& state, std::size_t crossing, std::size_t lane,
                    const Stretch& stretch) const;
  double level(const BlockState& state, std::size_t crossing) const {
    return state.world->number(plan_.crossings[crossing].level);
  }
  double chance(const BlockState& state, std::size_t crossing, const Stretch& stretch) const;
  double variance(const BlockState& state, int driver, double length) const;
  double theta(const BlockState& state, int driver) const;
  bool is_asked(const BlockState& state, std::size_t crossing, std::size_t lane, double day) const;

  const plan::Plan& plan_;
  NoisePaths& noises_;
  DriverPaths& paths_;
  const Watcher& watcher_;
  Agenda& agenda_;
  std::vector<Sight> sights_; ///< of each crossing
  double end_ = 0;            ///< of the step
};

} // namespace casus::simulation
