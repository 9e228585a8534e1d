// The families of distributions. A new one has its name in casus::Family, its line here, and its makers in a
// file of their own.

#include "distribution/families.hpp"

#include <algorithm>

namespace casus::distribution {

const std::vector<FamilyEntry>& families() {
  static const std::vector<FamilyEntry> all = {
      {Family::uniform, "uniform", {{{"min", "max"}, make_uniform}}, 2, fit_uniform},
      {Family::normal, "normal", {{{"mean", "sd"}, make_normal}}, 2, fit_normal},
      {Family::lognormal,
       "lognormal",
       {{{"mu", "sigma"}, make_lognormal},
        {{"median", "sigma"}, make_lognormal_of_median},
        {{"mean", "sd"}, make_lognormal_of_moments}},
       2,
       fit_lognormal},
      {Family::triangular, "triangular", {{{"min", "mode", "max"}, make_triangular}}, 3, fit_triangular},
      {Family::pert, "pert", {{{"min", "mode", "max"}, make_pert}}, 3, fit_pert},
      {Family::beta,
       "beta",
       {{{"alpha", "beta"}, make_beta}, {{"mean", "sd"}, make_beta_of_moments}},
       2,
       fit_beta},
      {Family::gamma,
       "gamma",
       {{{"shape", "scale"}, make_gamma},
        {{"shape", "rate"}, make_gamma_of_rate},
        {{"mean", "sd"}, make_gamma_of_moments}},
       2,
       fit_gamma},
      {Family::discrete, "discrete", {}, 0, nullptr},
  };
  return all;
}

const FamilyEntry& entry_of(Family family) {
  return *std::find_if(families().begin(), families().end(),
                       [&](const FamilyEntry& entry) { return entry.family == family; });
}

} // namespace casus::distribution
