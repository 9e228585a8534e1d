#include "fitting/ladder_model.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace casus::fitting {
namespace {

class ModelBuilder {
public:
  ModelBuilder(const Specification& specification, const Ladder& ladder)
      : specification_(specification), ladder_(ladder) {}

  LadderModel build(const plan::Plan& plan, int index) {
    model_.rungs = static_cast<int>(ladder_.rungs.size());
    for (const plan::ClockId id : plan.clocks.ids()) {
      const plan::ClockPlan& clock = plan.clocks[id];
      if (clock.ladder != LadderId(index)) continue;
      const bool up = clock.kind == plan::ClockKind::up;
      const auto& intensities = up ? ladder_.up : ladder_.down;
      for (std::size_t rung = 0; rung < intensities.size(); ++rung)
        if (intensities[rung]) add(*intensities[rung], static_cast<int>(rung), up ? 1 : -1, id);
    }
    put_rates_first();
    return std::move(model_);
  }

private:
  void add(const Intensity& intensity, int rung, int direction, plan::ClockId clock) {
    LadderStep step{.from = rung, .to = rung + direction, .clock = clock, .rate = 0, .weights = {}};
    if (step.to < 0 || step.to >= model_.rungs) return;
    step.rate =
        number(specification_.rate_entry(intensity.rate), "rate", specification_.rate_before(intensity.rate));
    std::vector<const Term*> terms;
    for (const Term& term : intensity.weights) terms.push_back(&term);
    std::sort(terms.begin(), terms.end(),
              [](const Term* a, const Term* b) { return a->term.text < b->term.text; });
    for (const Term* term : terms)
      step.weights.push_back(number(specification_.entry(term->weight.path), term->term.text,
                                    specification_.value(term->weight)));
    model_.steps.push_back(std::move(step));
  }

  std::size_t number(const NumberEntry& entry, const std::string& name, double before) {
    const auto [found, is_new] = by_path_.try_emplace(entry.path, model_.numbers.size());
    if (is_new) model_.numbers.push_back({entry, site(entry) + " " + name, before});
    return found->second;
  }

  /// The name of where a number stands: "up", "down" or the step.
  static std::string site(const NumberEntry& entry) {
    const bool is_step = entry.keys.size() > 3 && entry.keys[2] == "steps";
    return is_step ? entry.keys[3] + ":" : entry.keys[2];
  }

  void put_rates_first() {
    std::vector<std::size_t> order;
    for (const bool rates : {true, false})
      for (std::size_t i = 0; i < model_.numbers.size(); ++i)
        if ((model_.numbers[i].entry.kind == NumberKind::rate) == rates) order.push_back(i);
    std::vector<std::size_t> place(order.size());
    std::vector<LadderNumber> numbers;
    for (const std::size_t i : order) {
      place[i] = numbers.size();
      model_.rates += model_.numbers[i].entry.kind == NumberKind::rate ? 1 : 0;
      numbers.push_back(model_.numbers[i]);
    }
    model_.numbers = std::move(numbers);
    for (LadderStep& step : model_.steps) {
      step.rate = place[step.rate];
      for (std::size_t& weight : step.weights) weight = place[weight];
    }
  }

  const Specification& specification_;
  const Ladder& ladder_;
  LadderModel model_{};
  std::map<std::string, std::size_t> by_path_;
};

/// The kinds of stretches that a sequence passes through, with the day from which each holds.
class PanelRecorder : public ReplayObserver {
public:
  PanelRecorder(const LadderModel& model, int ladder)
      : model_(model), ladder_(ladder), now_(model.steps.size()) {}

  void begin(const Sequence& sequence) override {
    sequence_ = &sequence;
    changes_.clear();
  }

  void evaluated(plan::ClockId clock, double day, Replay& replay) override {
    bool is_changed = changes_.empty();
    for (std::size_t s = 0; s < model_.steps.size(); ++s) {
      if (model_.steps[s].clock != clock) continue;
      Ingredients ingredients = replay.ingredients(clock, model_.steps[s].from);
      is_changed = is_changed || !(ingredients == now_[s]);
      now_[s] = std::move(ingredients);
    }
    if (is_changed) note(day);
  }

  void end(double) override {
    const RungObservation* last = nullptr;
    for (const RungObservation& observation : sequence_->observations) {
      if (observation.ladder != ladder_) continue;
      if (last != nullptr) panel_.passages.push_back(passage(*last, observation));
      last = &observation;
    }
  }

  Panel take() { return std::move(panel_); }

private:
  struct KindFrom {
    double day;
    std::size_t kind;
  };

  void note(double day) {
    const std::size_t kind = kind_now();
    if (!changes_.empty() && changes_.back().day == day)
      changes_.back().kind = kind;
    else
      changes_.push_back({day, kind});
  }

  std::size_t kind_now() {
    std::vector<double> key;
    for (const Ingredients& ingredients : now_) {
      key.push_back(ingredients.base);
      key.insert(key.end(), ingredients.terms.begin(), ingredients.terms.end());
    }
    const auto [found, is_new] = kinds_.try_emplace(std::move(key), panel_.kinds.size());
    if (is_new) panel_.kinds.push_back(now_);
    return found->second;
  }

  Passage passage(const RungObservation& from, const RungObservation& to) const {
    Passage passage{from.rung, to.rung, {}};
    for (std::size_t i = 0; i < changes_.size(); ++i) {
      const double begin = std::max(changes_[i].day, from.day);
      const double end = i + 1 < changes_.size() ? std::min(changes_[i + 1].day, to.day) : to.day;
      if (end <= begin) continue;
      if (!passage.stretches.empty() && passage.stretches.back().kind == changes_[i].kind)
        passage.stretches.back().days += end - begin;
      else
        passage.stretches.push_back({changes_[i].kind, end - begin});
    }
    return passage;
  }

  const LadderModel& model_;
  int ladder_;
  std::vector<Ingredients> now_; ///< of each step
  const Sequence* sequence_ = nullptr;
  std::vector<KindFrom> changes_;
  std::map<std::vector<double>, std::size_t> kinds_;
  Panel panel_;
};

} // namespace

LadderModel ladder_model(const Specification& specification, const Scenario& scenario, int ladder,
                         const plan::Plan& plan) {
  return ModelBuilder(specification, scenario.ladders[static_cast<std::size_t>(ladder)]).build(plan, ladder);
}

Panel panel_of(const LadderModel& model, int ladder, const plan::Plan& plan, const History& history) {
  Replay replay(plan, history);
  PanelRecorder recorder(model, ladder);
  for (const Sequence& sequence : history.sequences) replay.run(sequence, recorder);
  return recorder.take();
}

} // namespace casus::fitting
