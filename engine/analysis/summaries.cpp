#include "analysis/summaries.hpp"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

namespace casus::analysis {
namespace {

double mean_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

double sd_of(const std::vector<double>& values) {
  if (values.size() < 2) return 0;
  const double mean = mean_of(values);
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

/// The interval of the geometric mean: noise multiplies times, so their ratios' logarithms are taken for
/// normal.
Interval interval_by_t(const std::vector<double>& ratios) {
  std::vector<double> logarithms;
  for (const double ratio : ratios) logarithms.push_back(std::log(ratio));
  const auto count = static_cast<double>(logarithms.size());
  const double t = boost::math::quantile(boost::math::students_t(count - 1), 0.975);
  const double centre = mean_of(logarithms);
  const double reach = t * sd_of(logarithms) / std::sqrt(count);
  return {std::exp(centre - reach), std::exp(centre + reach)};
}

/// The interval of the median by ranks. As many values lie below the median as heads come up: so many are
/// dropped from each end as 95% bear (the sign test's interval; Conover 1999, sec. 3.2). There are at least
/// six.
Interval interval_by_ranks(std::vector<double> ratios) {
  std::sort(ratios.begin(), ratios.end());
  const boost::math::binomial below(static_cast<double>(ratios.size()), 0.5);
  std::size_t dropped = 0;
  while (2 * boost::math::cdf(below, static_cast<double>(dropped + 1)) <= 0.05) ++dropped;
  return {ratios[dropped], ratios[ratios.size() - 1 - dropped]};
}

} // namespace

double median_of(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double geometric_mean_of(const std::vector<double>& values) {
  std::vector<double> logarithms;
  for (const double value : values) logarithms.push_back(std::log(value));
  return std::exp(mean_of(logarithms));
}

Summary summary_of(std::vector<double> values) {
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  return {
      .mean = mean_of(values), .median = median_of(values), .low = *low, .high = *high, .sd = sd_of(values)};
}

TimeRatio ratio_of(const std::vector<double>& first, const std::vector<double>& second) {
  std::vector<double> ratios;
  for (std::size_t i = 0; i < std::min(first.size(), second.size()); ++i)
    ratios.push_back(second[i] / first[i]);
  const Summary spread = summary_of(ratios);
  TimeRatio ratio{.pairs = static_cast<int>(ratios.size()),
                  .median = spread.median,
                  .low = spread.low,
                  .high = spread.high};
  if (ratios.size() > 1) ratio.ci95 = ratio.is_by_ranks() ? interval_by_ranks(ratios) : interval_by_t(ratios);
  return ratio;
}

} // namespace casus::analysis

namespace casus {

Summary summary(const BenchSeries& series, double (Repetition::*quantity)() const) {
  std::vector<double> values;
  for (const Repetition& repetition : series.repetitions) values.push_back((repetition.*quantity)());
  return analysis::summary_of(values);
}

} // namespace casus
