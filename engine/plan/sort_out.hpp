#pragma once

#include <algorithm>
#include <vector>

namespace casus::plan {

/// Puts ids in ascending order, each once.
template <typename Key>
void sort_out(std::vector<Key>& ids) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

} // namespace casus::plan
