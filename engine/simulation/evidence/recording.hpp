#pragma once

#include "simulation/drivers/driver_paths.hpp"
#include "simulation/events/mark_drawer.hpp"

#include <functional>
#include <vector>

namespace casus::simulation {

/// How surely a firing of a trigger would be known of: because it is in the record, or because it would have
/// moved a ladder of which every move is. Such firings did not happen but where they are recorded.
class Recording {
public:
  Recording(const plan::Plan& plan, MarkDrawer& marks, DriverPaths& paths);

  void enter_worlds(const BlockState& state);

  /// The probability that a firing at this moment would be known of, over its marks: a sum over categories,
  /// and over the middles of sixteen equally likely ranges of a number.
  double chance(BlockState& state, std::size_t lane, double day, TriggerId trigger);
  /// The same of a firing with these marks.
  double chance(BlockState& state, std::size_t lane, double day, TriggerId trigger,
                std::span<const double> marks);
  /// The probability that a firing with these marks is in the record.
  double share(const BlockState& state, std::size_t lane, TriggerId trigger,
               std::span<const double> marks) const;
  /// The probability that a firing is not in the record and takes the ladder to the rung.
  double chance_to_move(BlockState& state, std::size_t lane, double day, TriggerId trigger, LadderId ladder,
                        double rung);
  /// Whether these marks of a firing would take it there.
  bool moves(BlockState& state, std::size_t lane, double day, TriggerId trigger, LadderId ladder, double rung,
             std::span<const double> marks);

private:
  using See = std::function<void(std::span<const double> marks, double probability)>;

  void for_each(BlockState& state, std::size_t lane, double day, TriggerId trigger, const See& see);
  bool moves_known(BlockState& state, std::size_t lane, double day, TriggerId trigger,
                   std::span<const double> marks);
  std::optional<double> rung_after(BlockState& state, std::size_t lane, double day, TriggerId trigger,
                                   LadderId ladder, std::span<const double> marks);

  const plan::Plan& plan_;
  MarkDrawer& marks_;
  DriverPaths& paths_;
  std::vector<IdVector<TriggerId, std::optional<double>>>
      fixed_; ///< of each world, where it is the same all along
};

} // namespace casus::simulation
