#pragma once

#include "casus/scenario.hpp"
#include "formula/name_list.hpp"
#include "formula/vocabulary.hpp"
#include "scenario/tree/later_nodes.hpp"
#include "source/problems.hpp"

#include <cstddef>
#include <unordered_map>

namespace casus::scenario {

using source::Problems;

/// The values that a number may have.
struct Range {
  double low;
  double high;
  bool attained; ///< the ends themselves occur
};

/// What the readers of a scenario's parts share: the scenario as far as it has been read, and what is known
/// of its names from the beginning, since parts may name those that come later.
struct Reading {
  Problems& problems;
  Scenario& scenario;
  LaterNodes& later;
  formula::Vocabulary vocabulary{};
  formula::NameList parameters{}; ///< those that have names of their own
  formula::NameList drivers{};
  formula::NameList ladders{};
  bool knows_start = false; ///< a wrong start must not make all dates wrong
  bool knows_horizon = false;
  std::unordered_map<int, Range> ranges{}; ///< of parameters, as they are asked for
  std::size_t folded_text = 0;             ///< bytes of weights copied from rung to rung
};

} // namespace casus::scenario
