#pragma once

#include "plan/plan.hpp"

#include <utility>
#include <vector>

namespace casus::simulation {

/// What an event has changed.
class Touched {
public:
  explicit Touched(std::size_t rows) : marked_(rows, 0) {}

  void add_row(Row row) {
    if (std::exchange(marked_[row], std::uint8_t{1}) == 0) rows_.push_back(row);
  }
  /// Notes that so much has been added to a driver.
  void add_jolt(DriverId driver, double amount) { jolts_.emplace_back(driver, amount); }
  /// Notes that one of the means that a jolt changed was held within its bounds.
  void note_held() { is_held_ = true; }
  void clear() {
    is_held_ = false;
    for (const Row row : rows_) marked_[row] = 0;
    rows_.clear();
    jolts_.clear();
  }

  /// The rows that have changed, each once.
  const std::vector<Row>& rows() const { return rows_; }
  const std::vector<std::pair<DriverId, double>>& jolts() const { return jolts_; }
  /// Whether the jolts tell all that has become of the means.
  bool is_linear() const { return !is_held_; }

private:
  IdVector<Row, std::uint8_t> marked_;
  std::vector<Row> rows_;
  std::vector<std::pair<DriverId, double>> jolts_;
  bool is_held_ = false;
};

} // namespace casus::simulation
