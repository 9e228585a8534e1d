// A beta distribution through two quantiles, after van Dorp and Mazzuchi, "Solving for the parameters of a
// beta distribution under two quantile constraints", J. Statist. Comput. Simul. 67 (2000). With alpha = n m
// and beta = n (1 - m): for a given n the share below the first quantile falls as the mean m rises, which
// gives m(n); along m(n) the share below the second rises with n from that below the first (all mass at the
// ends) to 1 (all at one point).

#include "distribution/beta.hpp"
#include "distribution/families.hpp"
#include "distribution/require.hpp"
#include "distribution/root.hpp"

namespace casus::distribution {

namespace {

/// The logarithm of n is searched between these: n goes up to two million, as far as both exponents can go.
constexpr double least_log_n = -7, greatest_log_n = 14.5;
constexpr double greatest_logit = 40;

struct Concentration {
  double alpha;
  double beta;
};

Concentration concentration(double log_n, double logit_mean) {
  const double n = std::exp(log_n);
  return {n / (1 + std::exp(-logit_mean)), n / (1 + std::exp(logit_mean))};
}

/// How much more of the distribution lies below the quantile's value than the quantile's share says.
double excess(Concentration at, Quantile wanted) {
  return boost::math::cdf(BetaLaw(at.alpha, at.beta), wanted.x) - wanted.p;
}

/// Among the distributions of this n, the one that meets the first quantile.
Concentration along(double log_n, Quantile first) {
  const auto logit_mean = root_between([&](double y) { return excess(concentration(log_n, y), first); },
                                       -greatest_logit, greatest_logit);
  require(logit_mean.has_value(),
          "the quantile " + text_of(first.x) + " is too extreme for a beta distribution");
  return concentration(log_n, *logit_mean);
}

ShapePointer make_beta(const std::vector<double>& alpha_beta) {
  require_exponent("alpha", alpha_beta[0]);
  require_exponent("beta", alpha_beta[1]);
  return std::make_shared<ScaledBeta>(alpha_beta[0], alpha_beta[1], 0, 1);
}

ShapePointer make_beta_of_moments(const std::vector<double>& mean_sd) {
  const double mean = mean_sd[0], sd = mean_sd[1];
  require(mean > 0 && mean < 1, "the mean " + text_of(mean) + " of a beta must lie between 0 and 1");
  require_positive("sd", sd);
  const double greatest = std::sqrt(mean * (1 - mean));
  require(sd < greatest, "the sd " + text_of(sd) + " is too large for a beta with the mean " + text_of(mean) +
                             ": it must be below " + text_of(greatest));
  const double n = (greatest / sd) * (greatest / sd) - 1;
  return make_beta({mean * n, (1 - mean) * n});
}

ShapePointer fit_beta(const Anchors& two) {
  const auto& low = two.quantiles[0];
  const auto& high = two.quantiles[1];
  require(low.x > 0 && high.x < 1, "the quantiles " + text_of(low.x) + " and " + text_of(high.x) +
                                       " of a beta must lie between 0 and 1");
  const auto log_n =
      root_between([&](double x) { return excess(along(x, low), high); }, least_log_n, greatest_log_n);
  require(log_n.has_value(),
          "no beta distribution that can be computed has these quantiles (they are too far apart "
          "or too close together): use another family");
  const Concentration found = along(*log_n, low);
  return make_beta({found.alpha, found.beta});
}

} // namespace

Family beta() {
  return {.name = "beta",
          .says = "A share between 0 and 1, as after alpha successes and beta failures.",
          .ways = {{{"alpha", "beta"}, make_beta}, {{"mean", "sd"}, make_beta_of_moments}},
          .anchors = 2,
          .from_anchors = fit_beta};
}

} // namespace casus::distribution
