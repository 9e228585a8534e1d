#pragma once

#include "report/data/run_fields.hpp"

#include "casus/bench.hpp"

#include <string>
#include <vector>

namespace casus::report {

/// Google Benchmark's JSON format (its docs/user_guide.md), as its tools/compare.py reads it. An iteration is
/// a trajectory, so that runs of different length compare. Beyond the format, "ratios" compares two subjects.
template <>
inline constexpr auto fields<Cache> =
    std::tuple{Field{"type", &Cache::type}, Field{"level", &Cache::level}, Field{"size", &Cache::bytes},
               Field{"num_sharing", &Cache::sharing}};

template <>
inline constexpr auto fields<Machine> = std::tuple{
    Field{"date", &Machine::date},
    Field{"host_name", &Machine::host},
    Field{"executable", &Machine::executable},
    Field{"num_cpus", &Machine::processors},
    Field{"mhz_per_cpu", &Machine::mhz},
    Field{"cpu_scaling_enabled", [](const Machine& machine) { return machine.is_scaling.value_or(false); },
          &Machine::is_scaling},
    Field{"caches", &Machine::caches},
    Field{"load_avg", &Machine::load},
    Field{"library_build_type", &Machine::build_type}};

/// A statistic of what each repetition measures anew.
struct Statistic {
  const char* name;
  const char* unit;
  double (*of)(const Summary& summary);
};

/// One repetition of a series, or a statistic of all.
struct BenchEntry {
  std::string run_name{};
  int family = 0; ///< place of the subject
  int place = 0;  ///< of the series among the subject's
  const BenchSeries* series = nullptr;
  std::size_t index = 0; ///< of the repetition
  const Repetition* repetition = nullptr;
  const Statistic* statistic = nullptr; ///< where it is no repetition

  std::string name() const { return statistic ? run_name + "_" + statistic->name : run_name; }
  const char* run_type() const { return statistic ? "aggregate" : "iteration"; }
  std::uint64_t iterations() const {
    return statistic ? series->repetitions.size() : repetition->trajectories;
  }
  double measured(double (Repetition::*quantity)() const) const {
    return statistic ? statistic->of(summary(*series, quantity)) : (repetition->*quantity)();
  }
};

std::vector<BenchEntry> entries_of(const Bench& bench);

template <auto quantity>
inline constexpr auto measured = [](const BenchEntry& entry) { return entry.measured(quantity); };
template <auto phase>
inline constexpr auto phase_a_step =
    [](const Repetition& profiled) { return profiled.phase_ns_a_step(profiled.phases.value().*phase); };
inline constexpr auto profiled_of = [](const BenchEntry& entry) {
  return entry.repetition && entry.series->profiled.phases ? &entry.series->profiled : nullptr;
};

template <>
inline constexpr auto fields<BenchEntry> =
    std::tuple{Field{"name", &BenchEntry::name},
               Field{"family_index", &BenchEntry::family},
               Field{"per_family_instance_index", &BenchEntry::place},
               Field{"run_name", &BenchEntry::run_name},
               Field{"run_type", &BenchEntry::run_type},
               Field{"repetitions", [](const BenchEntry& entry) { return entry.series->repetitions.size(); }},
               Field{"threads", Through{&BenchEntry::series, &BenchSeries::threads}},
               OnlyIf{&BenchEntry::repetition, Field{"repetition_index", &BenchEntry::index}},
               Inline{&BenchEntry::statistic, Field{"aggregate_name", &Statistic::name},
                      Field{"aggregate_unit", &Statistic::unit}},
               Field{"iterations", &BenchEntry::iterations},
               Field{"real_time", measured<&Repetition::ns_a_trajectory>},
               Field{"cpu_time", measured<&Repetition::cpu_ns_a_trajectory>},
               Field{"time_unit", [](const BenchEntry&) { return "ns"; }},
               Field{"items_per_second", measured<&Repetition::trajectories_a_second>},
               Field{"steps_per_second", measured<&Repetition::steps_a_second>},
               Field{"events_per_second", measured<&Repetition::events_a_second>},
               Field{"ns_per_step", measured<&Repetition::ns_a_step>},
               Inline{&BenchEntry::repetition, Field{"setup_seconds", &Repetition::setup_seconds},
                      Field{"worlds", &Repetition::worlds}, Field{"peak_bytes", &Repetition::peak_bytes}},
               Inline{profiled_of, Field{"drivers_ns_per_step", phase_a_step<&PhaseSeconds::drivers>},
                      Field{"intensities_ns_per_step", phase_a_step<&PhaseSeconds::intensities>},
                      Field{"events_ns_per_step", phase_a_step<&PhaseSeconds::events>},
                      Field{"tallies_ns_per_step", phase_a_step<&PhaseSeconds::tallies>},
                      Field{"other_ns_per_step", phase_a_step<&PhaseSeconds::other>}}};

template <>
inline constexpr auto fields<TimeRatio> =
    std::tuple{Field{"first", [](const TimeRatio&, const Bench& whole) { return whole.subjects[0].name; }},
               Field{"second", [](const TimeRatio&, const Bench& whole) { return whole.subjects[1].name; }},
               Field{"threads", &TimeRatio::threads},
               Field{"pairs", &TimeRatio::pairs},
               Field{"median", &TimeRatio::median},
               Field{"min", &TimeRatio::low},
               Field{"max", &TimeRatio::high},
               Field{"ci95", &TimeRatio::ci95},
               Field{"ci95_method", [](const TimeRatio& ratio) {
                       return ratio.is_by_ranks() ? "median, by ranks"
                                                  : "geometric mean, by Student's t on the logarithms";
                     }}};

/// What an answer of a subject costs.
struct AnswerEntry {
  const BenchSubject* subject = nullptr;
  const AnswerCost* cost = nullptr;
};

std::vector<AnswerEntry> answers_of(const Bench& bench);

template <>
inline constexpr auto fields<AnswerCost> = std::tuple{
    Field{"outcome", &AnswerCost::outcome}, Field{"se", &AnswerCost::se},
    Field{"cpu_seconds", &AnswerCost::cpu_seconds}, Field{"variance_seconds", &AnswerCost::variance_seconds},
    OnlyIf{&AnswerCost::is_event, Field{"seconds_to_half_a_point", &AnswerCost::seconds_to_half_a_point}}};

template <>
inline constexpr auto fields<AnswerEntry> = std::tuple{
    Field{"name", Through{&AnswerEntry::subject, &BenchSubject::name}}, Inline{&AnswerEntry::cost}};

template <>
inline constexpr auto fields<AnswerRatio> =
    std::tuple{Field{"outcome", &AnswerRatio::outcome}, Field{"ratio", &AnswerRatio::ratio}};

template <>
inline constexpr auto fields<Bench> =
    std::tuple{Field{"context", Group{Inline{&Bench::machine}, made_by, Field{"scenario", &Bench::scenario},
                                      Field{"seed", &Bench::seed},
                                      OnlyIf{&Bench::stopped, Field{"stopped", &Bench::stopped}}}},
               Field{"benchmarks", entries_of, &Bench::subjects}, Field{"answers", answers_of},
               OnlyIf{[](const Bench& bench) { return bench.subjects.size() == 2; },
                      Field{"ratios", &Bench::ratios}, Field{"answer_ratios", &Bench::answer_ratios}},
               Untold{&Bench::title}};

} // namespace casus::report
