#include "sensitivity/score_plan.hpp"

#include <algorithm>
#include <map>

namespace casus::sensitivity {
namespace {

class Planner {
public:
  Planner(const plan::Plan& plan, const std::set<std::string>& paths) : plan_(plan), paths_(paths) {}

  ScorePlan compile() {
    for (const plan::ClockPlan& clock : plan_.clocks) add(clock);
    for (const plan::TriggerPlan& trigger : plan_.triggers) add(trigger);
    result_.asked = result_.scores.size();
    add_clocks();
    return std::move(result_);
  }

private:
  using SomeScore = std::optional<ScoreId>;

  SomeScore score(const std::string& path, NumberKind kind, std::optional<plan::NumberId> number) {
    if (!paths_.contains(path)) return std::nullopt;
    const auto [known, is_new] = score_at_.try_emplace(path, result_.scores.next_id());
    if (is_new) result_.scores.push_back({path, kind, number});
    return known->second;
  }

  SomeScore score(plan::NumberId id, NumberKind kind) { return score(plan_.number(id).path, kind, id); }

  void add(const plan::ClockPlan& clock) {
    result_.terms.emplace_back();
    for (std::size_t rung = 0; rung < clock.states.size(); ++rung) {
      const plan::StatePlan& state = clock.states[rung];
      if (!state.factor) continue;
      add(clock, rung, score(state.rate.path, NumberKind::rate, state.rate.number), std::nullopt);
      for (const plan::TermPlan& term : clock.factors[*state.factor].terms)
        add(clock, rung, score(term.weight, NumberKind::weight), term.row);
    }
  }

  /// Adds a number's term. Rungs that share the number share the term.
  void add(const plan::ClockPlan& clock, std::size_t rung, SomeScore score, std::optional<Row> row) {
    if (!score) return;
    std::vector<HazardTerm>& terms = result_.terms.back();
    auto term = std::find_if(terms.begin(), terms.end(), [&](const HazardTerm& known) {
      return known.score == *score && known.row == row;
    });
    if (term == terms.end())
      term = terms.insert(term, {*score, row, std::vector<double>(clock.states.size())});
    term->is_on[rung] = 1;
  }

  /// Adds each clock's own score, as of a rate that all its rungs share.
  void add_clocks() {
    result_.clocks_of.resize(result_.asked);
    for (const plan::ClockId clock : plan_.clocks.ids()) {
      const ScoreId own = result_.of_clock(clock);
      result_.scores.push_back({"", NumberKind::rate, std::nullopt});
      for (const HazardTerm& term : result_.terms[clock]) {
        auto& clocks = result_.clocks_of[term.score];
        if (clocks.empty() || clocks.back() != own) clocks.push_back(own);
      }
      const std::vector<double> always(plan_.clocks[clock].states.size(), 1);
      result_.terms[clock].push_back({own, std::nullopt, always});
    }
  }

  void add(const plan::TriggerPlan& trigger) {
    auto& marks = result_.marks.emplace_back();
    for (const plan::MarkPlan& mark : trigger.marks) marks.push_back(scores_of(mark));
    result_.probabilities.push_back(trigger.probability ? score(*trigger.probability, NumberKind::probability)
                                                        : std::nullopt);
  }

  MarkScores scores_of(const plan::MarkPlan& mark) {
    MarkScores scores;
    const auto wanted = [&](SomeScore score) {
      scores.is_wanted = scores.is_wanted || score;
      return score;
    };
    for (const plan::NumberId share : mark.shares)
      scores.shares.push_back(wanted(score(share, NumberKind::share)));
    for (const auto& weights : mark.weights) {
      auto& of_category = scores.weights.emplace_back();
      for (const auto& [term, weight] : weights)
        of_category.push_back(wanted(score(weight, NumberKind::weight)));
    }
    return scores;
  }

  const plan::Plan& plan_;
  const std::set<std::string>& paths_;
  ScorePlan result_;
  std::map<std::string, ScoreId> score_at_;
};

/// The rows that an event may change, as far as the plan tells beforehand.
class ChangedRows {
public:
  explicit ChangedRows(const plan::Plan& plan) : plan_(plan) {}

  std::set<Row> of_trigger(const plan::TriggerPlan& trigger) {
    rows_ = {trigger.count_row, trigger.last_row};
    add(trigger.effects);
    return std::move(rows_);
  }

  std::set<Row> of_step(LadderId ladder) {
    rows_.clear();
    add_move(ladder);
    return std::move(rows_);
  }

private:
  void add(const std::vector<plan::EffectPlan>& effects) {
    for (const plan::EffectPlan& effect : effects)
      for (const plan::ChangePlan& change : effect.changes)
        if (plan_.layout.is_driver(change.row))
          add_change(change);
        else
          add_move(change.ladder());
  }

  void add_change(const plan::ChangePlan& change) {
    rows_.insert(change.row);
    for (const DriverId driver : plan_.changed_with(change.driver()))
      rows_.insert(plan_.layout.mean_of_driver[driver]);
  }

  void add_move(LadderId id) {
    const plan::LadderPlan& ladder = plan_.ladders[id];
    if (!rows_.insert(ladder.row).second) return;
    for (const auto& effects : ladder.on_enter) add(effects);
    for (const auto& effects : ladder.on_leave) add(effects);
  }

  const plan::Plan& plan_;
  std::set<Row> rows_;
};

/// Adds the clocks that read how long a condition has held, where an event may begin or end that.
void add_clocks_of_spells(const plan::Plan& plan, const std::vector<plan::WatchId>& watches,
                          std::set<plan::ClockId>& clocks) {
  for (const plan::WatchId watch : watches) {
    const std::optional<Row>& spell = plan.watches[watch].spell;
    if (!spell) continue;
    const plan::Dependents& readers = plan.dependents[*spell];
    clocks.insert(readers.clocks.begin(), readers.clocks.end());
    add_clocks_of_spells(plan, readers.watches, clocks);
  }
}

/// The clocks whose intensities an event changes: as the reaction says where there is one.
std::vector<plan::ClockId> clocks_after(const plan::Plan& plan, const ScorePlan& scores,
                                        const std::optional<plan::Reaction>& reaction,
                                        const std::set<Row>& rows) {
  std::set<plan::ClockId> clocks;
  if (reaction) {
    clocks.insert(reaction->clocks.begin(), reaction->clocks.end());
    add_clocks_of_spells(plan, reaction->watches, clocks);
  } else {
    for (const Row row : rows) {
      const auto& dependents = plan.dependents[row].clocks;
      clocks.insert(dependents.begin(), dependents.end());
      add_clocks_of_spells(plan, plan.dependents[row].watches, clocks);
    }
  }
  std::erase_if(clocks, [&](plan::ClockId clock) { return scores.terms[clock].empty(); });
  return {clocks.begin(), clocks.end()};
}

} // namespace

std::optional<ScoreId> ScorePlan::find(const std::string& path) const {
  for (const ScoreId id : scores.ids())
    if (scores[id].path == path) return id;
  return std::nullopt;
}

ScorePlan plan_scores(const plan::Plan& plan, const std::set<std::string>& paths) {
  ScorePlan result = Planner(plan, paths).compile();
  ChangedRows changed(plan);
  for (const plan::TriggerPlan& trigger : plan.triggers)
    result.after_trigger.push_back(clocks_after(plan, result, trigger.reaction, changed.of_trigger(trigger)));
  for (const LadderId ladder : plan.ladders.ids())
    result.after_ladder.push_back(
        clocks_after(plan, result, plan.ladders[ladder].reaction, changed.of_step(ladder)));
  return result;
}

} // namespace casus::sensitivity
