#pragma once

#include "formula/functions.hpp"
#include "formula/names.hpp"
#include "formula/syntax.hpp"

namespace casus::formula {

/// Makes a checked expression of a syntax tree, or throws FormulaError at the first piece that has a wrong
/// type.
class Checker {
public:
  Checker(const Vocabulary& vocabulary, Reads reads)
      : vocabulary_(vocabulary), names_(vocabulary, reads), start_(vocabulary.start),
        conditions_count_(reads == Reads::parameters_and_marks) {}

  /// Checks a piece and keeps the type that it has.
  Expression check(const Syntax& syntax) const;
  Expression number(const Syntax& syntax) const;
  Expression condition(const Syntax& syntax) const;
  /// A rate is its number divided by the days of its period.
  Expression rate(const Syntax& syntax) const;

private:
  Expression power(const Syntax& syntax) const;
  Expression chain(const Syntax& syntax) const;
  Expression joined(const Syntax& syntax, Operation operation) const;

  Expression comparison(const Syntax& syntax) const;
  Expression membership(const Syntax& syntax) const;
  Expression compare(const Syntax& left, Operation operation, const Syntax& right, const Syntax& at) const;
  Expression compare_category(const Syntax& mark, Operation operation, const Syntax& category,
                              const Syntax& at) const;
  Expression opposite_ladder(const Syntax& syntax, const Syntax& ladder) const;

  Expression call(const Syntax& syntax) const;
  Expression history(const Syntax& syntax, const Function& function) const;
  Expression spell(const Syntax& syntax) const;

  const Vocabulary& vocabulary_;
  Names names_;
  std::chrono::sys_days start_;
  bool conditions_count_; ///< as 1 and 0, where a number is needed
};

} // namespace casus::formula
