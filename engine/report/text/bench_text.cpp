#include "report/text/bench_text.hpp"

#include "analysis/summaries.hpp"
#include "report/text/printable.hpp"
#include "report/text/sheet.hpp"
#include "report/words/quantity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <iterator>

namespace casus::report {
namespace {

constexpr int indent = 2;

struct Cell {
  std::string text;
  int width;
};

std::string row(std::initializer_list<Cell> cells) {
  std::string text(indent, ' ');
  for (const Cell& cell : cells) text += right(cell.text, cell.width);
  return text;
}

/// 1234567 as `1,235,000`: a speed is not known better than that.
std::string rounded(double value) {
  const double unit = value < 1000 ? 1 : std::pow(10, std::floor(std::log10(value)) - 3);
  return grouped(static_cast<std::uint64_t>(std::round(value / unit) * unit));
}

std::string megabytes(std::uint64_t bytes) {
  return fmt::format("{} MB", rounded(static_cast<double>(bytes) / 1e6));
}

/// The spread of times; a single repetition has none.
std::string spread(const Summary& times) {
  if (times.low == times.high) return "–";
  return fmt::format("{:.1f}%", 100 * (times.high - times.low) / times.median);
}

void write_speed(Sheet& sheet, const BenchSubject& subject) {
  sheet.line(row({{"threads", 7},
                  {"trajectories/s", 16},
                  {"steps/s", 13},
                  {"events/s", 13},
                  {"spread", 8},
                  {"speed-up", 10},
                  {"memory", 10}}),
             Emphasis::faint);
  const auto speed = [](const BenchSeries& series) {
    return summary(series, &Repetition::trajectories_a_second).median;
  };
  for (const BenchSeries& series : subject.series)
    sheet.line(row({{std::to_string(series.threads), 7},
                    {rounded(speed(series)), 16},
                    {rounded(summary(series, &Repetition::steps_a_second).median), 13},
                    {rounded(summary(series, &Repetition::events_a_second).median), 13},
                    {spread(summary(series, &Repetition::ns_a_trajectory)), 8},
                    {fmt::format("×{:.2f}", speed(series) / speed(subject.series.front())), 10},
                    {megabytes(series.repetitions.back().peak_bytes), 10}}));
}

std::string nanoseconds(double value) { return fmt::format("{:.1f}", value); }

void write_phases(Sheet& sheet, const BenchSubject& subject) {
  sheet.line(row({{"threads", 7},
                  {"drivers", 9},
                  {"intensities", 13},
                  {"events", 9},
                  {"tallies", 9},
                  {"other", 8},
                  {"in all", 9},
                  {"unprofiled", 12}}),
             Emphasis::faint);
  for (const BenchSeries& series : subject.series) {
    const Repetition& profiled = series.profiled;
    const PhaseSeconds phases = profiled.phases.value_or(PhaseSeconds{});
    const auto ns = [&](double seconds) { return nanoseconds(profiled.phase_ns_a_step(seconds)); };
    sheet.line(row({{std::to_string(series.threads), 7},
                    {ns(phases.drivers), 9},
                    {ns(phases.intensities), 13},
                    {ns(phases.events), 9},
                    {ns(phases.tallies), 9},
                    {ns(phases.other), 8},
                    {nanoseconds(profiled.ns_a_step()), 9},
                    {nanoseconds(summary(series, &Repetition::ns_a_step).median), 12}}));
  }
}

/// `8,400 trajectories in 84 worlds`
std::string size(const BenchSeries& series) {
  const Repetition& repetition = series.repetitions.front();
  std::string text = counted(repetition.trajectories, "trajectory");
  if (repetition.worlds > 1) text += fmt::format(" in {}", counted(repetition.worlds, "world"));
  return text;
}

/// The trajectories of a repetition on the fewest and on the most threads, where these differ.
std::string sizes(const BenchSubject& subject) {
  const std::string first = size(subject.series.front());
  const std::string last = size(subject.series.back());
  return first == last ? first : fmt::format("from {} to {}", first, last);
}

void write_subject(Sheet& sheet, const BenchSubject& subject) {
  const Repetition& first = subject.series.front().repetitions.front();
  sheet.blank();
  sheet.line("Speed: medians of the repetitions, and max less min over the median", Emphasis::strong);
  write_speed(sheet, subject);
  sheet.paragraph(fmt::format("a repetition is {}, after a setup of {:.2g} s that is not in the speeds",
                              sizes(subject), first.setup_seconds),
                  indent, Emphasis::faint);
  sheet.blank();
  sheet.line("Nanoseconds a trajectory-step, of the threads' time", Emphasis::strong);
  write_phases(sheet, subject);
}

void write_ratios(Sheet& sheet, const Bench& bench) {
  if (bench.ratios.empty()) return;
  sheet.blank();
  sheet.line("Time of B over time of A, in pairs made in turn", Emphasis::strong);
  sheet.line(row({{"threads", 7}, {"pairs", 8}, {"median", 10}, {"min to max", 20}, {"95% interval", 20}}),
             Emphasis::faint);
  const auto range = [](double low, double high) { return fmt::format("{:.3f} to {:.3f}", low, high); };
  for (const TimeRatio& ratio : bench.ratios)
    sheet.line(row({{std::to_string(ratio.threads), 7},
                    {std::to_string(ratio.pairs), 8},
                    {fmt::format("{:.3f}", ratio.median), 10},
                    {range(ratio.low, ratio.high), 20},
                    {ratio.ci95 ? range(ratio.ci95->low, ratio.ci95->high) : "–", 20}}));
  sheet.paragraph(
      bench.ratios.front().is_by_ranks()
          ? "the interval is of the median, by its ranks among the ratios"
          : "the interval is of the geometric mean, by Student's t on the logarithms of the ratios; "
            "six pairs or more give one that a slow moment of the machine does not move",
      indent, Emphasis::faint);
}

/// `0.31`, `12`, `1,240`
std::string few_digits(double seconds) {
  return seconds < 10 ? fmt::format("{:.2g}", seconds) : rounded(seconds);
}

/// What shares cost, the dearest first, and the median.
void write_answers(Sheet& sheet, const BenchSubject& subject) {
  std::vector<AnswerCost> events;
  std::copy_if(subject.answers.begin(), subject.answers.end(), std::back_inserter(events),
               [](const AnswerCost& cost) { return cost.is_event; });
  if (events.empty()) return;
  std::vector<double> seconds;
  for (const AnswerCost& cost : events) seconds.push_back(cost.seconds_to_half_a_point());
  std::sort(events.begin(), events.end(),
            [](const AnswerCost& a, const AnswerCost& b) { return a.se > b.se; });
  sheet.blank();
  sheet.line("Seconds of processor until a share is known to ±0.5 points (95%)", Emphasis::strong);
  for (const AnswerCost& cost : events)
    sheet.line(std::string(indent, ' ') + left(cost.outcome, 40) +
               right(few_digits(cost.seconds_to_half_a_point()), 10));
  sheet.line(std::string(indent, ' ') + left("median", 40) +
                 right(few_digits(analysis::median_of(seconds)), 10),
             Emphasis::strong);
  sheet.paragraph(fmt::format("from the errors of a run of {:.2g} s, with control variates where it is long "
                              "enough for them",
                              events.front().cpu_seconds),
                  indent, Emphasis::faint);
}

void write_answer_ratios(Sheet& sheet, const Bench& bench) {
  if (bench.answer_ratios.empty()) return;
  sheet.blank();
  sheet.line("Cost of an answer, variance times processor time: B over A", Emphasis::strong);
  std::vector<double> ratios;
  for (const AnswerRatio& ratio : bench.answer_ratios) {
    ratios.push_back(ratio.ratio);
    sheet.line(std::string(indent, ' ') + left(ratio.outcome, 40) +
               right(fmt::format("{:.3f}", ratio.ratio), 10));
  }
  sheet.line(std::string(indent, ' ') + left("geometric mean", 40) +
                 right(fmt::format("{:.3f}", analysis::geometric_mean_of(ratios)), 10),
             Emphasis::strong);
}

std::string machine(const Machine& machine) {
  std::string text =
      fmt::format("{} · {} build", counted(static_cast<std::uint64_t>(machine.processors), "processor"),
                  machine.build_type);
  if (machine.mhz > 0) text += fmt::format(" · {:.0f} MHz", machine.mhz);
  if (machine.is_scaling.value_or(false)) text += " that follow the load";
  return text + fmt::format(" · load {:.2f} at the start", machine.load[0]);
}

} // namespace

std::string to_text(const Bench& bench, const TextStyle& style) {
  Sheet sheet(style);
  sheet.paragraph(bench.title.empty() ? bench.scenario : bench.title, 0, Emphasis::strong);
  sheet.paragraph(fmt::format("{} · bench · seed {}", bench.scenario, bench.seed));
  sheet.paragraph(machine(bench.machine));
  if (bench.stopped)
    sheet.paragraph("Stopped early: all below rests on the repetitions that were finished.", 0,
                    Emphasis::strong);
  const bool are_two = bench.subjects.size() > 1;
  for (std::size_t s = 0; s < bench.subjects.size(); ++s) {
    if (are_two) sheet.blank();
    if (are_two)
      sheet.paragraph(fmt::format("{}: {}", s == 0 ? "A" : "B", bench.subjects[s].what), 0, Emphasis::strong);
    if (!bench.subjects[s].series.empty()) write_subject(sheet, bench.subjects[s]);
    write_answers(sheet, bench.subjects[s]);
  }
  write_ratios(sheet, bench);
  write_answer_ratios(sheet, bench);
  return sheet.text();
}

} // namespace casus::report
