#pragma once

#include "plan/plan.hpp"

#include <vector>

namespace casus::simulation {

/// The rows that an event has changed, each once.
class TouchedRows {
public:
  explicit TouchedRows(std::size_t rows) : marked_(rows, false) {}
  void add(plan::Row row) {
    if (marked_[static_cast<std::size_t>(row)]) return;
    marked_[static_cast<std::size_t>(row)] = true;
    rows_.push_back(row);
  }
  void clear() {
    for (const plan::Row row : rows_) marked_[static_cast<std::size_t>(row)] = false;
    rows_.clear();
  }
  const std::vector<plan::Row>& rows() const { return rows_; }

private:
  std::vector<bool> marked_;
  std::vector<plan::Row> rows_;
};

} // namespace casus::simulation
