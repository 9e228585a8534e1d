#pragma once

#include "simulation/block_state.hpp"

#include <vector>

namespace casus::simulation {

/// Draws the marks of a firing: a category's index by multinomial logit, or a number by its quantile
/// function.
class MarkDrawer {
public:
  MarkDrawer(const plan::Plan& plan, std::uint64_t seed);

  /// The marks of firing number `firing` of the trigger, from the state before its effects.
  std::span<const double> draw(const BlockState& state, std::size_t lane, double day, int trigger,
                               std::uint64_t firing);

private:
  double draw_category(const BlockState& state, std::size_t lane, double day, const plan::MarkPlan& mark,
                       double u);

  const plan::Plan& plan_;
  std::vector<std::vector<StreamKey>> keys_; ///< of each trigger's marks
  std::vector<double> marks_;
  std::vector<double> shares_;
};

} // namespace casus::simulation
