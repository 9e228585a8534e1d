#pragma once

#include "distribution/variate.hpp"
#include "plan/plan.hpp"
#include "simulation/block_spec.hpp"
#include "simulation/drivers/group_bridge.hpp"
#include "simulation/drivers/step_law.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace casus::simulation {

/// One draw of all parameters, and what follows from it: every number of the plan, the law of each group of
/// drivers over a step, the distributions of the marks.
class World {
public:
  /// Throws RunError where a number falls outside its range or a matrix of correlations is not positive
  /// definite.
  ///
  /// Laws that no number of this world changes are taken from `before`, another world of the plan, if
  /// there is one.
  World(const plan::Plan& plan, std::uint64_t seed, std::uint64_t index, const World* before = nullptr,
        const std::optional<Swap>& swap = std::nullopt);
  /// The world in which a past has gone.
  World(const plan::Plan& plan, const Past& past, const World* before = nullptr);

  std::uint64_t index() const { return index_; }
  const std::optional<Swap>& swap() const { return swap_; }
  /// A parameter's own draw: uniform in (0, 1) and independent of all others, also where the values are
  /// correlated.
  double draw(std::size_t parameter) const { return draws_[parameter]; }
  double number(plan::NumberId id) const { return numbers_[id]; }
  const IdVector<plan::NumberId, double>& numbers() const { return numbers_; }
  const StepLaw& law(plan::GroupId group) const { return *laws_[group]; }
  /// The bridge of a noisy group on the day of one of the plan's readings.
  const GroupBridge& bridge(plan::ReadingId reading, plan::GroupId group) const {
    return *bridges_[reading][group];
  }
  const distribution::Variate& variate(plan::VariateId id) const { return variates_[id]; }

private:
  void draw_parameters(const plan::Plan& plan, std::uint64_t seed);
  void build(const plan::Plan& plan, const World* before);
  void take_parameters(const plan::Plan& plan);
  void evaluate_numbers(const plan::Plan& plan);
  void build_variates(const plan::Plan& plan);
  void solve_laws(const plan::Plan& plan, const World* before);
  void solve_bridges(const plan::Plan& plan, const World* before);
  std::string where(const std::string& what) const;

  std::uint64_t index_;
  std::optional<Swap> swap_;
  std::vector<double> draws_; ///< of each parameter
  IdVector<plan::NumberId, double> numbers_;
  IdVector<plan::ReadingId, IdVector<plan::GroupId, std::shared_ptr<const GroupBridge>>> bridges_;
  IdVector<plan::GroupId, std::shared_ptr<const StepLaw>> laws_;
  IdVector<plan::VariateId, distribution::Variate> variates_;
};

} // namespace casus::simulation
