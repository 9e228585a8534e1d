#pragma once

#include "analysis/candidates.hpp"
#include "casus/expression.hpp"

#include <vector>

namespace casus::analysis {

/// What a condition names: the rungs that it wants reached, and the triggers whose history it reads.
class Named {
public:
  explicit Named(const Expression& condition) { visit(condition); }

  bool has(const Candidate& candidate) const;

private:
  void visit(const Expression& node);
  void visit_comparison(const Expression& higher, const Expression& lower);

  std::vector<Candidate> named_;
};

} // namespace casus::analysis
