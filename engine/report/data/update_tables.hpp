#pragma once

#include "report/data/result_tables.hpp"
#include "report/data/update_fields.hpp"

namespace casus::report {

inline constexpr Field updated_scenario{
    "scenario", [](const auto&, const Update& whole) { return whole.after.scenario; }};
inline constexpr Field updated_day{"date",
                                   [](const auto&, const Update& whole) { return today_date(whole); }};

/// A probability or mean with its error.
inline constexpr Either answer_value{&EventResult::probability, &ValueResult::mean};
inline constexpr Either answer_error{Where{&EventResult::probability, &EventResult::se},
                                     Where{&ValueResult::mean, &ValueResult::se}};
inline constexpr Either answer_interval{[](const EventResult& event) { return std::optional(event.ci95); },
                                        Where{&ValueResult::mean, &ValueResult::ci95}};

struct UpdatedOutcomesTable {
  static constexpr auto name = "update_outcomes";
  static constexpr std::tuple columns{
      updated_scenario, Field{"outcome", &UpdatedOutcome::name},
      Inline{&UpdatedOutcome::after, Field{"question", &OutcomeResult::question}, kind_of_outcome},
      Inline{&UpdatedOutcome::before, Field{"before", answer_value}, Field{"before_se", answer_error},
             Bounds{"before_ci95", answer_interval}},
      Inline{&UpdatedOutcome::after, Field{"after", answer_value}, Field{"after_se", answer_error},
             Bounds{"after_ci95", answer_interval}}};

  static void rows(const Update& update, auto add) {
    for (const UpdatedOutcome& outcome : updated<&Result::outcomes>(update)) add(outcome, update);
  }
};

struct UpdatedParametersTable {
  static constexpr auto name = "update_parameters";
  static constexpr std::tuple columns{
      updated_scenario, Field{"parameter", &LearntParameter::name},
      Inline{&LearntParameter::prior, Field{"prior_p05", &Percentiles::p05},
             Field{"prior_p50", &Percentiles::p50}, Field{"prior_p95", &Percentiles::p95}},
      Inline{&LearntParameter::posterior, Field{"posterior_p05", &Percentiles::p05},
             Field{"posterior_p50", &Percentiles::p50}, Field{"posterior_p95", &Percentiles::p95}},
      Field{"learnt", &LearntParameter::learnt}};

  static void rows(const Update& update, auto add) {
    for (const LearntParameter& parameter : update.after.observed->parameters) add(parameter, update);
  }
};

struct UpdatedDriversTable {
  static constexpr auto name = "update_drivers";
  static constexpr std::tuple columns{updated_scenario, updated_day, Field{"driver", &UpdatedDriver::name},
                                      Inline{driver_before,
                                             Field{"before_mean", today_of<&DriverResult::mean>},
                                             Field{"before_p05", today_of<&DriverResult::p05>},
                                             Field{"before_p95", today_of<&DriverResult::p95>}},
                                      Inline{driver_after, Field{"after_mean", today_of<&DriverResult::mean>},
                                             Field{"after_p05", today_of<&DriverResult::p05>},
                                             Field{"after_p95", today_of<&DriverResult::p95>}}};

  static void rows(const Update& update, auto add) {
    for (const UpdatedDriver& driver : updated<&Result::drivers>(update)) add(driver, update);
  }
};

/// A rung of a ladder.
struct UpdatedRung {
  UpdatedLadder ladder{};
  std::size_t rung = 0;

  const std::string& name() const { return ladder.name(); }
  const std::string& rung_name() const { return ladder.after->rungs[rung]; }
  double before() const { return ladder.before->occupancy[ladder.today][rung]; }
  double after() const { return ladder.after->occupancy[ladder.today][rung]; }
};

struct UpdatedLaddersTable {
  static constexpr auto name = "update_ladders";
  static constexpr std::tuple columns{updated_scenario,
                                      updated_day,
                                      Field{"ladder", &UpdatedRung::name},
                                      Field{"level", &UpdatedRung::rung},
                                      Field{"rung", &UpdatedRung::rung_name},
                                      Field{"before", &UpdatedRung::before},
                                      Field{"after", &UpdatedRung::after}};

  static void rows(const Update& update, auto add) {
    for (const UpdatedLadder& ladder : updated<&Result::ladders>(update))
      for (std::size_t rung = 0; rung < ladder.after->rungs.size(); ++rung)
        add(UpdatedRung{ladder, rung}, update);
  }
};

using UpdateTables =
    std::tuple<UpdatedOutcomesTable, UpdatedParametersTable, UpdatedDriversTable, UpdatedLaddersTable>;

} // namespace casus::report
