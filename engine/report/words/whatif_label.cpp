#include "report/words/whatif_label.hpp"

#include <algorithm>

namespace casus::report {

std::string label_of(const WhatIf& whatif, const Comparison& comparison) {
  const std::string& title = whatif.result.title;
  const auto is_of = [&](const WhatIf& each) { return each.result.title == title; };
  const bool is_its_own = title != comparison.baseline.title && // it inherits that where it has none
                          std::count_if(comparison.whatifs.begin(), comparison.whatifs.end(), is_of) == 1;
  return title.empty() || !is_its_own ? whatif.file : title;
}

} // namespace casus::report
