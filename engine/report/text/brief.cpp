#include "report/text/brief.hpp"

#include "report/text/sheet.hpp"
#include "report/words/answer.hpp"
#include "report/words/quantity.hpp"

#include <fmt/format.h>

namespace casus::report {
namespace {

std::string figure_of(const Answer& answer) {
  if (answer.figure.empty()) return answer.doubt;
  return fmt::format("{} ({})", answer.figure, answer.interval);
}

} // namespace

std::string in_brief(const Result& result, const TextStyle& style) {
  Sheet sheet(style);
  sheet.line(fmt::format("{} so far", counted(result.trajectories, "trajectory")));
  for (const OutcomeResult& outcome : result.outcomes)
    sheet.line(fmt::format("  {}: {}", outcome.name, figure_of(answer_of(outcome))));
  return sheet.text();
}

} // namespace casus::report
