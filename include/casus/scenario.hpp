#pragma once

#include "casus/errors.hpp"
#include "casus/expression.hpp"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace casus {

/// A scenario is what a person wrote: complete, valid, with names, units already turned into days, and the
/// place in the file of each part. (A plan, which the simulator makes of it, is what a machine runs.) What
/// each part means is told in docs/methods.md. Indices (`driver`, `ladder`, …) count in the order of the
/// file.

/// What any part may say of itself for people to read.
struct Note {
  std::string about;
  std::vector<std::string> sources; ///< claims of the catalogue, e.g. "S0-02"
  std::string basis;                ///< where its numbers come from: data, a document, or plain judgement
};

/// A formula of the file. `expression` yields a number in days and per day: units are folded in.
struct Formula {
  std::string text;
  Place place;
  Expression expression;
  std::string path{}; ///< of a number: its keys in the scenario, parted by dots; within lists their positions
};

/// A formula that reads parameters only, so that it has one value in a world.
using Number = Formula;

/// A named argument of a distribution: `min`, `mean`, `p05`, …; of a discrete one `value` and `weight` in
/// turn.
struct Argument {
  std::string name;
  Number value;
};

/// A distribution as written. List forms have got their arguments' names by the reader.
struct Distribution {
  std::string family; ///< its name: "lognormal"
  std::vector<Argument> arguments;
  Place place;
};

/// A number that is not known exactly: a fixed value or a distribution. A distribution that stands elsewhere
/// in the file becomes a parameter named by its path (`triggers.strike.rate`), which no formula can name.
struct Parameter {
  std::string name;
  Note note;
  Place place;
  std::optional<Distribution> distribution;
  double value = 0;   ///< where there is no distribution
  std::string path{}; ///< of the value, as a Formula's
  std::string text{}; ///< of the value, as it is written
};

struct Follow {
  int driver = -1;
  Number coefficient;
};

/// A driver moves by dx = -theta (x - mean - follows) dt + trend dt + volatility dW, theta = ln 2 /
/// half_life, and is clamped to its bounds.
struct Driver {
  std::string name;
  Note note;
  Place place;
  Number start;
  std::optional<Number> half_life;  ///< days; without it the driver does not revert
  std::optional<Number> mean;       ///< given wherever half_life is
  std::optional<Number> volatility; ///< per square root of a year
  std::optional<Number> trend;      ///< per day
  std::vector<Follow> follows;
  std::optional<Number> lower;
  std::optional<Number> upper;
};

/// The correlation of two drivers' noise, or of the normal scores of two parameters.
struct Correlation {
  int first = -1;
  int second = -1;
  Number value;
  Place place;
};

/// A term of an intensity's exponent: `weight` times `term` is added to the logarithm of the intensity; a
/// condition counts as 0 or 1.
struct Term {
  Formula term;
  Number weight;
};

/// An intensity per day: rate exp(sum of weight times term), and 0 where `when` does not hold.
struct Intensity {
  Place place;
  Formula rate;
  std::vector<Term> weights;
  std::optional<Formula> when;
};

struct Category {
  std::string name;
  Note note;
  Number share; ///< not normalised
  std::vector<Term> weights;
};

/// What a firing draws: one of `categories`, or where there are none a number from `distribution`.
struct Mark {
  std::string name;
  Place place;
  std::vector<Category> categories;
  std::optional<Distribution> distribution;
};

/// The verbs of effects. What each does is told in engine/scenario/verbs.hpp.
enum class ChangeKind { add, set, scale, raise, lower, move };

/// One elementary change.
struct Change {
  ChangeKind kind = ChangeKind::add;
  int target = -1; ///< driver or ladder, as the verb acts on these or those
  Formula amount;  ///< rungs for raise and lower, the rung's index for move
};

/// One item of a list of effects: its changes are made in order if the condition holds before the first.
struct Effect {
  Note note;
  Place place;
  std::optional<Formula> condition;
  std::vector<Change> changes;
};

/// A trigger fires in one of three ways: by its hazard, on dates, or upon a condition turning true.
struct Trigger {
  std::string name;
  Note note;
  Place place;
  std::optional<Intensity> hazard;
  std::vector<double> at;            ///< days, ascending; where it is scheduled
  std::optional<Number> probability; ///< of each scheduled firing, 1 where left out
  std::optional<Formula> upon;
  std::optional<Formula> when; ///< gate of a scheduled or threshold trigger; a hazard has its own
  std::optional<long long> limit;
  std::optional<Number> cooldown; ///< days
  std::vector<Mark> marks;
  std::vector<Effect> effects;
};

struct Rung {
  std::string name;
  Note note;
  Place place;
  std::vector<Effect> on_enter;
  std::vector<Effect> on_leave;
};

struct Ladder {
  std::string name;
  Note note;
  Place place;
  std::vector<Rung> rungs; ///< lowest first
  int start = 0;
  std::vector<std::optional<Intensity>> up; ///< from each rung; steps are folded in
  std::vector<std::optional<Intensity>> down;
};

