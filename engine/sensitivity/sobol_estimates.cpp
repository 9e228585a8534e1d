// Each estimate is a mean over rows, which are independent: v of the variance between worlds, u and t of a
// parameter's first-order and total part of it. An index is a ratio of two such means, whose error is that of
// linearised ratios (Cochran 1977, sec. 6.4; Janon et al. 2014).

#include "sensitivity/sobol_estimates.hpp"

#include "tally/estimates.hpp"

#include <cmath>

namespace casus::sensitivity {
namespace {

/// The variance between worlds must be so many standard errors above zero, or the indices would be shares of
/// noise: where worlds do not differ that happens once in 700 outcomes.
constexpr double fewest_errors = 3;

struct Mean {
  double value = 0;
  double se = 0;
};

Mean mean_of(const std::vector<double>& numbers) {
  const auto count = static_cast<double>(numbers.size());
  double sum = 0, squares = 0;
  for (const double x : numbers) sum += x;
  for (const double x : numbers) squares += std::pow(x - sum / count, 2);
  return {sum / count, std::sqrt(squares / (count * (count - 1)))};
}

class Estimator {
public:
  Estimator(const std::vector<SobolRow>& rows, double depth)
      : rows_(rows), depth_(depth), count_(static_cast<double>(rows.size())) {
    for (const SobolRow& row : rows_) centre_ += (row.a + row.b) / (2 * count_);
    for (const SobolRow& row : rows_) between_.push_back(between(row));
  }

  double centre() const { return centre_; }
  Mean between() const { return mean_of(between_); }

  double chance() const {
    double sum = 0;
    for (const SobolRow& row : rows_) sum += (row.a_variance + row.b_variance) / 2;
    return sum / count_;
  }

  /// Whether all worlds answer the same, but for rounding.
  bool is_constant() const {
    constexpr double rounding = 1e-12;
    for (const SobolRow& row : rows_)
      if (std::max(std::abs(row.a - centre_), std::abs(row.b - centre_)) > rounding * std::abs(centre_))
        return false;
    return chance() == 0;
  }

  SobolIndex first(std::size_t parameter) const {
    const double beyond = std::sqrt(between().value) * size_of_change(parameter) / depth_;
    return index(beyond, [&](const SobolRow& row) {
      // The centre is taken without this row's own worlds, so that nothing is multiplied by itself.
      const double others = (2 * count_ * centre_ - row.a - row.b) / (2 * count_ - 2);
      return (row.b - others) * row.difference[parameter];
    });
  }

  SobolIndex total(std::size_t parameter) const {
    const double beyond = std::pow(size_of_change(parameter), 2) / (depth_ * (depth_ - 1));
    return index(beyond, [&](const SobolRow& row) { return row.difference_square[parameter] / 2; });
  }

private:
  double between(const SobolRow& row) const {
    const double squares = std::pow(row.a - centre_, 2) + std::pow(row.b - centre_, 2);
    return count_ / (2 * count_ - 1) * squares - (row.a_variance + row.b_variance) / (2 * depth_);
  }

  /// By how much a trajectory's answer changes where it does; 0 where no trajectory knows the parameter.
  double size_of_change(std::size_t parameter) const {
    double changed = 0, squares = 0;
    for (const SobolRow& row : rows_) {
      changed += row.changed[parameter];
      squares += row.squares[parameter];
    }
    return changed > 0 ? std::sqrt(squares / changed) : 0;
  }

  /// `beyond` is what two trajectories more that change would add to their row's part: an interval is not a
  /// point merely because hardly any were seen to, as in comparisons.
  template <class Part>
  SobolIndex index(double beyond, const Part& part) const {
    std::vector<double> parts;
    for (const SobolRow& row : rows_) parts.push_back(part(row));
    const double whole = between().value, value = mean_of(parts).value / whole;
    for (std::size_t j = 0; j < parts.size(); ++j) parts[j] = (parts[j] - value * between_[j]) / whole;
    const double se = mean_of(parts).se, one = beyond / count_ / whole;
    const double reach = tally::coverage_factor(rows_.size()) * std::sqrt(se * se + 2 * one * one);
    return {value, se, {value - reach, value + reach}};
  }

  const std::vector<SobolRow>& rows_;
  double depth_;
  double count_;
  double centre_ = 0;
  std::vector<double> between_; ///< what each row says of the variance between worlds
};

std::string doubt_of(const std::vector<SobolRow>& rows, const Estimator& estimator) {
  for (const SobolRow& row : rows)
    if (!row.is_whole)
      return "the condition of the outcome does not hold in every trajectory (its worlds cannot be compared "
             "by the "
             "same ones)";
  if (estimator.is_constant()) return "the outcome is the same in every trajectory";
  const auto [between, se] = estimator.between();
  if (between < fewest_errors * se || between <= 0)
    return "worlds do not differ beyond what chance does to them (more trajectories may tell)";
  return "";
}

} // namespace

OutcomeSobol estimate_sobol(const std::vector<SobolRow>& rows, std::size_t parameters, std::uint64_t depth) {
  const Estimator estimator(rows, static_cast<double>(depth));
  OutcomeSobol result{.mean = estimator.centre(),
                      .chance = estimator.chance(),
                      .between = std::max(0.0, estimator.between().value),
                      .between_se = estimator.between().se,
                      .doubt = doubt_of(rows, estimator)};
  if (!result.doubt.empty()) return result;
  for (std::size_t i = 0; i < parameters; ++i) {
    ParameterSobol& parameter = result.parameters.emplace_back();
    parameter.first = estimator.first(i);
    parameter.total = estimator.total(i);
  }
  return result;
}

} // namespace casus::sensitivity
