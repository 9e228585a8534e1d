// A set that does not work needs others, or some of those that it leaves out. The least of it that still does
// not work is looked for, then the least that this needs beside it, by leaving out one after the other (the
// greedy form of delta debugging: Zeller & Hildebrandt 2002); these become one group, and all begins anew.

#include "scenario/change/grouping.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>

namespace casus::scenario {

namespace {

using Set = std::vector<bool>; ///< of groups
using Groups = std::vector<std::vector<std::size_t>>;

struct TriesSpent {};

class Grouping {
public:
  Grouping(std::size_t count, const std::function<bool(const std::vector<bool>&)>& works,
           std::size_t most_tries)
      : count_(count), works_(works), tries_left_(most_tries) {
    for (std::size_t i = 0; i < count; ++i) groups_.push_back({i});
  }

  Groups groups() {
    if (2 * count_ > tries_left_) merge(Set(count_, true));
    try {
      while (const auto failing = failing_alone_or_left_out()) merge(needed_by(least_failing(*failing)));
    } catch (const TriesSpent&) {
      merge(Set(groups_.size(), true));
    }
    try {
      while (const auto failing = failing_set()) merge(needed_by(least_failing(*failing)));
    } catch (const TriesSpent&) {
    }
    return groups_;
  }

private:
  bool works(const Set& set) {
    std::vector<bool> flags(count_);
    for (std::size_t g = 0; g < set.size(); ++g)
      for (const std::size_t i : groups_[g]) flags[i] = set[g];
    const auto known = known_.find(flags);
    if (known != known_.end()) return known->second;
    if (tries_left_ == 0) throw TriesSpent{};
    --tries_left_;
    return known_[flags] = works_(flags);
  }

  std::optional<Set> failing_alone_or_left_out() {
    if (groups_.size() < 2) return std::nullopt;
    for (const bool alone : {true, false})
      for (std::size_t g = 0; g < groups_.size(); ++g) {
        Set set(groups_.size(), !alone);
        set[g] = alone;
        if (!works(set)) return set;
      }
    return std::nullopt;
  }

  /// A set that does not work, looked for among all sets of groups where these are few, else among the pairs.
  std::optional<Set> failing_set() {
    const std::size_t k = groups_.size();
    if (auto failing = failing_alone_or_left_out()) return failing;
    if (k < 2) return std::nullopt;
    if (k < 16 && (std::size_t{1} << k) <= tries_left_) return failing_among_all();
    if (k * k / 2 > tries_left_) return std::nullopt;
    for (std::size_t g = 0; g < k; ++g)
      for (std::size_t h = g + 1; h < k; ++h) {
        Set set(k);
        set[g] = set[h] = true;
        if (!works(set)) return set;
      }
    return std::nullopt;
  }

  std::optional<Set> failing_among_all() {
    const std::size_t k = groups_.size();
    for (std::size_t bits = 0; bits < std::size_t{1} << k; ++bits) {
      Set set(k);
      for (std::size_t g = 0; g < k; ++g) set[g] = (bits >> g) & 1U;
      if (!works(set)) return set;
    }
    return std::nullopt;
  }

  Set least_failing(Set set) {
    for (std::size_t g = 0; g < set.size(); ++g) {
      if (!set[g]) continue;
      set[g] = false;
      if (works(set)) set[g] = true;
    }
    return set;
  }

  /// The set together with the least that it needs beside it.
  Set needed_by(const Set& set) {
    Set all(groups_.size(), true);
    for (std::size_t g = 0; g < all.size(); ++g) {
      if (set[g]) continue;
      all[g] = false;
      if (!works(all)) all[g] = true;
    }
    return all;
  }

  void merge(const Set& set) {
    std::vector<std::size_t> together;
    Groups rest;
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      auto& into = set[g] ? together : rest.emplace_back();
      into.insert(into.end(), groups_[g].begin(), groups_[g].end());
    }
    std::sort(together.begin(), together.end());
    if (!together.empty()) rest.push_back(std::move(together));
    std::sort(rest.begin(), rest.end());
    groups_ = std::move(rest);
  }

  std::size_t count_;
  const std::function<bool(const std::vector<bool>&)>& works_;
  std::size_t tries_left_;
  Groups groups_; ///< each ascending, and by their first
  std::map<std::vector<bool>, bool> known_;
};

} // namespace

std::vector<std::vector<std::size_t>> grouped(std::size_t count,
                                              const std::function<bool(const std::vector<bool>&)>& works,
                                              std::size_t most_tries) {
  return Grouping(count, works, most_tries).groups();
}

} // namespace casus::scenario
