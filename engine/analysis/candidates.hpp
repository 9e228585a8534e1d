#pragma once

#include "casus/scenario.hpp"
#include "formula/ids.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace casus::analysis {

/// What may come first on the way to an outcome: the first firing of a trigger, its first firing with a
/// category of a mark, or the first arrival on a rung. Indices are the scenario's; -1 where they do not
/// apply.
struct Candidate {
  int trigger = -1;
  int mark = -1;
  int category = -1;
  int ladder = -1;
  int rung = -1;

  bool is_rung() const { return ladder >= 0; }
  bool is_category() const { return category >= 0; }
  bool operator==(const Candidate&) const = default;
};

/// All candidates of a scenario: each trigger with the categories of its marks after it, then the rungs.
class Candidates {
public:
  explicit Candidates(const Scenario& scenario);

  std::size_t size() const { return list_.size(); }
  const Candidate& operator[](std::size_t candidate) const { return list_[candidate]; }

  std::size_t of_trigger(TriggerId trigger) const { return triggers_[trigger].front(); }
  /// The candidate of the mark's first category; the others follow. A mark without categories has none.
  std::size_t of_mark(TriggerId trigger, std::size_t mark) const { return triggers_[trigger][mark + 1]; }
  std::size_t of_rung(LadderId ladder, std::size_t rung) const { return ladders_[ladder] + rung; }

private:
  void add(int trigger, const Trigger& part);

  std::vector<Candidate> list_;
  IdVector<TriggerId, std::vector<std::size_t>> triggers_; ///< of each: itself, then each of its marks
  IdVector<LadderId, std::size_t> ladders_;
};

/// The name to show: "strike", "strike (weapon nato)", "china_to_russia: overt_lethal".
std::string name_of(const Candidate& candidate, const Scenario& scenario);
/// What the scenario says of it; of a category that nothing is said of, what is said of its trigger.
const std::string& about(const Candidate& candidate, const Scenario& scenario);

} // namespace casus::analysis
