#pragma once

#include "casus/errors.hpp"
#include "formula/ids.hpp"
#include "formula/program.hpp"
#include "plan/number_id.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace casus::plan {

/// Something that was observed to happen: a firing, or where a ladder stood.
struct ObservedItem {
  double day = 0;    ///< its begin
  double length = 0; ///< days within which it happened; 0 of an exact moment
  std::optional<TriggerId> trigger{};
  std::vector<std::optional<double>> marks{}; ///< of the trigger: those that are known
  std::optional<std::size_t> scheduled{};     ///< the firing of the schedule whose place it takes
  std::optional<LadderId> ladder{};
  double rung = 0;
  std::uint64_t stream = 0; ///< of its moment within the day, and of what is drawn for it
  std::string what{};       ///< "strike on 2024-05-01 (events.csv:7:1)"
};

/// What was measured of a driver, as of a grid point.
struct Measurement {
  std::size_t grid_point = 0;
  DriverId driver{};
  double value = 0;
  std::optional<NumberId> error{}; ///< standard deviation; none of an exact one
  std::uint64_t stream = 0;
  std::string what{};
};

/// How surely firings of a trigger are in the record.
struct KnownPlan {
  std::optional<formula::Program> share{}; ///< a program over the marks
  bool moves_known_ladders = false;        ///< an effect may, so that it would be known of by that
  std::vector<bool> relevant{};            ///< marks on which it depends whether a firing is known of
  bool is_fixed = true;                    ///< that chance depends on nothing that changes along a trajectory

  /// Whether a firing that is not in the record says anything.
  bool exists() const { return share || moves_known_ladders; }
};

/// What was observed, as a machine reads it.
struct ObservedPlan {
  double now = 0;                          ///< the day on which what is known ends
  std::vector<ObservedItem> items{};       ///< by day
  std::vector<Measurement> measurements{}; ///< by grid point
  IdVector<TriggerId, KnownPlan> known{};
  IdVector<LadderId, bool> known_ladders{}; ///< those of which the record holds every move
  IdVector<LadderId, std::optional<NumberId>> ladder_errors{};
};

} // namespace casus::plan
