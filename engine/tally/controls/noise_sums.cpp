#include "tally/controls/noise_sums.hpp"

#include <algorithm>

namespace casus::tally {
namespace {

constexpr std::size_t most_drivers = 12;

class Search {
public:
  explicit Search(const plan::Plan& plan) : plan_(plan) {}

  /// Adds what a program reads, and then what stands in the hazards of the ladders and counts among it.
  void add(const formula::Program& program) {
    for (const Row row : program.rows()) add_driver(row);
    for (const Row row : program.rows())
      for (const plan::ClockPlan& clock : plan_.clocks)
        if (moves(clock, row)) add(clock);
  }
  std::vector<DriverId> found() && { return std::move(found_); }

private:
  bool moves(const plan::ClockPlan& clock, Row row) const {
    return clock.trigger ? plan_.triggers[*clock.trigger].count_row == row : clock.state_row == row;
  }
  void add(const plan::ClockPlan& clock) {
    for (const plan::FactorPlan& factor : clock.factors)
      for (const plan::TermPlan& term : factor.terms) {
        add_driver(term.row);
        if (plan_.is_derived(term.row))
          for (const Row row : plan_.derived[plan_.derived_in(term.row)].program.rows()) add_driver(row);
      }
  }
  /// Adds the driver whose value, or mean over a step, stands in the row.
  void add_driver(Row row) {
    for (const DriverId driver : plan_.drivers.ids()) {
      if (row != plan_.layout.row_of(driver) && row != plan_.layout.mean_of_driver[driver]) continue;
      const bool is_noisy = plan_.groups[plan_.drivers[driver].group].is_noisy() && plan_.moves(driver);
      const bool is_known = std::find(found_.begin(), found_.end(), driver) != found_.end();
      if (is_noisy && !is_known && found_.size() < most_drivers) found_.push_back(driver);
    }
  }

  const plan::Plan& plan_;
  std::vector<DriverId> found_;
};

} // namespace

std::vector<DriverId> noisy_drivers_of(const plan::Plan& plan, OutcomeId id) {
  const plan::OutcomePlan& outcome = plan.outcomes[id];
  Search search(plan);
  if (outcome.value) search.add(*outcome.value);
  for (const plan::WatchPlan& watch : plan.watches)
    if (watch.outcome == id) search.add(watch.condition);
  if (outcome.given) search.add(*outcome.given);
  return std::move(search).found();
}

NoiseSums::NoiseSums(const plan::Plan& plan, std::size_t widest) : sums_(plan.drivers.size(), widest) {}

void NoiseSums::begin() {
  sums_.setZero();
  points_ = 0;
}

void NoiseSums::at_grid_point(const simulation::BlockState& state) {
  sums_.leftCols(eigen_index(state.width)) += state.noises.leftCols(eigen_index(state.width));
  points_ += 1;
}

} // namespace casus::tally
