#pragma once

#include "formula/read_formula.hpp"
#include "formula/syntax.hpp"

namespace casus::formula {

/// What the names of a formula stand for, as far as the place where it stands may read it. Throws
/// FormulaError.
class Names {
public:
  Names(const Vocabulary& vocabulary, Reads reads) : vocabulary_(vocabulary), reads_(reads) {}

  /// Resolves a name that stands where a value does.
  Expression value(const Syntax& name) const;
  /// The ladder or the categorical mark that a piece of a formula is, if it is no more than its name.
  std::optional<Symbol> scale(const Syntax& syntax) const;
  /// Resolves a name that is compared with a ladder: as one of its rungs, or else as a value.
  Expression rung_or_value(const Syntax& name, const Syntax& ladder) const;
  /// Resolves what is compared with a categorical mark, which must be one of its categories.
  Expression category(const Syntax& syntax, const Syntax& mark) const;
  int trigger(const Syntax& syntax) const;
  /// Throws if the value of something (`what`) changes along a trajectory and the formula may not read that.
  void require_state(const Syntax& at, std::string_view what) const;

private:
  Expression now(const Syntax& name) const;
  Expression leaf(const Syntax& name, Symbol symbol) const;
  void require_readable(const Syntax& name, Kind kind) const;
  std::string help_with_name(std::string_view name) const;
  [[noreturn]] void fail_unknown(const Syntax& name) const;

  const Vocabulary& vocabulary_;
  Reads reads_;
};

} // namespace casus::formula
