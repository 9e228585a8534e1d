#pragma once

#include "plan/plan.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <span>
#include <variant>
#include <vector>

namespace casus::simulation {

/// The moments, known beforehand, at which each lane must look at something again, the earliest first.
class Agenda {
public:
  struct Entry {
    double day = 0;
    std::variant<plan::TimerId, plan::CrossingId, plan::WatchId> what{};

    bool operator>(const Entry& other) const {
      return day > other.day || (day == other.day && what > other.what);
    }
  };

  explicit Agenda(std::size_t lanes) : entries_(lanes) {}

  void clear() {
    for (auto& entries : entries_) entries.clear();
    is_empty_ = true;
  }
  void add(std::size_t lane, Entry entry) {
    auto& entries = entries_[lane];
    entries.push_back(entry);
    std::push_heap(entries.begin(), entries.end(), std::greater<>());
    is_empty_ = false;
  }
  /// Whether no lane has had an entry since the last clear().
  bool is_empty() const { return is_empty_; }
  double next_day(std::size_t lane) const {
    return entries_[lane].empty() ? std::numeric_limits<double>::infinity() : entries_[lane].front().day;
  }
  /// Gives each lane the entries of another: of that which stands at its place.
  void gather(std::span<const std::size_t> lanes) {
    if (is_empty_) return;
    const auto before = entries_;
    for (std::size_t lane = 0; lane < lanes.size(); ++lane) entries_[lane] = before[lanes[lane]];
  }
  Entry take(std::size_t lane) {
    auto& entries = entries_[lane];
    std::pop_heap(entries.begin(), entries.end(), std::greater<>());
    const Entry entry = entries.back();
    entries.pop_back();
    return entry;
  }

private:
  std::vector<std::vector<Entry>> entries_; ///< of each lane a heap
  bool is_empty_ = true;
};

} // namespace casus::simulation
