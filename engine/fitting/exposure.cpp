#include "fitting/exposure.hpp"

#include "fitting/refuse.hpp"

#include "formula/calendar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace casus::fitting {
namespace {

/// Numbers that the pieces of all triggers may take together: 400 megabytes.
constexpr std::size_t most_numbers = 50'000'000;
constexpr std::size_t most_problems = 20;

struct Piece {
  Ingredients ingredients;
  double days = 0;
  bool has_event = false;
  std::size_t sequence = 0;
};

/// The pieces of one trigger under way.
struct Course {
  std::vector<Piece> pieces;
  Ingredients now;
  double since = 0;
};

class Recorder : public ReplayObserver {
public:
  Recorder(const plan::Plan& plan, const Subjects& subjects) : courses_(plan.clocks.size()) {
    for (const int trigger : subjects.triggers) {
      const plan::ClockId clock = plan.triggers[static_cast<std::size_t>(trigger)].clock;
      courses_[static_cast<std::size_t>(clock)].emplace();
    }
  }

  void begin(const Sequence& sequence) override {
    sequence_ = &sequence;
    ++number_;
  }

  void evaluated(plan::ClockId clock, double day, Replay& replay) override {
    auto& course = courses_[static_cast<std::size_t>(clock)];
    if (!course) return;
    close(*course, day);
    course->now = replay.ingredients(clock);
  }

  void before(const RecordedEvent& event, const Replay& replay) override {
    const plan::ClockId clock = replay.plan().triggers[static_cast<std::size_t>(event.trigger)].clock;
    if (clock == plan::none) return; // it is not fitted
    auto& course = courses_[static_cast<std::size_t>(clock)];
    if (!course || event.day < sequence_->from) return;
    if (course->now.base <= 0) return refuse(event, replay, clock);
    close(*course, event.day);
    Piece& last = last_piece(*course);
    last.has_event = true;
  }

  void end(double day) override {
    for (auto& course : courses_)
      if (course) close(*course, day);
  }

  void require_good() const {
    if (!problems_.empty()) throw ScenarioError(problems_);
  }
  std::vector<Piece>& pieces(plan::ClockId clock) {
    return courses_[static_cast<std::size_t>(clock)]->pieces;
  }

private:
  /// What has been so up to the day.
  void close(Course& course, double day) {
    const double days = day - std::max(course.since, sequence_->from);
    course.since = day;
    if (days <= 0 || course.now.base <= 0) return;
    last_piece(course).days += days;
  }

  /// The one that goes on with the present ingredients.
  Piece& last_piece(Course& course) {
    const bool goes_on = !course.pieces.empty() && !course.pieces.back().has_event &&
                         course.pieces.back().sequence == number_ &&
                         course.pieces.back().ingredients == course.now;
    if (goes_on) return course.pieces.back();
    numbers_ += course.now.terms.size() + 4;
    if (numbers_ > most_numbers)
      throw RunError("the history has too many pieces of constant intensity: choose a longer step, or fit "
                     "fewer sequences at a time");
    return course.pieces.emplace_back(Piece{course.now, 0, false, number_});
  }

  void refuse(const RecordedEvent& event, const Replay& replay, plan::ClockId clock) {
    if (problems_.size() >= most_problems) throw ScenarioError(problems_);
    const Scenario& scenario = *replay.plan().scenario;
    problems_.push_back(problem_at(
        event.place, fmt::format("trigger '{}' could not fire on {} ({}): correct the event, or the scenario",
                                 scenario.triggers[static_cast<std::size_t>(event.trigger)].name,
                                 formula::iso_date(scenario.start, event.day), replay.why_stopped(clock))));
  }

  std::vector<std::optional<Course>> courses_; ///< of each clock
  const Sequence* sequence_ = nullptr;
  std::size_t number_ = 0; ///< of the sequence
  std::size_t numbers_ = 0;
  std::vector<Problem> problems_;
};

Exposure exposure_of(const std::vector<Piece>& pieces) {
  const auto rows = static_cast<Eigen::Index>(pieces.size());
  const auto terms = pieces.empty() ? 0 : static_cast<Eigen::Index>(pieces[0].ingredients.terms.size());
  Exposure exposure{Eigen::MatrixXd(rows, terms), Eigen::VectorXd(rows), Eigen::VectorXd(rows),
                    Eigen::VectorXd(rows)};
  for (Eigen::Index i = 0; i < rows; ++i) {
    const Piece& piece = pieces[static_cast<std::size_t>(i)];
    for (Eigen::Index k = 0; k < terms; ++k)
      exposure.terms(i, k) = piece.ingredients.terms[static_cast<std::size_t>(k)];
    exposure.offsets(i) = std::log(piece.ingredients.base);
    exposure.days(i) = piece.days;
    exposure.events(i) = piece.has_event ? 1 : 0;
  }
  return exposure;
}

} // namespace

std::map<int, Exposure> exposures_of(const Specification& specification, const HalfLives& half_lives,
                                     const History& history) {
  const plan::Plan plan = specification.plan(half_lives);
  Replay replay(plan, history);
  Recorder recorder(plan, specification.subjects());
  for (const Sequence& sequence : history.sequences) replay.run(sequence, recorder);
  recorder.require_good();
  std::map<int, Exposure> exposures;
  for (const int trigger : specification.subjects().triggers)
    exposures[trigger] = exposure_of(recorder.pieces(plan.triggers[static_cast<std::size_t>(trigger)].clock));
  return exposures;
}

} // namespace casus::fitting
