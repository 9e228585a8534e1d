#include "sensitivity/score_plan.hpp"

#include <algorithm>
#include <map>

namespace casus::sensitivity {
namespace {

using plan::none;

class Planner {
public:
  Planner(const plan::Plan& plan, const std::set<std::string>& paths) : plan_(plan), paths_(paths) {}

  ScorePlan compile() {
    for (const plan::ClockPlan& clock : plan_.clocks) add(clock);
    result_.first_term.push_back(result_.terms.size());
    for (const plan::TriggerPlan& trigger : plan_.triggers) add(trigger);
    result_.asked = result_.scores.size();
    add_clocks();
    return std::move(result_);
  }

private:
  const plan::NumberPlan& number(plan::NumberId id) const {
    return plan_.numbers[static_cast<std::size_t>(id - plan_.first_number())];
  }

  int score(const std::string& path, NumberKind kind, plan::NumberId number) {
    if (!paths_.contains(path)) return none;
    const auto [known, is_new] = score_at_.try_emplace(path, static_cast<int>(result_.scores.size()));
    if (is_new) result_.scores.push_back({path, kind, number});
    return known->second;
  }

  int score(plan::NumberId id, NumberKind kind) { return score(number(id).path, kind, id); }

  void add(const plan::ClockPlan& clock) {
    result_.first_term.push_back(result_.terms.size());
    for (std::size_t rung = 0; rung < clock.states.size(); ++rung) {
      const plan::StatePlan& state = clock.states[rung];
      if (state.factor == none) continue;
      add(clock, rung, score(state.rate.path, NumberKind::rate, state.rate.number), none);
      for (const plan::TermPlan& term : clock.factors[static_cast<std::size_t>(state.factor)].terms)
        add(clock, rung, score(term.weight, NumberKind::weight), term.row);
    }
  }

  /// Rungs that share a number share its term.
  void add(const plan::ClockPlan& clock, std::size_t rung, int score, plan::Row row) {
    if (score == none) return;
    const auto begin = result_.terms.begin() + static_cast<std::ptrdiff_t>(result_.first_term.back());
    auto term = std::find_if(begin, result_.terms.end(), [&](const HazardTerm& known) {
      return known.score == score && known.row == row;
    });
    if (term == result_.terms.end())
      term = result_.terms.insert(term, {score, row, std::vector<double>(clock.states.size())});
    term->is_on[rung] = 1;
  }

  /// Each clock's own score, as of a rate that all its rungs share.
  void add_clocks() {
    result_.clocks_of.resize(result_.asked);
    std::vector<HazardTerm> terms;
    std::vector<std::size_t> first_term;
    for (std::size_t clock = 0; clock < plan_.clocks.size(); ++clock) {
      const int score = static_cast<int>(result_.scores.size());
      result_.scores.push_back({"", NumberKind::rate, none});
      first_term.push_back(terms.size());
      for (std::size_t t = result_.first_term[clock]; t < result_.first_term[clock + 1]; ++t) {
        auto& clocks = result_.clocks_of[static_cast<std::size_t>(result_.terms[t].score)];
        if (clocks.empty() || clocks.back() != score) clocks.push_back(score);
        terms.push_back(result_.terms[t]);
      }
      terms.push_back({score, none, std::vector<double>(plan_.clocks[clock].states.size(), 1)});
    }
    first_term.push_back(terms.size());
    result_.terms = std::move(terms);
    result_.first_term = std::move(first_term);
  }

  void add(const plan::TriggerPlan& trigger) {
    auto& marks = result_.marks.emplace_back();
    for (const plan::MarkPlan& mark : trigger.marks) marks.push_back(scores_of(mark));
    result_.probabilities.push_back(
        trigger.probability == none ? none : score(trigger.probability, NumberKind::probability));
  }

  MarkScores scores_of(const plan::MarkPlan& mark) {
    MarkScores scores;
    const auto wanted = [&](int score) {
      scores.is_wanted = scores.is_wanted || score != none;
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
  std::map<std::string, int> score_at_;
};

/// The rows that an event may change, as far as the plan tells beforehand.
class ChangedRows {
public:
  explicit ChangedRows(const plan::Plan& plan) : plan_(plan) {}

  std::set<plan::Row> of_trigger(const plan::TriggerPlan& trigger) {
    rows_ = {trigger.count_row, trigger.last_row};
    add(trigger.effects);
    return std::move(rows_);
  }

  std::set<plan::Row> of_step(int ladder) {
    rows_.clear();
    add_move(ladder);
    return std::move(rows_);
  }

private:
  void add(const std::vector<plan::EffectPlan>& effects) {
    for (const plan::EffectPlan& effect : effects)
      for (const plan::ChangePlan& change : effect.changes)
        if (change.row >= plan_.layout.first_ladder)
          add_move(change.target);
        else
          add_change(change);
  }

  void add_change(const plan::ChangePlan& change) {
    rows_.insert(change.row);
    for (const int driver : plan_.changed_with(change.target))
      rows_.insert(plan_.layout.mean_of_driver[static_cast<std::size_t>(driver)]);
  }

  void add_move(int index) {
    const plan::LadderPlan& ladder = plan_.ladders[static_cast<std::size_t>(index)];
    if (!rows_.insert(ladder.row).second) return;
    for (const auto& effects : ladder.on_enter) add(effects);
    for (const auto& effects : ladder.on_leave) add(effects);
  }

  const plan::Plan& plan_;
  std::set<plan::Row> rows_;
};

/// The clocks whose intensities an event changes: as the reaction says where there is one.
std::vector<plan::ClockId> clocks_after(const plan::Plan& plan, const ScorePlan& scores,
                                        const std::optional<plan::Reaction>& reaction,
                                        const std::set<plan::Row>& rows) {
  std::set<plan::ClockId> clocks;
  if (reaction) {
    clocks.insert(reaction->clocks.begin(), reaction->clocks.end());
  } else {
    for (const plan::Row row : rows) {
      const auto& dependents = plan.dependents[static_cast<std::size_t>(row)].clocks;
      clocks.insert(dependents.begin(), dependents.end());
    }
  }
  std::erase_if(clocks, [&](plan::ClockId clock) {
    const auto c = static_cast<std::size_t>(clock);
    return scores.first_term[c] == scores.first_term[c + 1];
  });
  return {clocks.begin(), clocks.end()};
}

} // namespace

const Score* ScorePlan::find(const std::string& path) const {
  const auto found =
      std::find_if(scores.begin(), scores.end(), [&](const Score& score) { return score.path == path; });
  return found == scores.end() ? nullptr : &*found;
}

ScorePlan plan_scores(const plan::Plan& plan, const std::set<std::string>& paths) {
  ScorePlan result = Planner(plan, paths).compile();
  ChangedRows changed(plan);
  for (const plan::TriggerPlan& trigger : plan.triggers)
    result.after_trigger.push_back(clocks_after(plan, result, trigger.reaction, changed.of_trigger(trigger)));
  for (std::size_t ladder = 0; ladder < plan.ladders.size(); ++ladder)
    result.after_ladder.push_back(
        clocks_after(plan, result, plan.ladders[ladder].reaction, changed.of_step(static_cast<int>(ladder))));
  return result;
}

} // namespace casus::sensitivity
