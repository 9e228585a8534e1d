#pragma once

#include "casus/run.hpp"
#include "filtering/posterior.hpp"
#include "simulation/block_simulator.hpp"

#include <algorithm>
#include <cstdint>
#include <memory>

namespace casus::tally {

/// How the trajectories of a run fall into blocks, one after the other. Where something has been observed,
/// each is whole and goes on from one of the posterior's pasts.
class Blocks {
public:
  static constexpr std::uint64_t lanes = simulation::block_lanes; ///< of a whole block

  Blocks(std::uint64_t trajectories, std::uint64_t worlds,
         std::shared_ptr<const filtering::Posterior> posterior = nullptr)
      : trajectories_(trajectories), worlds_(worlds), posterior_(std::move(posterior)) {}

  std::uint64_t trajectories() const { return trajectories_; }
  std::uint64_t worlds() const { return worlds_; }
  /// What the trajectories go on from; null where nothing has been observed.
  const filtering::Posterior* posterior() const { return posterior_.get(); }
  /// The blocks of a run that is shorter.
  Blocks first(std::uint64_t trajectories) const { return Blocks(trajectories, worlds_, posterior_); }
  std::uint64_t count() const { return (trajectories_ + lanes - 1) / lanes; }
  simulation::BlockSpec operator[](std::uint64_t block) const {
    const std::uint64_t first = block * lanes;
    simulation::BlockSpec spec{.first = first,
                               .lanes = static_cast<std::size_t>(std::min(lanes, trajectories_ - first)),
                               .worlds = worlds_};
    if (!posterior_) return spec;
    spec.lanes = lanes;
    spec.past = &past_of_block(*posterior_, block);
    return spec;
  }

private:
  std::uint64_t trajectories_;
  std::uint64_t worlds_;
  std::shared_ptr<const filtering::Posterior> posterior_;
};

/// How the posterior of a run with settled options is to be found.
filtering::Search search_of(const RunOptions& options);

/// The blocks of a run with settled options, for which the posterior is found where something has been
/// observed. Throws RunError.
Blocks blocks_of(const plan::Plan& plan, const RunOptions& options);

/// Throws that something cannot be asked yet where something has been observed: "casus sensitivity".
void refuse_observed(const Scenario& scenario, const std::string& what);

} // namespace casus::tally
