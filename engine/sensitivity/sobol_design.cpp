#include "sensitivity/sobol_design.hpp"

#include "simulation/block_spec.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace casus::sensitivity {
namespace {

using simulation::cell_lanes;

constexpr std::uint64_t most_default_rows = 1000;
/// Enough to tell chance from the parameters.
constexpr std::uint64_t default_depth = 2 * cell_lanes;
constexpr std::uint64_t fewest_default_rows = 100;
constexpr std::uint64_t most_row_numbers = 20'000'000; // 160 MB

/// A share of the variance has an owner only where parameters are independent.
void require_independence(const Scenario& scenario) {
  if (scenario.parameter_correlations.empty()) return;
  const Correlation& correlation = scenario.parameter_correlations.front();
  const auto name = [&](int parameter) {
    return scenario.parameters[static_cast<std::size_t>(parameter)].name;
  };
  throw RunError(
      fmt::format("parameters '{}' and '{}' are correlated (Sobol indices share out a variance among "
                  "independent parameters): leave that correlation out, as by --set correlations=[]",
                  name(correlation.first), name(correlation.second)));
}

std::vector<std::size_t> uncertain_parameters(const plan::Plan& plan) {
  std::vector<std::size_t> uncertain;
  for (std::size_t i = 0; i < plan.parameters.size(); ++i)
    if (plan.parameters[i]) uncertain.push_back(i);
  require_independence(*plan.scenario);
  if (uncertain.empty())
    throw RunError(
        fmt::format("no parameter of '{}' is uncertain (Sobol indices share out what worlds differ by): "
                    "give one a distribution",
                    plan.scenario->file));
  return uncertain;
}

} // namespace

SobolDesign::SobolDesign(const plan::Plan& plan, const RunOptions& options)
    : parameters_(uncertain_parameters(plan)) {
  const std::uint64_t default_rows = std::clamp(options.trajectories / worlds_a_row() / default_depth,
                                                fewest_default_rows, most_default_rows);
  rows_ = options.worlds.value_or(default_rows);
  const std::uint64_t numbers = std::max<std::size_t>(1, plan.outcomes.size()) * (4 + 2 * parameters_.size());
  if (rows_ > most_row_numbers / numbers)
    throw RunError(
        fmt::format("so many worlds do not fit into memory with {} outcomes and {} uncertain parameters: "
                    "choose at most {}",
                    plan.outcomes.size(), parameters_.size(), most_row_numbers / numbers));
  depth_ = rows_ == 0 ? 0 : options.trajectories / worlds_a_row() / rows_;
  require_depth(options.trajectories);
}

void SobolDesign::require_depth(std::uint64_t trajectories) const {
  if (rows_ < 2)
    throw RunError("Sobol indices need at least 2 worlds to compare (and hundreds to be known): choose more");
  if (depth_ >= 2) return;
  throw RunError(
      fmt::format("{} trajectories are too few for Sobol indices over {} uncertain parameters and {} worlds "
                  "({} worlds for each of these, with at least 2 trajectories in each to tell chance from "
                  "the parameters): choose at least {} trajectories, or fewer worlds",
                  trajectories, parameters_.size(), rows_, worlds_a_row(), 2 * worlds_a_row() * rows_));
}

std::size_t SobolDesign::parts() const { return simulation::cells_of(depth_); }

simulation::BlockSpec SobolDesign::c(std::uint64_t row, std::size_t part, std::size_t parameter) const {
  simulation::BlockSpec spec = block(row, part);
  spec.swap = simulation::Swap{parameters_[parameter], rows_ + row};
  return spec;
}

simulation::BlockSpec SobolDesign::block(std::uint64_t world, std::size_t part) const {
  const std::uint64_t worlds = 2 * rows_, done = part * cell_lanes;
  return {.first = simulation::first_of_cell(world, part, worlds),
          .lanes = static_cast<std::size_t>(std::min<std::uint64_t>(cell_lanes, depth_ - done)),
          .worlds = worlds};
}

} // namespace casus::sensitivity
