// The edit distance is that of Damerau and Levenshtein in its restricted form (optimal string alignment): a
// table of the distances between all beginnings of the two words, of which three rows are kept. Damerau, F.
// J., "A technique for computer detection and correction of spelling errors", Communications of the ACM 7
// (1964).

#include "formula/vocabulary.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace casus::formula {

namespace {

/// Names longer than this are not compared: nobody mistypes them, and the work grows with the square of the
/// length.
constexpr std::size_t longest_compared = 100;

std::size_t length_difference(std::string_view a, std::string_view b) {
  return std::max(a.size(), b.size()) - std::min(a.size(), b.size());
}

} // namespace

std::size_t edit_distance(std::string_view from, std::string_view to) {
  std::vector<std::size_t> before_last, last, row(to.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= from.size(); ++i) {
    before_last = std::exchange(last, row);
    row[0] = i;
    for (std::size_t j = 1; j <= to.size(); ++j) {
      const std::size_t substituted = last[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, substituted});
      const bool swapped = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
  }
  return row.back();
}

std::optional<std::string> nearest_name(std::string_view name, const std::vector<std::string>& candidates) {
  if (name.size() > longest_compared) return std::nullopt;
  std::size_t limit = std::max<std::size_t>(1, name.size() / 3);
  std::optional<std::string> nearest;
  for (const std::string& candidate : candidates) {
    if (candidate.size() > longest_compared || length_difference(name, candidate) > limit) continue;
    const std::size_t distance = edit_distance(name, candidate);
    const bool shares_a_letter = distance < std::max(name.size(), candidate.size());
    if (distance > limit || !shares_a_letter) continue;
    nearest = candidate;
    if (distance == 0) break;
    limit = distance - 1; // from here on only a nearer one will do
  }
  return nearest;
}

} // namespace casus::formula
