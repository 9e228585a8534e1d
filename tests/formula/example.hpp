#pragma once

// A small vocabulary for the tests of formulas, and a slow evaluation of expressions to compare with.

#include "formula/read_formula.hpp"

#include <map>
#include <string>

namespace casus::formula {

inline Vocabulary example_vocabulary() {
  Vocabulary vocabulary;
  vocabulary.start = std::chrono::sys_days{std::chrono::year{2023} / 4 / 15};
  vocabulary.add_driver("alarm");
  vocabulary.add_driver("unity");
  vocabulary.add_parameter("red_line");
  vocabulary.add_trigger("strike");
  vocabulary.add_trigger("election");
  vocabulary.add_ladder("support", {"cover", "dual_use", "lethal"});
  vocabulary.add_ladder("sanctions", {"none_yet", "sectoral"});
  vocabulary.add_mark("weapon", {"domestic", "nato"});
  vocabulary.add_mark("target", {"border", "strategic", "nato"});
  vocabulary.add_mark("severity", {});
  return vocabulary;
}

inline Expression read(std::string_view text, Wanted wanted = Wanted::either,
                       Reads reads = Reads::state_and_marks) {
  return read_formula(text, example_vocabulary(), wanted, reads);
}

/// The value of the constant that a formula comes to.
inline double value_of(std::string_view text, Wanted wanted = Wanted::either) {
  const Expression expression = read(text, wanted);
  return expression.operation == Operation::constant ? expression.value
                                                     : throw std::logic_error("not constant");
}

/// "offset: message" of the error that a formula makes, or nothing.
inline std::string error_of(std::string_view text, Wanted wanted = Wanted::either,
                            Reads reads = Reads::state_and_marks) {
  try {
    read(text, wanted, reads);
  } catch (const FormulaError& error) {
    return std::to_string(error.offset()) + ": " + error.what();
  }
  return "";
}

/// An expression written out in full: (alarm+(2*x)).
std::string written(const Expression& expression);

} // namespace casus::formula
