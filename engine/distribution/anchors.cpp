#include "distribution/anchors.hpp"

#include "distribution/require.hpp"

#include <algorithm>
#include <charconv>

namespace casus::distribution {

namespace {

/// The share that a quantile's name tells: 0.05 for `p05` and `p5`, 0.025 for `p2.5`.
std::optional<double> share_of(std::string_view name) {
  if (name == "min") return 0;
  if (name == "max") return 1;
  if (name == "median") return 0.5;
  if (!name.starts_with('p')) return std::nullopt;
  double percent = 0;
  const char* end = name.data() + name.size();
  const auto [stop, error] = std::from_chars(name.data() + 1, end, percent, std::chars_format::fixed);
  const bool is_share = error == std::errc{} && stop == end && percent > 0 && percent < 100;
  return is_share ? std::optional(percent / 100) : std::nullopt;
}

} // namespace

std::optional<Anchors> read_anchors(const std::vector<NamedValue>& arguments) {
  Anchors anchors;
  for (const auto& [name, value] : arguments) {
    const auto share = share_of(name);
    if (share)
      anchors.quantiles.push_back({*share, value});
    else if (name == "mode" && !anchors.mode)
      anchors.mode = value;
    else
      return std::nullopt;
  }
  std::stable_sort(anchors.quantiles.begin(), anchors.quantiles.end(),
                   [](const Quantile& a, const Quantile& b) { return a.p < b.p; });
  return anchors;
}

void require_increasing(const Anchors& anchors) {
  const auto disorder =
      std::adjacent_find(anchors.quantiles.begin(), anchors.quantiles.end(),
                         [](const Quantile& a, const Quantile& b) { return a.p >= b.p || a.x >= b.x; });
  if (disorder == anchors.quantiles.end()) return;
  const Quantile& low = disorder[0];
  const Quantile& high = disorder[1];
  require(low.p < high.p, "the quantile of " + text_of(low.p * 100) + "% is given twice");
  require(false, "the quantiles do not increase (" + text_of(low.x) + " at " + text_of(low.p * 100) + "%, " +
                     text_of(high.x) + " at " + text_of(high.p * 100) + "%)");
}

} // namespace casus::distribution
