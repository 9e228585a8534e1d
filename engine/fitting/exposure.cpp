#include "fitting/exposure.hpp"

#include "fitting/refuse.hpp"

#include "formula/calendar.hpp"
#include "simulation/eigen_index.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace casus::fitting {
namespace {

/// The pieces of all triggers together take no more numbers than this: 400 megabytes.
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
  std::optional<Ingredients> later; ///< from the end of the day on that is under way
  std::size_t of_day = 0;           ///< events on it so far
};

/// Events that are known to the day have no order within it: all of a day see what stood before the first of
/// them, and so does the whole day; what they change shows from its end on. Several of one trigger are spread
/// over the day.
class Recorder : public ReplayObserver {
public:
  Recorder(const plan::Plan& plan, const Subjects& subjects) : courses_(plan.clocks.size()) {
    for (const int trigger : subjects.triggers)
      courses_[plan.triggers[TriggerId(trigger)].clock.value()].emplace();
  }

  void begin(const Sequence& sequence) override {
    sequence_ = &sequence;
    ++number_;
    day_end_ = 0;
    for (auto& course : courses_)
      if (course) course->since = 0;
  }

  void evaluated(plan::ClockId clock, double day, Replay& replay) override {
    auto& course = courses_[clock];
    if (!course) return;
    end_day(day);
    Ingredients ingredients = replay.ingredients(clock);
    if (day < day_end_) {
      course->later = std::move(ingredients);
      return;
    }
    if (ingredients == course->now) return;
    close(*course, day);
    course->now = std::move(ingredients);
  }

  void before(std::size_t number, Replay& replay) override {
    const RecordedEvent& event = sequence_->events[number];
    const auto clock = replay.plan().triggers[TriggerId(event.trigger)].clock;
    end_day(event.day);
    if (event.is_dated) day_end_ = std::floor(event.day) + 1;
    if (!clock) return; // it is not fitted
    auto& course = courses_[*clock];
    if (!course || event.day < sequence_->from) return;
    if (const auto problem = why_not(event, *course, replay, *clock)) return refuse(event, replay, *problem);
    close(*course, event.is_dated ? spread(event, course->of_day++) : event.day);
    Piece& last = last_piece(*course);
    last.has_event = true;
  }

  void end(double day) override {
    end_day(day);
    for (auto& course : courses_)
      if (course) close(*course, day);
  }

  void require_good() const {
    if (!problems_.empty()) throw ScenarioError(problems_);
  }
  std::vector<Piece>& pieces(plan::ClockId clock) { return courses_[clock]->pieces; }

private:
  /// Ends a day: what its events have changed shows from here on.
  void end_day(double day) {
    if (day_end_ == 0 || day < day_end_) return;
    for (auto& course : courses_) {
      if (!course) continue;
      close(*course, day_end_);
      if (course->later) course->now = std::move(*course->later);
      course->later.reset();
      course->of_day = 0;
    }
    day_end_ = 0;
  }

  /// The moment in its day at which the trigger's event is taken to stand, number `before` of those of the
  /// day.
  double spread(const RecordedEvent& event, std::size_t before) const {
    const auto of_day =
        std::count_if(sequence_->events.begin(), sequence_->events.end(), [&](const RecordedEvent& other) {
          return other.is_dated && other.day == event.day && other.trigger == event.trigger;
        });
    const double day = std::max(std::floor(event.day), sequence_->from);
    const double end = std::min(std::floor(event.day) + 1, sequence_->until);
    return day + (end - day) * (static_cast<double>(before) + 0.5) / static_cast<double>(of_day);
  }

  /// Why an event could not have happened, if so. Several events of one day must have been possible one after
  /// the other.
  std::optional<std::string> why_not(const RecordedEvent& event, const Course& course, Replay& replay,
                                     plan::ClockId clock) const {
    const Ingredients& seen = event.is_dated ? course.now : replay.ingredients(clock);
    if (seen.base <= 0 && !(event.is_dated && replay.ingredients(clock).base > 0))
      return replay.why_stopped(clock);
    const TriggerId id(event.trigger);
    const plan::TriggerPlan& trigger = replay.plan().triggers[id];
    if (!event.is_dated || course.of_day == 0) return std::nullopt;
    if (replay.firings(id) >= trigger.limit) return "its limit has been reached";
    if (trigger.cooldown && replay.number(*trigger.cooldown) >= 1) return "its cooldown has not passed";
    return std::nullopt;
  }

  /// Adds the time up to the day, as far as it has not been added: events of a day are spread over it.
  void close(Course& course, double day) {
    const double days = day - std::max(course.since, sequence_->from);
    course.since = std::max(course.since, day);
    if (days <= 0 || course.now.base <= 0) return;
    last_piece(course).days += days;
  }

  /// The piece that goes on with the present ingredients.
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

  void refuse(const RecordedEvent& event, const Replay& replay, const std::string& why) {
    if (problems_.size() >= most_problems) throw ScenarioError(problems_);
    const Scenario& scenario = *replay.plan().scenario;
    problems_.push_back(problem_at(
        event.place, fmt::format("trigger '{}' could not fire on {} ({}): correct the event, or the scenario",
                                 scenario.triggers[static_cast<std::size_t>(event.trigger)].name,
                                 formula::iso_date(scenario.start, event.day), why)));
  }

  IdVector<plan::ClockId, std::optional<Course>> courses_;
  const Sequence* sequence_ = nullptr;
  std::size_t number_ = 0; ///< of the sequence
  double day_end_ = 0;     ///< of the day with events that is under way; 0 if none is
  std::size_t numbers_ = 0;
  std::vector<Problem> problems_;
};

Exposure exposure_of(const std::vector<Piece>& pieces) {
  const auto rows = eigen_index(pieces.size());
  const auto terms = pieces.empty() ? 0 : eigen_index(pieces[0].ingredients.terms.size());
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
    exposures[trigger] = exposure_of(recorder.pieces(plan.triggers[TriggerId(trigger)].clock.value()));
  return exposures;
}

} // namespace casus::fitting
