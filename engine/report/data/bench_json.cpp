#include "report/data/bench_json.hpp"

#include "casus/version.hpp"
#include "report/data/layout.hpp"

#include <fmt/format.h>

namespace casus::report {
namespace {

using nlohmann::ordered_json;

ordered_json context(const Bench& bench) {
  const Machine& machine = bench.machine;
  ordered_json caches = ordered_json::array();
  for (const Cache& cache : machine.caches)
    caches.push_back({{"type", cache.type},
                      {"level", cache.level},
                      {"size", cache.bytes},
                      {"num_sharing", cache.sharing}});
  ordered_json object = {{"date", machine.date},
                         {"host_name", machine.host},
                         {"executable", machine.executable},
                         {"num_cpus", machine.processors},
                         {"mhz_per_cpu", machine.mhz},
                         {"cpu_scaling_enabled", machine.is_scaling.value_or(false)},
                         {"caches", caches},
                         {"load_avg", machine.load},
                         {"library_build_type", machine.build_type},
                         {"casus", version},
                         {"scenario", bench.scenario},
                         {"seed", bench.seed}};
  if (bench.stopped) object["stopped"] = true;
  return object;
}

/// What the entries of a series have in common; `place` is the subject's and the series' among the others.
ordered_json entry(const std::string& name, const std::string& suffix, std::pair<int, int> place,
                   const char* run_type, const BenchSeries& series) {
  return {
      {"name", name + suffix},    {"family_index", place.first}, {"per_family_instance_index", place.second},
      {"run_name", name},         {"run_type", run_type},        {"repetitions", series.repetitions.size()},
      {"threads", series.threads}};
}

void put_phases(ordered_json& object, const Repetition& profiled) {
  if (!profiled.phases) return;
  const PhaseSeconds& phases = *profiled.phases;
  object["drivers_ns_per_step"] = profiled.phase_ns_a_step(phases.drivers);
  object["intensities_ns_per_step"] = profiled.phase_ns_a_step(phases.intensities);
  object["events_ns_per_step"] = profiled.phase_ns_a_step(phases.events);
  object["tallies_ns_per_step"] = profiled.phase_ns_a_step(phases.tallies);
  object["other_ns_per_step"] = profiled.phase_ns_a_step(phases.other);
}

void put_repetition(ordered_json& object, const Repetition& repetition) {
  object["iterations"] = repetition.trajectories;
  object["real_time"] = repetition.ns_a_trajectory();
  object["cpu_time"] = repetition.cpu_ns_a_trajectory();
  object["time_unit"] = "ns";
  object["items_per_second"] = repetition.trajectories_a_second();
  object["steps_per_second"] = repetition.steps_a_second();
  object["events_per_second"] = repetition.events_a_second();
  object["ns_per_step"] = repetition.ns_a_step();
  object["setup_seconds"] = repetition.setup_seconds;
  object["worlds"] = repetition.worlds;
  object["peak_bytes"] = repetition.peak_bytes;
}

/// One statistic of all that is measured anew in each repetition.
template <class Statistic>
void put_aggregate(ordered_json& object, const BenchSeries& series, const Statistic& statistic) {
  object["iterations"] = series.repetitions.size();
  object["real_time"] = statistic(summary(series, &Repetition::ns_a_trajectory));
  object["cpu_time"] = statistic(summary(series, &Repetition::cpu_ns_a_trajectory));
  object["time_unit"] = "ns";
  object["items_per_second"] = statistic(summary(series, &Repetition::trajectories_a_second));
  object["steps_per_second"] = statistic(summary(series, &Repetition::steps_a_second));
  object["events_per_second"] = statistic(summary(series, &Repetition::events_a_second));
  object["ns_per_step"] = statistic(summary(series, &Repetition::ns_a_step));
}

class Entries {
public:
  explicit Entries(const Bench& bench) {
    for (const BenchSubject& subject : bench.subjects) {
      place_.second = 0;
      for (const BenchSeries& series : subject.series) {
        const std::string name = fmt::format("{}/threads:{}", subject.name, series.threads);
        add_repetitions(name, series);
        if (series.repetitions.size() > 1) add_aggregates(name, series);
        ++place_.second;
      }
      ++place_.first;
    }
  }

  const ordered_json& list() const { return list_; }

private:
  void add_repetitions(const std::string& name, const BenchSeries& series) {
    for (std::size_t i = 0; i < series.repetitions.size(); ++i) {
      list_.push_back(entry(name, "", place_, "iteration", series));
      list_.back()["repetition_index"] = i;
      put_repetition(list_.back(), series.repetitions[i]);
      put_phases(list_.back(), series.profiled);
    }
  }

  void add_aggregates(const std::string& name, const BenchSeries& series) {
    add_aggregate(name, series, "mean", "time", [](const Summary& summary) { return summary.mean; });
    add_aggregate(name, series, "median", "time", [](const Summary& summary) { return summary.median; });
    add_aggregate(name, series, "stddev", "time", [](const Summary& summary) { return summary.sd; });
    add_aggregate(name, series, "cv", "percentage", [](const Summary& summary) { return summary.cv(); });
  }

  template <class Statistic>
  void add_aggregate(const std::string& name, const BenchSeries& series, const char* aggregate,
                     const char* unit, const Statistic& statistic) {
    list_.push_back(entry(name, fmt::format("_{}", aggregate), place_, "aggregate", series));
    list_.back()["aggregate_name"] = aggregate;
    list_.back()["aggregate_unit"] = unit;
    put_aggregate(list_.back(), series, statistic);
  }

  ordered_json list_ = ordered_json::array();
  std::pair<int, int> place_{0, 0};
};

ordered_json ratios(const Bench& bench) {
  ordered_json list = ordered_json::array();
  for (const TimeRatio& ratio : bench.ratios)
    list.push_back(
        {{"first", bench.subjects[0].name},
         {"second", bench.subjects[1].name},
         {"threads", ratio.threads},
         {"pairs", ratio.pairs},
         {"median", ratio.median},
         {"min", ratio.low},
         {"max", ratio.high},
         {"ci95", ratio.ci95 ? ordered_json{ratio.ci95->low, ratio.ci95->high} : ordered_json()},
         {"ci95_method",
          ratio.is_by_ranks() ? "median, by ranks" : "geometric mean, by Student's t on the logarithms"}});
  return list;
}

} // namespace

std::string to_json(const Bench& bench) {
  ordered_json document = {{"context", context(bench)}, {"benchmarks", Entries(bench).list()}};
  if (bench.subjects.size() == 2) document["ratios"] = ratios(bench);
  return laid_out(document);
}

} // namespace casus::report
