#pragma once

#include "plan/plan.hpp"

#include <optional>
#include <vector>

namespace casus::tally {

/// A gate is open in one stretch of time while the ladder of which an outcome asks stands on one rung, and
/// its `given` holds or does not, until the outcome is met. How much an event would change the answer differs
/// most by these.
struct OutcomeGates {
  std::optional<LadderId> ladder{};     ///< none where the outcome asks of none
  std::size_t rungs = 1;                ///< of that ladder
  std::vector<std::size_t> stretches{}; ///< the grid points at which they end

  bool is_conditional = false; ///< the outcome has a `given` or an `after`

  std::size_t count() const { return stretches.size() * rungs * (is_conditional ? 2 : 1); }
  std::size_t gate(std::size_t stretch, std::size_t rung, bool is_given) const {
    return ((is_conditional && is_given ? 1 : 0) * stretches.size() + stretch) * rungs + rung;
  }
};

/// The gates of each outcome, each with so many stretches of about equal length.
IdVector<OutcomeId, OutcomeGates> gates_of(const plan::Plan& plan, std::size_t stretches);

} // namespace casus::tally
