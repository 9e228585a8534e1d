#include "report/text/step_check_text.hpp"

#include "report/text/printable.hpp"
#include "report/text/sections.hpp"
#include "report/words/quantity.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace casus::report {
namespace {

constexpr int cell_width = 18;

std::string length_of(double days) {
  const double length = days < 1 ? days * 24 : days;
  return fmt::format("{} {}{}", number(length), days < 1 ? "hour" : "day", length == 1 ? "" : "s");
}

std::string answer(const StepEffect& effect) {
  if (!effect.answer) return "—";
  return effect.is_event ? percent(*effect.answer, effect.answer_se)
                         : estimate(*effect.answer, effect.answer_se);
}

std::string difference(const StepEffect& effect) {
  if (!effect.difference) return "—";
  const double margin = (effect.ci95.high - effect.ci95.low) / 2;
  return effect.is_event
             ? fmt::format("{} ± {} points", points(*effect.difference, effect.se), percentage(margin, 2))
             : fmt::format("{} ± {}", signed_estimate(*effect.difference, effect.se), number(margin, 2));
}

void write_effects(Sheet& sheet, const StepCheck& check) {
  const int names = sheet.width() - 2 - cell_width - 24;
  sheet.line("  " + left("", names) + right("answer", cell_width) + right("with half the step", 24));
  for (const StepEffect& effect : check.effects)
    sheet.line((effect.moves ? "! " : "  ") + left(effect.outcome, names) +
               right(answer(effect), cell_width) + right(difference(effect), 24));
}

std::string verdict(const StepCheck& check) {
  const auto moved = static_cast<std::uint64_t>(
      std::count_if(check.effects.begin(), check.effects.end(), [](const StepEffect& e) { return e.moves; }));
  if (moved == 0)
    return fmt::format("No answer moves farther than its own error: a step of {} is short enough.",
                       length_of(check.step));
  return fmt::format("{} (marked !) by more than their own error: {}.",
                     moved == 1 ? "1 answer moves" : fmt::format("{} answers move", moved),
                     check.sufficient ? fmt::format("a step of {} would do", length_of(*check.sufficient))
                                      : "take a shorter step, and look again");
}

} // namespace

std::string to_text(const StepCheck& check, const TextStyle& style) {
  Sheet sheet(style);
  write_head(sheet, check.run);
  sheet.paragraph(
      fmt::format("beside itself with half the step, {} instead of {}, trajectory by trajectory with the "
                  "same random numbers, refined",
                  length_of(check.step / 2), length_of(check.step)));
  sheet.line("");
  write_effects(sheet, check);
  sheet.line("");
  sheet.paragraph(verdict(check));
  return sheet.text();
}

} // namespace casus::report
