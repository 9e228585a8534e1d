#include "source/problems.hpp"

#include "formula/escaped.hpp"
#include "source/places.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace casus {

namespace {

/// Blanks that are as wide as the line is before the column. Tabs stay tabs, so that the caret stands right.
std::string padding(std::string_view line, int column) {
  std::string result;
  for (const char c : line.substr(0, source::bytes_of(line, static_cast<std::size_t>(column - 1))))
    if (c == '\t' || source::character_count({&c, 1}) == 1) result += c == '\t' ? '\t' : ' ';
  return result;
}

std::string joined(const std::vector<Problem>& problems) {
  std::vector<std::string> texts;
  for (const Problem& problem : problems) texts.push_back(to_string(problem));
  return fmt::format("{}", fmt::join(texts, "\n"));
}

} // namespace

std::string source::to_string(const Place& place) {
  return place.line > 0 ? fmt::format("{}:{}:{}", place.file, place.line, place.column) : place.file;
}

std::string to_string(const Problem& problem) {
  const Place& place = problem.place;
  const std::string where = source::to_string(place);
  std::string result =
      fmt::format("{}{}{}: {}", where, where.empty() ? "" : ": ",
                  problem.severity == Severity::error ? "error" : "warning", problem.message);
  if (problem.source_line.empty() || place.column < 1) return result;
  return fmt::format("{}\n  {}\n  {}^", result, problem.source_line,
                     padding(problem.source_line, place.column));
}

ScenarioError::ScenarioError(std::vector<Problem> problems)
    : std::runtime_error(joined(problems)), problems_(std::move(problems)) {}

} // namespace casus

namespace casus::source {

namespace {

/// A line longer than this is not shown: a hundred problems in one line of a megabyte would be a hundred
/// megabytes.
constexpr std::size_t longest_line_shown = 400;

bool same(const Problem& a, const Problem& b) {
  return std::tie(a.place.file, a.place.line, a.place.column, a.message) ==
         std::tie(b.place.file, b.place.line, b.place.column, b.message);
}

void shorten(std::vector<Problem>& problems, bool reading_ended) {
  if (problems.size() <= most_problems_shown) return;
  const auto hidden = problems.begin() + most_problems_shown;
  const bool any_error = std::any_of(
      hidden, problems.end(), [](const Problem& problem) { return problem.severity == Severity::error; });
  const std::string count = std::to_string(problems.end() - hidden);
  Problem last;
  last.severity = any_error ? Severity::error : Severity::warning;
  last.place.file = problems.front().place.file;
  last.message = (reading_ended ? "at least " : "") + count + " more problems are not shown";
  problems.erase(hidden, problems.end());
  problems.push_back(std::move(last));
}

} // namespace

void Problems::add_source(const SourceText& source, const std::string& before) {
  const auto at = std::find_if(sources_.begin(), sources_.end(),
                               [&](const SourceText* each) { return each->file() == before; });
  sources_.insert(at, &source);
}

void Problems::error(const Place& place, std::string message) {
  ++errors_;
  add(Severity::error, place, std::move(message));
  if (errors_ >= most_problems_found) throw ScenarioError(in_order());
}

void Problems::warning(const Place& place, std::string message) {
  if (problems_.size() < most_problems_found) add(Severity::warning, place, std::move(message));
}

void Problems::add(Severity severity, const Place& place, std::string message) {
  // A name in quotes may hold anything.
  problems_.push_back({severity, place, formula::escaped(message), line_shown(place)});
}

void Problems::require_none() const {
  if (any_errors()) throw ScenarioError(in_order());
}

std::vector<Problem> Problems::in_order() const {
  std::vector<Problem> result = problems_;
  std::stable_sort(result.begin(), result.end(),
                   [this](const Problem& a, const Problem& b) { return precedes(a.place, b.place); });
  result.erase(std::unique(result.begin(), result.end(), same), result.end());
  shorten(result, problems_.size() >= most_problems_found);
  return result;
}

bool Problems::precedes(const Place& a, const Place& b) const {
  return std::tuple(rank(a), a.line, a.column) < std::tuple(rank(b), b.line, b.column);
}

std::string_view Problems::line_at(const Place& place) const {
  const std::size_t source = rank(place);
  return source < sources_.size() ? sources_[source]->line_at(place) : std::string_view{};
}

std::string Problems::line_shown(const Place& place) const {
  const std::string_view line = line_at(place);
  return line.size() > longest_line_shown ? "" : std::string(line);
}

std::size_t Problems::rank(const Place& place) const {
  const auto found = std::find_if(sources_.begin(), sources_.end(),
                                  [&](const SourceText* source) { return source->file() == place.file; });
  return static_cast<std::size_t>(found - sources_.begin());
}

} // namespace casus::source
