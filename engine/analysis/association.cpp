#include "analysis/association.hpp"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>

namespace casus::analysis {
namespace {

constexpr float infinite = std::numeric_limits<float>::infinity();

/// The number p log(p / q), which is 0 where p is.
double nats(double p, double q) { return p > 0 ? p * std::log(p / q) : 0; }

} // namespace

Trials::Trials(std::span<const Passage> passages) : passages_(passages) {
  for (std::uint32_t k = 0; k < passages.size(); ++k) {
    if (passages[k].is_trial) ++count_;
    if (passages[k].is_hit()) hits_.push_back(k);
  }
  std::stable_sort(hits_.begin(), hits_.end(), [&](auto a, auto b) { return until(a) < until(b); });
}

float Trials::until(std::uint32_t trajectory) const {
  const Passage& passage = passages_[trajectory];
  return passage.is_trial ? static_cast<float>(passage.day) : -infinite;
}

double Association::z() const { return variance > 0 ? excess() / std::sqrt(variance) : 0; }

double Association::chance() const {
  if (came == 0) return 1;
  const auto all = static_cast<double>(hits);
  return boost::math::ibeta(came, all - came + 1, std::min(1.0, expected / all));
}

double Association::information() const {
  if (came == 0) return 0;
  const double p = came / static_cast<double>(hits);
  const double q = std::min(1.0, expected / static_cast<double>(hits));
  return nats(p, q) + nats(1 - p, 1 - q);
}

Association associate(std::span<const Moment> moments, std::span<const std::uint32_t> arrivals,
                      const Trials& trials) {
  Association found{.hits = trials.hits().size()};
  auto arrival = arrivals.begin();
  auto at_risk = static_cast<double>(trials.count());
  double exposed = 0; // of those at risk
  for (auto hit = trials.hits().begin(); hit != trials.hits().end();) {
    const float day = trials.until(*hit);
    for (; arrival != arrivals.end() && moments[*arrival].day <= day; ++arrival)
      if (trials.until(*arrival) >= day) ++exposed;
    double tied = 0, came = 0, later_that_day = 0;
    for (; hit != trials.hits().end() && trials.until(*hit) == day; ++hit, ++tied) {
      const Moment& moment = moments[*hit];
      const bool has_come = came_by(moment, trials.passage(*hit));
      came += has_come;
      later_that_day += !has_come && moment.day <= day;
      found.at_passage += has_come && moment.day == day;
    }
    exposed -= later_that_day;
    const double share = exposed / at_risk;
    found.came += came;
    found.expected += tied * share;
    if (at_risk > 1) found.variance += tied * share * (1 - share) * (at_risk - tied) / (at_risk - 1);
    exposed -= came;
    at_risk -= tied;
  }
  return found;
}

std::vector<std::uint32_t> arrivals_of(std::span<const Moment> moments) {
  std::vector<std::uint32_t> arrivals;
  for (std::uint32_t k = 0; k < moments.size(); ++k)
    if (moments[k].day < infinite) arrivals.push_back(k);
  std::stable_sort(arrivals.begin(), arrivals.end(),
                   [&](auto a, auto b) { return moments[a].day < moments[b].day; });
  return arrivals;
}

} // namespace casus::analysis
