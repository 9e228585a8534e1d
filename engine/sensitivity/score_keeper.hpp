#pragma once

#include "sensitivity/answer_watcher.hpp"
#include "sensitivity/score_plan.hpp"

namespace casus::sensitivity {

/// Keeps the scores of every trajectory of a block, exact in continuous time: sum of d log(intensity) over
/// events less the integral of d(intensity), and the derivative of the log-probability of each draw of a mark
/// or of a scheduled firing. Glynn 1990; Plyasunov and Arkin 2007, sec. 3.
class ScoreKeeper : public simulation::Observer {
public:
  ScoreKeeper(const plan::Plan& plan, const ScorePlan& scores, AnswerWatcher& answers);

  void at_grid_point(std::size_t point, const simulation::BlockState& state) override;
  void at_step(simulation::Moment moment, const simulation::BlockState& state) override;
  void before(const simulation::Happening& happening, const simulation::BlockState& state) override;
  void after(const simulation::Happening& happening, const simulation::BlockState& state) override;
  void after_timer(std::size_t lane, simulation::Moment moment, std::span<const plan::ClockId> clocks,
                   const simulation::BlockState& state) override;
  void not_drawn(std::size_t lane, const plan::ScheduledFiring& firing,
                 const simulation::BlockState& state) override;
  void at_end(const simulation::BlockState& state) override;

private:
  void charge(plan::ClockId clock, double length, const simulation::BlockState& state);
  void charge_again(plan::ClockId clock, std::size_t lane, simulation::Moment moment,
                    const simulation::BlockState& state);
  void note_hazard(const simulation::Happening& event, const simulation::BlockState& state);
  void note_marks(const simulation::Happening& event, const simulation::BlockState& state);
  void note_mark(const simulation::Happening& event, std::size_t mark, const simulation::BlockState& state);
  void add(std::optional<ScoreId> score, std::size_t lane, double amount) {
    if (score) scores_(*score, lane) += amount;
  }

  const plan::Plan& plan_;
  const ScorePlan& where_;
  AnswerWatcher& answers_;
  ScoreRows scores_;
  Eigen::Array<double, 1, Eigen::Dynamic> intensities_; ///< of the clock at hand
  IdVector<plan::ClockId, simulation::Rows>
      slopes_; ///< of each term: derivative of the intensity, as it is charged to the step's end
  std::vector<double> chances_; ///< of a mark's categories
};

} // namespace casus::sensitivity
