#pragma once

#include "scenario/observed_fields.hpp"

namespace casus::scenario {

/// Everything that is known of the fields of a scenario's parts: their keys, what may stand there, what it
/// means, and whether it can change a result. The readers' lists of keys and ranges, the fingerprint, the
/// walks through formulas, numbers and notes, the JSON Schema and docs/reference.md come from these lists. A
/// member of a struct that is in none of them does not compile.

template <>
struct Fields<Expression> {
  static constexpr auto list =
      std::tuple{field({}, &Expression::operation, &Expression::type, &Expression::value, &Expression::symbol,
                       &Expression::arguments)};
};

template <>
struct Fields<Formula> {
  static constexpr auto list = std::tuple{field({}, &Formula::expression),
                                          remark({}, &Formula::text, &Formula::place, &Formula::path)};
};

template <>
struct Fields<Note> {
  static constexpr auto list = std::tuple{
      remark({"about", takes::text, "What this is, in words."}, &Note::about),
      remark({"sources", takes::sources, "The claims that this encodes, such as [S0-02, S1-17]."},
             &Note::sources),
      remark({"basis", takes::text, "Where the numbers come from: data, a document, or plain judgement."},
             &Note::basis)};
};

template <>
struct Fields<Argument> {
  static constexpr auto list =
      std::tuple{field({}, &Argument::name), number<NumberKind::mark>({}, &Argument::value)};
};

template <>
struct Fields<Distribution> {
  static constexpr auto list = std::tuple{field({}, &Distribution::family, &Distribution::arguments),
                                          remark({}, &Distribution::place)};
};

template <>
struct Fields<Parameter> {
  static constexpr std::string_view word = "parameter";
  static constexpr std::string_view says = "A number that is not known exactly. A world is one draw of all "
                                           "of them. It may be written as the value "
                                           "alone.";
  static constexpr auto list = std::tuple{
      field({}, &Parameter::name), remark({}, &Parameter::note, &Parameter::place),
      field({"value", takes::value, "A number, or a distribution such as {pert: [0.4, 1.0, 1.8]}."},
            &Parameter::distribution, &Parameter::value),
      remark({}, &Parameter::path, &Parameter::text)};
};

template <>
struct Fields<Follow> {
  static constexpr auto list =
      std::tuple{field({}, &Follow::driver), number<NumberKind::follow>({}, &Follow::coefficient)};
};

inline constexpr std::string_view give_it_a_half_life =
    "give it a half_life, or leave this out (the driver does not revert to anything)";

template <>
struct Fields<Driver> {
  static constexpr std::string_view word = "driver";
  static constexpr std::string_view says = "A quantity that drifts, fades and is jolted by events.";
  static constexpr auto list = std::tuple{
      field({}, &Driver::name),
      remark({}, &Driver::note, &Driver::place),
      number<NumberKind::start>({"start", takes::number, "Value on the first day; the mean where left out."},
                                &Driver::start),
      number<NumberKind::mean>(
          only_with("half_life", give_it_a_half_life,
                    {"mean", takes::number, "Level that it reverts to, 0 where left out."}),
          &Driver::mean),
      number<NumberKind::half_life>(
          {"half_life", takes::duration,
           "Time in which half of a deviation fades, such as 26 weeks; without it the driver does not "
           "revert."},
          &Driver::half_life),
      number<NumberKind::volatility>({"volatility", takes::number, "Noise, per square root of a year."},
                                     &Driver::volatility),
      number<NumberKind::trend>({"trend", takes::trend, "Drift, such as 0.1 per year."}, &Driver::trend),
      field(only_with("half_life", give_it_a_half_life,
                      {"follows", takes::named("coefficients", "a map of drivers to numbers"),
                       "Drivers that move the level to which this one reverts, and by how much."}),
            &Driver::follows),
      number<NumberKind::bound>(
          {"bounds", takes::bounds, "Lowest and highest value, such as [0, 1]; null leaves a side open."},
          &Driver::lower, &Driver::upper)};
};

template <>
struct Fields<Correlation> {
  static constexpr auto list =
      std::tuple{field({}, &Correlation::first, &Correlation::second),
                 number<NumberKind::correlation>({}, &Correlation::value), remark({}, &Correlation::place)};
};

template <>
struct Fields<Term> {
  static constexpr auto list =
      std::tuple{field({}, &Term::term), number<NumberKind::weight>({}, &Term::weight)};
};

/// Shared by those parts that have weights.
inline constexpr Key weights_key{"weights", takes::named("weights", "a map of terms to numbers"),
                                 "Terms (drivers, or formulas in quotes) and their weights in the logarithm "
                                 "of the intensity: 0.7 doubles it at 1."};

template <>
struct Fields<Intensity> {
  static constexpr std::string_view word = "intensity";
  static constexpr std::string_view says =
      "How a ladder is climbed or descended: rate × exp(sum of weight × term).";
  static constexpr auto list = std::tuple{
      remark({}, &Intensity::place),
      number<NumberKind::rate>(
          {"rate", takes::rate,
           "A number per time, such as 6 per year, or a formula (per day unless it says otherwise)."},
          &Intensity::rate),
      field(weights_key, &Intensity::weights),
      field({"when", takes::condition, "It can happen only while this holds."}, &Intensity::when)};
};

template <>
struct Fields<Category> {
  static constexpr std::string_view word = "category";
  static constexpr std::string_view says =
      "One of the values that a mark may have. It may be written as its share alone.";
  static constexpr auto list = std::tuple{
      field({}, &Category::name), remark({}, &Category::note),
      number<NumberKind::share>({"share", takes::number, "How likely the category is against the others."},
                                &Category::share),
      field(weights_key, &Category::weights)};
};

template <>
struct Fields<Mark> {
  static constexpr auto list = std::tuple{field({}, &Mark::name), remark({}, &Mark::place),
                                          field({}, &Mark::categories, &Mark::distribution)};
};

template <>
struct Fields<Change> {
  static constexpr auto list =
      std::tuple{field({}, &Change::kind, &Change::target), number<NumberKind::effect>({}, &Change::amount)};
};

template <>
struct Fields<Effect> {
  static constexpr std::string_view word = "effect";
  static constexpr std::string_view says =
      "Changes, made in the order in which they are written if the condition holds before the first.";
  static constexpr auto list =
      std::tuple{remark({}, &Effect::note, &Effect::place),
                 field({"if", takes::condition, "A condition on marks and state."}, &Effect::condition),
                 field({}, &Effect::changes)};
};

template <>
struct Fields<Trigger> {
  static constexpr std::string_view word = "trigger";
  static constexpr std::string_view says =
      "It fires by its hazard (rate), on dates (at), or whenever a condition turns true (upon).";
  static constexpr auto list = std::tuple{
      field({}, &Trigger::name),
      remark({}, &Trigger::note, &Trigger::place),
      field(
          {"rate", takes::rate,
           "How often it fires: a number per time, such as 6 per year, or a formula (per day unless it says "
           "otherwise)."},
          &Trigger::hazard),
      field<Trigger>(only_with("rate", "leave it out", weights_key)),
      field({"when", takes::condition, "It can fire only while this holds."}, &Trigger::when),
      field({"at", takes::moments, "When it fires: a date or duration, or a list of them."}, &Trigger::at),
      number<NumberKind::probability>(
          only_with("at", "leave it out",
                    {"probability", takes::number, "Of each firing on a date; 1 where left out."}),
          &Trigger::probability),
      field({"upon", takes::condition, "It fires at once whenever this turns from false to true."},
            &Trigger::upon),
      field({"limit", takes::count, "How often it can fire at most."}, &Trigger::limit),
      number<NumberKind::cooldown>(
          {"cooldown", takes::duration, "Time after a firing in which it cannot fire, such as 3 months."},
          &Trigger::cooldown),
      field({"marks", takes::named("marks", "a map of marks"),
             "What each firing draws: each mark a map of categories to their shares, or a distribution."},
            &Trigger::marks),
      field({"effects", takes::effects, "What a firing does, in this order."}, &Trigger::effects)};
};

template <>
struct Fields<Rung> {
  static constexpr std::string_view word = "rung";
  static constexpr auto list = std::tuple{field({}, &Rung::name), remark({}, &Rung::note, &Rung::place),
                                          field({}, &Rung::on_enter, &Rung::on_leave)};
};

template <>
struct Fields<Ladder> {
  static constexpr std::string_view word = "ladder";
  static constexpr std::string_view says = "An ordered scale, climbed and descended a rung at a time.";
  static constexpr auto list = std::tuple{
      field({}, &Ladder::name),
      remark({}, &Ladder::note, &Ladder::place),
      field(
          {"rungs", takes::rungs, "Names, lowest first; a rung may have a note: {overt_lethal: {about: …}}."},
          &Ladder::rungs),
      field({"start", takes::rung, "The rung of the first day; the lowest where left out."}, &Ladder::start),
      field({"up", takes::intensity, "Climbing, from every rung."}, &Ladder::up),
      field({"down", takes::intensity, "Descending, from every rung."}, &Ladder::down),
      field<Ladder>({"steps", takes::named("steps", "a map of steps to intensities"),
                     "Where one step differs: {dual_use -> deniable_lethal: {rate: 0.4 per year}}."}),
      field<Ladder>({"on_enter", takes::named("arrivals", "a map of rungs to effects"),
                     "Effects of coming to a rung, however it came about."}),
      field<Ladder>(
          {"on_leave", takes::named("arrivals", "a map of rungs to effects"), "Effects of leaving a rung."})};
};

template <>
struct Fields<Outcome> {
  static constexpr std::string_view word = "outcome";
  static constexpr std::string_view says =
      "An event (when: did it hold at any time up to 'by'?) or a value (value: how much, on 'at'?).";
  static constexpr auto list = std::tuple{
      field({}, &Outcome::name),
      remark({"question", takes::text, "As people ask it."}, &Outcome::question),
      remark({"resolution", takes::text, "How one would know the answer."}, &Outcome::resolution),
      remark({}, &Outcome::note, &Outcome::place),
      field({"when", takes::condition, "What may happen."}, &Outcome::when),
      field({"value", takes::term, "What is measured."}, &Outcome::value),
      field(
          only_with("when", "use 'at'",
                    {"by", takes::moment,
                     "The last day that counts; the horizon where left out. Beside 'within' the last day on "
                     "which the question may begin; the last whose window ends by the horizon where left "
                     "out."}),
          &Outcome::day),
      field(only_with("when", "use 'at'",
                      {"from", takes::moment, "The first day that counts; the start where left out."}),
            &Outcome::from),
      field(only_with("when", "leave it out",
                      {"after", takes::condition,
                       "The question begins when this first holds: what comes to hold from then on counts. "
                       "Trajectories in which it never does are no trials."}),
            &Outcome::after),
      field(only_with("after", "leave it out",
                      {"within", takes::window,
                       "For how long the question is asked once it has begun; up to 'by' where left out."}),
            &Outcome::within),
      field<Outcome>(only_with("value", "use 'by'",
                               {"at", takes::moment, "The day of the value; the horizon where left out."})),
      field({"given", takes::condition, "Only trajectories count in which this holds on the outcome's day."},
            &Outcome::given)};
};

template <>
struct Fields<ForcedFiring> {
  static constexpr std::string_view word = "forced firing";
  static constexpr std::string_view says =
      "A firing that comes about on a date, whatever the trigger's hazard, gate and limit.";
  static constexpr auto list =
      std::tuple{field({"trigger", takes::name, "The trigger that fires."}, &ForcedFiring::trigger),
                 field({"at", takes::moments, "A date or duration, or a list of them."}, &ForcedFiring::day),
                 field({"marks", takes::named("forced_marks", "a map of marks to their values"),
                        "Marks that the firing has; the others are drawn."},
                       &ForcedFiring::marks),
                 remark({}, &ForcedFiring::note, &ForcedFiring::place)};
};

template <>
struct Fields<Scenario> {
  static constexpr std::string_view word = "scenario";
  static constexpr std::string_view says =
      "What can happen, how likely each is and on what that depends, and what it changes.";
  static constexpr auto list = std::tuple{
      remark<Scenario>({"casus", takes::version, "Version of the format."}),
      field<Scenario>({"extends", takes::file,
                       "The scenario or what-if that this one changes, relative to this file: maps merge key "
                       "by key, lists and "
                       "scalars replace, null removes."}),
      field<Scenario>(
          {"include", takes::files,
           "Files whose sections count as if they stood here, in order, before this file's own."}),
      remark({"name", takes::short_text,
              "Short name, in reports and files; the file's own name where left out."},
             &Scenario::name),
      remark({"title", takes::text, "What stands above the report."}, &Scenario::title),
      remark({}, &Scenario::note, &Scenario::file, &Scenario::fingerprint, &Scenario::warnings,
             &Scenario::text),
      field({"start", takes::date, "The first day, such as 2023-04-15; days count from its 00:00 UTC."},
            &Scenario::start),
      field({"horizon", takes::moment, "The last day: a date, or a duration such as 3 years."},
            &Scenario::horizon),
      field(
          {"step", takes::time_step,
           "Length of a step of the grid, such as 1 week: intensities follow the drivers from step to step; "
           "events come at their own times."},
          &Scenario::step),
      field({"parameters", takes::section("parameters", "a map of parameters"),
             "Numbers that are not known exactly; a world is one draw of all of them."},
            &Scenario::parameters),
      field({"drivers", takes::section("drivers", "a map of drivers"),
             "Quantities that drift, fade and are jolted by events."},
            &Scenario::drivers),
      field({"correlations", takes::correlations,
             "Correlations of the noise of drivers, such as [[losses, aid, 0.3]], or of the normal scores of "
             "parameters (a Gaussian copula)."},
            &Scenario::correlations, &Scenario::parameter_correlations),
      field({"triggers", takes::section("triggers", "a map of triggers"), "What can happen."},
            &Scenario::triggers),
      field({"ladders", takes::section("ladders", "a map of ladders"),
             "Ordered scales, climbed and descended a rung at a time."},
            &Scenario::ladders),
      field({"outcomes", takes::section("outcomes", "a map of outcomes"),
             "Questions asked of every trajectory."},
            &Scenario::outcomes),
      field({"force", takes::forced, "Firings that come about on a date, whatever the trigger's hazard."},
            &Scenario::forced),
      field({"observed", takes::observed, "What has happened since the start: a record, or its file."},
            &Scenario::observed)};
};

/// The condition and the verbs.
const std::vector<Key>& keys_of_an_effect();

/// What is known of the keys of one kind of part, for those who do not know its struct.
struct PartKeys {
  std::string_view word; ///< "driver"
  std::string_view says;
  std::vector<Key> keys; ///< besides those of a note
};

/// The keys of all parts of a scenario that have some, the scenario first.
const std::vector<PartKeys>& parts_of_a_scenario();

} // namespace casus::scenario
