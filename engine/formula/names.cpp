#include "formula/names.hpp"

#include "formula/calendar.hpp"
#include "formula/complaint.hpp"
#include "formula/fold.hpp"
#include "formula/functions.hpp"

#include <algorithm>
#include <array>

namespace casus::formula {

namespace {

Operation leaf_of(Kind kind) {
  switch (kind) {
  case Kind::parameter:
    return Operation::parameter;
  case Kind::driver:
    return Operation::driver;
  case Kind::ladder:
    return Operation::ladder;
  case Kind::mark:
    break;
  }
  return Operation::mark;
}

/// YAML's and other languages' words for true and false.
bool is_answer(std::string_view word) {
  constexpr std::array<std::string_view, 10> answers = {"yes", "Yes",  "YES",  "no",    "No",
                                                        "NO",  "True", "TRUE", "False", "FALSE"};
  return std::find(answers.begin(), answers.end(), word) != answers.end();
}

std::string trigger_advice(const std::string& name) {
  return "'" + name + "' is a trigger, which has no value: use count(" + name + ") or since(" + name + ")";
}

} // namespace

Expression Names::value(const Syntax& name) const {
  if (name.text == "true" || name.text == "false")
    return constant(name, name.text == "true" ? 1 : 0, Type::condition);
  if (name.text == "now") return now(name);
  if (name.text == "time" || name.text == "date") {
    require_state(name, "the time");
    return {.operation = Operation::time,
            .type = name.text == "date" ? Type::date : Type::number,
            .arguments = {}};
  }
  if (const auto symbol = vocabulary_.find(name.text)) return leaf(name, *symbol);
  if (const auto rung = vocabulary_.any_rung(name.text)) return constant(name, *rung);
  fail_unknown(name);
}

Expression Names::now(const Syntax& name) const {
  if (vocabulary_.now) return constant(name, *vocabulary_.now, Type::date);
  throw FormulaError(name.offset, "'now' cannot be used here (it is the end of what has been observed, and "
                                  "nothing has): give the scenario an 'observed' section with 'until', or "
                                  "write a date");
}

Expression Names::leaf(const Syntax& name, Symbol symbol) const {
  require_readable(name, symbol.kind);
  const bool is_category = symbol.kind == Kind::mark && vocabulary_.is_categorical(symbol.index);
  return {.operation = leaf_of(symbol.kind),
          .type = is_category ? Type::category : Type::number,
          .symbol = symbol.index,
          .arguments = {}};
}

std::optional<Symbol> Names::scale(const Syntax& syntax) const {
  if (syntax.form != Form::name) return std::nullopt;
  const auto symbol = vocabulary_.find(syntax.text);
  if (!symbol) return std::nullopt;
  const bool is_scale = symbol->kind == Kind::ladder ||
                        (symbol->kind == Kind::mark && vocabulary_.is_categorical(symbol->index));
  return is_scale ? symbol : std::nullopt;
}

Expression Names::rung_or_value(const Syntax& name, const Syntax& ladder) const {
  const int index = vocabulary_.find(ladder.text)->index;
  if (const auto rung = vocabulary_.rung(index, name.text)) return constant(name, *rung);
  const bool is_rung_elsewhere = !vocabulary_.find(name.text) && vocabulary_.any_rung(name.text);
  const bool is_unknown =
      !vocabulary_.find(name.text) && !vocabulary_.trigger(name.text) && !is_reserved(name.text);
  if (!is_rung_elsewhere && !is_unknown) return value(name);
  throw FormulaError(name.offset, in_quotes(name.text) + " is no rung of ladder " + in_quotes(ladder.text) +
                                      did_you_mean(vocabulary_.nearest_rung(index, name.text)) +
                                      ": its rungs are " + in_quotes(vocabulary_.rungs(index)));
}

Expression Names::category(const Syntax& syntax, const Syntax& mark) const {
  const int index = vocabulary_.find(mark.text)->index;
  const std::string choice = in_quotes(vocabulary_.categories(index));
  if (syntax.form != Form::name)
    throw FormulaError(syntax.offset, in_quotes(mark.text) +
                                          " is a category and compares only with one of its own, not with " +
                                          in_quotes(syntax.text) + ": use one of " + choice);
  if (const auto category = vocabulary_.category(index, syntax.text))
    return constant(syntax, *category, Type::category);
  throw FormulaError(syntax.offset, in_quotes(syntax.text) + " is no category of mark " +
                                        in_quotes(mark.text) +
                                        did_you_mean(vocabulary_.nearest_category(index, syntax.text)) +
                                        ": its categories are " + choice);
}

int Names::trigger(const Syntax& syntax) const {
  if (syntax.form != Form::name)
    throw FormulaError(syntax.offset,
                       in_quotes(syntax.text) + " is not the name of a trigger, which is needed here");
  if (const auto trigger = vocabulary_.trigger(syntax.text)) return *trigger;
  throw FormulaError(syntax.offset, unknown("trigger", syntax.text, vocabulary_.triggers()));
}

void Names::require_state(const Syntax& at, std::string_view what) const {
  if (reads_ == Reads::state || reads_ == Reads::state_and_marks) return;
  throw FormulaError(at.offset, in_quotes(at.text) + " cannot be used here (it is " + std::string(what) +
                                    ", and this number must be the same all through a trajectory): "
                                    "use numbers and parameters only");
}

void Names::require_readable(const Syntax& name, Kind kind) const {
  if (kind == Kind::driver) require_state(name, "a driver");
  if (kind == Kind::ladder) require_state(name, "a ladder");
  if (kind != Kind::mark || reads_ == Reads::parameters_and_marks) return;
  require_state(name, "a mark");
  if (reads_ != Reads::state_and_marks)
    throw FormulaError(name.offset, in_quotes(name.text) +
                                        " cannot be used here (it is a mark, and marks are known only "
                                        "in the effects of the trigger that draws them)");
}

std::string Names::help_with_name(std::string_view name) const {
  const bool is_number = reads_ == Reads::parameters;
  const auto known = is_number ? vocabulary_.parameters() : vocabulary_.names();
  return known.empty() ? "" : help_with(name, is_number ? "parameters" : "names", known);
}

void Names::fail_unknown(const Syntax& name) const {
  if (vocabulary_.trigger(name.text)) throw FormulaError(name.offset, trigger_advice(std::string(name.text)));
  if (find_function(name.text))
    throw FormulaError(name.offset,
                       in_quotes(name.text) + " is a function: give it arguments in parentheses");
  if (const auto mark = vocabulary_.mark_with_category(name.text))
    throw FormulaError(name.offset, in_quotes(name.text) + " is a category of mark " + in_quotes(*mark) +
                                        " and compares only with it, by ==, != or in");
  if (days_in(name.text))
    throw FormulaError(name.offset,
                       "unknown name " + in_quotes(name.text) +
                           " (a unit of time stands only after a number or after 'per'): a rate is written " +
                           in_quotes("2 per " + std::string(name.text)));
  if (is_answer(name.text))
    throw FormulaError(name.offset, "unknown name " + in_quotes(name.text) +
                                        ": a condition holds by itself, and its opposite is 'not' and the "
                                        "condition (the constants are 'true' and 'false')");
  throw FormulaError(name.offset, "unknown name " + in_quotes(name.text) + help_with_name(name.text));
}

} // namespace casus::formula
