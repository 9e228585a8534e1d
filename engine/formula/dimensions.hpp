#pragma once

#include "formula/syntax.hpp"
#include "formula/vocabulary.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace casus::formula {

/// "a plain number", "a duration", "a rate", or another power of time.
std::string noun_of(const Dimension& dimension);

/// Finds by which power of time a formula is measured that has passed the checker. Throws FormulaError where
/// its pieces do not go together, such as a rate and a plain number in a sum.
class Dimensions {
public:
  explicit Dimensions(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  Dimension of(const Syntax& syntax) const;

private:
  Dimension of_name(const Syntax& name) const;
  Dimension of_call(const Syntax& call) const;
  Dimension of_product(const Syntax& product) const;
  Dimension of_power(const Syntax& power) const;
  Dimension of_sum(const Syntax& sum) const;
  Dimension of_rate(const Syntax& rate) const;
  /// What several pieces have in common. `what` is done to them: "added".
  Dimension joined(const std::vector<const Syntax*>& pieces, std::string_view what) const;
  void require_window(const Syntax& syntax) const;
  void require_plain(const Syntax& syntax, std::string_view whom) const;

  const Vocabulary& vocabulary_;
};

} // namespace casus::formula
