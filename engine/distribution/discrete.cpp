// A discrete distribution keeps its values in ascending order, so that its quantile function rises as it
// must, and for each value the share of all values up to it.

#include "distribution/families.hpp"
#include "distribution/require.hpp"

#include <algorithm>
#include <cmath>

namespace casus::distribution {

namespace {

struct Weighted {
  double value;
  double weight;
};

class Discrete : public Shape {
public:
  explicit Discrete(const std::vector<Weighted>& ascending) {
    double sum = 0;
    for (const auto [value, weight] : ascending) {
      values_.push_back(value);
      cumulative_.push_back(sum += weight);
    }
  }

  double quantile(double u) const override {
    const auto reached = std::lower_bound(cumulative_.begin(), cumulative_.end(), u * cumulative_.back());
    return values_[static_cast<std::size_t>(reached - cumulative_.begin())];
  }
  double lowest() const override { return values_.front(); }
  double highest() const override { return values_.back(); }
  bool is_discrete() const override { return true; }

private:
  std::vector<double> values_;
  std::vector<double> cumulative_; ///< sums of the weights
};

std::vector<Weighted> pairs_of(const std::vector<NamedValue>& arguments) {
  std::vector<Weighted> pairs;
  for (std::size_t i = 0; i + 1 < arguments.size(); i += 2) {
    require(arguments[i].first == "value" && arguments[i + 1].first == "weight",
            "discrete takes values and weights in turn");
    pairs.push_back({arguments[i].second, arguments[i + 1].second});
  }
  return pairs;
}

ShapePointer make_discrete(const std::vector<NamedValue>& values_and_weights) {
  require(!values_and_weights.empty() && values_and_weights.size() % 2 == 0,
          "discrete takes values and weights in turn");
  std::vector<Weighted> pairs = pairs_of(values_and_weights);
  double greatest = 0;
  for (const auto [value, weight] : pairs) {
    require(weight >= 0, "the weight " + text_of(weight) + " of " + text_of(value) + " is below zero");
    greatest = std::max(greatest, weight);
  }
  require(greatest > 0, "all weights are zero: give at least one value a weight above zero");
  for (Weighted& pair : pairs) pair.weight /= greatest; // so that their sum cannot overflow
  std::erase_if(pairs, [](const Weighted& pair) { return pair.weight == 0; });
  std::stable_sort(pairs.begin(), pairs.end(),
                   [](const Weighted& a, const Weighted& b) { return a.value < b.value; });
  return std::make_shared<Discrete>(pairs);
}

} // namespace

Family discrete() {
  return {.name = "discrete",
          .says = "Values and their weights: {0: 0.7, 1: 0.3} or [[0, 0.7], [1, 0.3]].",
          .from_pairs = make_discrete};
}

} // namespace casus::distribution
