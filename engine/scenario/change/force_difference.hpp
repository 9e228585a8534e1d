#pragma once

#include "scenario/tree/node.hpp"

#include "casus/scenario.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace casus::scenario {

/// One firing that one of two scenarios forces, or both.
struct ForceItem {
  NodePtr entry;     ///< of `force`, with one date
  std::string label; ///< "force strike on 2023-09-01"
  bool in_first = false;
  bool in_second = false;
};

/// The firings of both in an order that each of the two keeps. The scenarios are those of the trees.
std::vector<ForceItem> forced_in_either(const Node& first, const Scenario& first_scenario, const Node& second,
                                        const Scenario& second_scenario);

} // namespace casus::scenario
