#include "report/data/bench_fields.hpp"

#include <fmt/format.h>

#include <array>

namespace casus::report {
namespace {

constexpr std::array statistics{
    Statistic{"mean", "time", [](const Summary& summary) { return summary.mean; }},
    Statistic{"median", "time", [](const Summary& summary) { return summary.median; }},
    Statistic{"stddev", "time", [](const Summary& summary) { return summary.sd; }},
    Statistic{"cv", "percentage", [](const Summary& summary) { return summary.cv(); }}};

/// The repetitions of a series, and what is to be said of several; `entry` is what all have in common.
void add(std::vector<BenchEntry>& entries, BenchEntry entry) {
  const auto& repetitions = entry.series->repetitions;
  for (entry.index = 0; entry.index < repetitions.size(); ++entry.index) {
    entry.repetition = &repetitions[entry.index];
    entries.push_back(entry);
  }
  if (repetitions.size() < 2) return;
  entry.repetition = nullptr;
  for (const Statistic& statistic : statistics) {
    entry.statistic = &statistic;
    entries.push_back(entry);
  }
}

} // namespace

std::vector<BenchEntry> entries_of(const Bench& bench) {
  std::vector<BenchEntry> entries;
  int family = 0;
  for (const BenchSubject& subject : bench.subjects) {
    int place = 0;
    for (const BenchSeries& series : subject.series)
      add(entries, {.run_name = fmt::format("{}/threads:{}", subject.name, series.threads),
                    .family = family,
                    .place = place++,
                    .series = &series});
    ++family;
  }
  return entries;
}

std::vector<AnswerEntry> answers_of(const Bench& bench) {
  std::vector<AnswerEntry> entries;
  for (const BenchSubject& subject : bench.subjects)
    for (const AnswerCost& cost : subject.answers) entries.push_back({&subject, &cost});
  return entries;
}

} // namespace casus::report
