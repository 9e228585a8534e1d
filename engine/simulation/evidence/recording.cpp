#include "simulation/evidence/recording.hpp"

#include "scenario/verbs.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>
#include <numeric>

namespace casus::simulation {
namespace {

/// A number's distribution is looked at in so many places.
constexpr std::size_t places = 16;

/// Calls `see` with each combination of a firing's relevant marks and its probability.
class Combinations {
public:
  using Shares = std::function<std::span<const double>(std::size_t mark)>;
  using Quantile = std::function<double(std::size_t mark, double u)>;

  Combinations(const plan::TriggerPlan& trigger, const std::vector<bool>& relevant, Shares shares,
               Quantile quantile)
      : trigger_(trigger), relevant_(relevant), shares_(std::move(shares)), quantile_(std::move(quantile)),
        marks_(trigger.marks.size()) {}

  template <class See>
  void visit(const See& see, std::size_t mark = 0, double probability = 1) {
    if (mark == marks_.size()) return see(std::span<const double>(marks_), probability);
    if (!relevant_[mark]) return visit(see, mark + 1, probability);
    if (trigger_.marks[mark].variate) {
      for (std::size_t place = 0; place < places; ++place) {
        marks_[mark] = quantile_(mark, (static_cast<double>(place) + 0.5) / places);
        visit(see, mark + 1, probability / places);
      }
      return;
    }
    const auto shares = shares_(mark);
    const double total = std::accumulate(shares.begin(), shares.end(), 0.0);
    const std::vector<double> kept(shares.begin(), shares.end());
    for (std::size_t category = 0; category < kept.size(); ++category) {
      if (kept[category] == 0) continue;
      marks_[mark] = static_cast<double>(category);
      visit(see, mark + 1, probability * kept[category] / total);
    }
  }

private:
  const plan::TriggerPlan& trigger_;
  const std::vector<bool>& relevant_;
  Shares shares_;
  Quantile quantile_;
  std::vector<double> marks_;
};

} // namespace

Recording::Recording(const plan::Plan& plan, MarkDrawer& marks, DriverPaths& paths)
    : plan_(plan), marks_(marks), paths_(paths) {}

void Recording::enter_worlds(const BlockState& state) {
  fixed_.assign(state.worlds.size(), IdVector<TriggerId, std::optional<double>>(plan_.triggers.size()));
}

void Recording::for_each(BlockState& state, std::size_t lane, double day, TriggerId trigger, const See& see) {
  const plan::TriggerPlan& plan = plan_.triggers[trigger];
  Combinations(
      plan, plan_.observed->known[trigger].relevant,
      [&](std::size_t mark) { return marks_.shares(state, lane, day, plan.marks[mark]); },
      [&](std::size_t mark, double u) {
        return state.world(lane).variate(*plan.marks[mark].variate).quantile(u);
      })
      .visit(see);
}

double Recording::share(const BlockState& state, std::size_t lane, TriggerId trigger,
                        std::span<const double> marks) const {
  const auto& share = plan_.observed->known[trigger].share;
  if (!share) return 0;
  const double value = share->in_lane(state.inputs(0, marks), lane);
  if (value >= 0 && value <= 1) return value;
  throw RunError(fmt::format("known of trigger '{}' is {} (it is a probability, from 0 to 1)",
                             plan_.triggers[trigger].name, value));
}

double Recording::chance(BlockState& state, std::size_t lane, double day, TriggerId trigger,
                         std::span<const double> marks) {
  if (plan_.observed->known[trigger].moves_known_ladders && moves_known(state, lane, day, trigger, marks))
    return 1;
  return share(state, lane, trigger, marks);
}

double Recording::chance(BlockState& state, std::size_t lane, double day, TriggerId trigger) {
  const plan::KnownPlan& known = plan_.observed->known[trigger];
  auto& fixed = fixed_[state.worlds.of(lane)][trigger];
  if (fixed) return *fixed;
  double sum = 0;
  for_each(state, lane, day, trigger, [&](std::span<const double> marks, double probability) {
    sum += probability * chance(state, lane, day, trigger, marks);
  });
  sum = std::min(sum, 1.0);
  if (known.is_fixed) fixed = sum;
  return sum;
}

double Recording::chance_to_move(BlockState& state, std::size_t lane, double day, TriggerId trigger,
                                 LadderId ladder, double rung) {
  double sum = 0;
  for_each(state, lane, day, trigger, [&](std::span<const double> marks, double probability) {
    if (moves(state, lane, day, trigger, ladder, rung, marks))
      sum += probability * (1 - share(state, lane, trigger, marks));
  });
  return sum;
}

bool Recording::moves(BlockState& state, std::size_t lane, double day, TriggerId trigger, LadderId ladder,
                      double rung, std::span<const double> marks) {
  return rung_after(state, lane, day, trigger, ladder, marks) == rung;
}

bool Recording::moves_known(BlockState& state, std::size_t lane, double day, TriggerId trigger,
                            std::span<const double> marks) {
  for (const LadderId ladder : plan_.ladders.ids()) {
    if (!plan_.observed->known_ladders[ladder]) continue;
    if (rung_after(state, lane, day, trigger, ladder, marks) != state.at(plan_.ladders[ladder].row, lane))
      return true;
  }
  return false;
}

/// The rung on which the trigger's own effects would leave the ladder.
std::optional<double> Recording::rung_after(BlockState& state, std::size_t lane, double day,
                                            TriggerId trigger, LadderId ladder,
                                            std::span<const double> marks) {
  const Row row = plan_.ladders[ladder].row;
  double rung = state.at(row, lane);
  const double highest = static_cast<double>(plan_.ladders[ladder].rungs - 1);
  for (const plan::EffectPlan& effect : plan_.triggers[trigger].effects) {
    const auto concerns = [&](const plan::ChangePlan& change) { return change.row == row; };
    if (std::none_of(effect.changes.begin(), effect.changes.end(), concerns)) continue;
    paths_.bring_up(state, effect.drivers);
    const formula::Inputs inputs = state.inputs(day, marks);
    if (effect.condition && effect.condition->in_lane(inputs, lane) == 0) continue;
    for (const plan::ChangePlan& change : effect.changes)
      if (concerns(change))
        rung = std::clamp(
            scenario::verb_of(change.kind).result(rung, std::round(change.amount.in_lane(inputs, lane))), 0.0,
            highest);
  }
  return rung;
}

} // namespace casus::simulation