/// An event outcome asks whether `when` held at any time from `from` to `day`. With `after`, the question
/// begins in each trajectory when that first holds, and what comes to hold from then on counts, for `within`
/// days or up to `day`; a trajectory in which it never begins is no trial. A value outcome asks for `value`
/// on `day`.
struct Outcome {
  std::string name;
  std::string question;
  std::string resolution; ///< how one would know the answer
  Note note;
  Place place;
  std::optional<Formula> when;
  std::optional<Formula> value;
  std::optional<Formula> given; ///< looked at on `day`
  std::optional<Formula> after;
  std::optional<double> within; ///< days; only beside `after`
  double from = 0;              ///< the first day that counts
  double day = 0;               ///< the last day that counts, in any trajectory

  /// The last day on which the question may begin.
  double last_begin() const { return day - within.value_or(0); }
  /// Whether it is asked of some trajectories only, so that trials may be fewer.
  bool is_conditional() const { return given || after; }
};

/// A firing that a what-if brings about on a day, whatever the trigger's hazard, gate and limit say.
struct ForcedFiring {
  int trigger = -1;
  double day = 0;
  std::vector<std::optional<double>> marks; ///< of each mark of the trigger: its category's index or its
                                            ///< number; none is drawn
  Note note;
  Place place;
};

/// When something was observed: an exact moment, or a date, which is a whole day.
struct ObservedMoment {
  double day = 0;    ///< its begin, in days since the start
  double length = 0; ///< days: 1 of a date (less where `until` cuts it), 0 of an exact moment
};

/// A firing that is known. A scheduled one takes the place of a date of its trigger's `at`.
struct ObservedFiring {
  ObservedMoment when;
  int trigger = -1;
  std::vector<std::optional<double>> marks; ///< of each mark of the trigger: its category's index or its
                                            ///< number; none where the record leaves it open
  std::optional<std::size_t> scheduled;     ///< position in the trigger's `at`
  Place place;
};

/// Where a ladder stood.
struct ObservedRung {
  ObservedMoment when;
  int ladder = -1;
  int rung = -1;
  Place place;
};

/// What was measured of a driver.
struct ObservedValue {
  ObservedMoment when;
  int driver = -1;
  double value = 0;
  Place place;
};

/// How surely a measurement is right: of a driver the standard deviation of its error, of a ladder the
/// probability that it was seen on a wrong rung.
struct ObservationError {
  int driver = -1;
  int ladder = -1;
  Number size;
  Place place;
};

/// How surely a firing is in the record: a number from 0 to 1, a formula of the trigger's marks and of
/// parameters. Of a ladder: whether the panel holds all its moves.
struct Known {
  int trigger = -1;
  int ladder = -1;
  Formula share;
  Place place;
};

/// What has happened since the start. Everything that is asked is asked given this.
struct Observed {
  double until = 0; ///< `now`: the end of the last day that is known, in days since the start
  std::vector<ObservedFiring> firings; ///< by time, those of one moment by trigger and marks: the order of
                                       ///< rows changes nothing
  std::vector<ObservedRung> rungs;     ///< likewise
  std::vector<ObservedValue> values;   ///< likewise
  std::vector<ObservationError> errors;
  std::vector<Known> known; ///< one for every trigger that occurs in the record (share 1 where the file does
                            ///< not say) and those that the file names
  std::size_t left_out = 0; ///< rows of too little confidence
};

struct Scenario {
  std::string name;
  std::string title;
  Note note;
  std::string file;
  std::string fingerprint; ///< of all that can change a result; comments and layout do not
  std::chrono::sys_days start;
  double horizon = 0; ///< days
  double step = 0;    ///< days
  std::vector<Parameter> parameters;
  std::vector<Driver> drivers;
  std::vector<Correlation> correlations;           ///< of drivers
  std::vector<Correlation> parameter_correlations; ///< each a constant
  std::vector<Trigger> triggers;
  std::vector<Ladder> ladders;
  std::vector<Outcome> outcomes;
  std::vector<ForcedFiring> forced; ///< in the order of the file
  std::optional<Observed> observed; ///< none where nothing is said of what has happened
  std::vector<Problem> warnings;
  std::string text; ///< the scenario as one YAML file, with all that it extends, includes and sets merged in;
                    ///< it has the same fingerprint (aliases are written out, so it may be too long to read)
};

/// Reads and checks a scenario, with all that it extends and includes. A name without folder and suffix that
/// is no file (`baseline`) is that of a scenario installed with the program that runs. `settings` are
/// `PATH=VALUE`, each put into the merged tree before it is checked; `--observed=FILE` and `--until=DATE` are
/// settings of what has been observed. Throws ScenarioError with every problem found.
Scenario load_scenario(const std::filesystem::path& file, const std::vector<std::string>& settings = {});

/// Reads a scenario from a text; `file` names it in messages.
Scenario parse_scenario(const std::string& text, const std::string& file,
                        const std::vector<std::string>& settings = {});

} // namespace casus
