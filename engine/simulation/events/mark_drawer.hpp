#pragma once

#include "simulation/drivers/driver_paths.hpp"

#include <vector>

namespace casus::simulation {

/// Draws the marks of a firing: a category's index by multinomial logit, or a number by its quantile
/// function.
class MarkDrawer {
public:
  MarkDrawer(const plan::Plan& plan, DriverPaths& paths, std::uint64_t seed);

  /// The marks of the trigger's firing number `firing`, or of that date, from the state before its effects.
  std::span<const double> draw(BlockState& state, std::size_t lane, double day, TriggerId trigger,
                               std::uint64_t firing);
  /// The marks of a firing of which some are given; the others are drawn, by the draw of this index.
  std::span<const double> draw_given(BlockState& state, std::size_t lane, double day, TriggerId trigger,
                                     std::span<const std::optional<double>> given, std::uint64_t draw);
  /// How likely a mark's categories are against each other.
  std::span<const double> shares(BlockState& state, std::size_t lane, double day, const plan::MarkPlan& mark);
  /// How likely a value of a mark is: a category's probability, a number's density.
  double density(BlockState& state, std::size_t lane, double day, const plan::MarkPlan& mark, double value);

private:
  double mark_at(BlockState& state, std::size_t lane, double day, const plan::MarkPlan& mark, double u);

  const plan::Plan& plan_;
  DriverPaths& paths_;
  IdVector<TriggerId, std::vector<StreamKey>> keys_; ///< of its marks
  std::uint64_t seed_;
  std::vector<double> marks_;
  std::vector<double> shares_;
};

} // namespace casus::simulation
