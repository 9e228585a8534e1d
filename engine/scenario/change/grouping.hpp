#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace casus::scenario {

/// Finds which of some things, numbered from 0, go only together. `works` tells whether all is well with
/// those whose flag is set; it is with none and with all. It is asked at most `most_tries` times; where that
/// is not enough to try each thing alone, all are one group. Every group then works alone and every one can
/// be left out; pairs, and all sets of groups, are tried too where they are few enough.
std::vector<std::vector<std::size_t>> grouped(std::size_t count,
                                              const std::function<bool(const std::vector<bool>&)>& works,
                                              std::size_t most_tries);

} // namespace casus::scenario
