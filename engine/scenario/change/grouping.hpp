#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace casus::scenario {

/// Of things numbered from 0, those that go only together. `works` tells whether it goes with those whose
/// flag is set, and does with none and with all. It is asked at most `most_tries` times; where that is not
/// enough to try each alone, all are one group. Every group then works alone and every one can be left out;
/// pairs, and all sets of groups, are tried too where they are few enough.
std::vector<std::vector<std::size_t>> grouped(std::size_t count,
                                              const std::function<bool(const std::vector<bool>&)>& works,
                                              std::size_t most_tries);

} // namespace casus::scenario
