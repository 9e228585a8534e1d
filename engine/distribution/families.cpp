// The families of distributions, each of which tells of itself in a file of its own. A new one stands here
// twice.

#include "distribution/families.hpp"

#include <algorithm>
#include <array>

namespace casus::distribution {

Family uniform();
Family normal();
Family lognormal();
Family triangular();
Family pert();
Family beta();
Family gamma();
Family discrete();

const std::vector<Family>& families() {
  static const std::vector<Family> all = {uniform(), normal(), lognormal(), triangular(),
                                          pert(),    beta(),   gamma(),     discrete()};
  return all;
}

const Family* family_named(std::string_view name) {
  const auto found = std::find_if(families().begin(), families().end(),
                                  [&](const Family& family) { return family.name == name; });
  return found == families().end() ? nullptr : &*found;
}

int unit_power_of(std::string_view argument) {
  constexpr std::array<std::string_view, 6> without_unit = {"shape", "alpha", "beta",
                                                            "mu",    "sigma", "weight"};
  if (argument == "rate") return -1;
  return std::find(without_unit.begin(), without_unit.end(), argument) == without_unit.end() ? 1 : 0;
}

} // namespace casus::distribution
