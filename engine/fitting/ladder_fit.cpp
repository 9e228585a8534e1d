#include "fitting/ladder_fit.hpp"

namespace casus::fitting {

void fit_ladders(const Scenario&, const Specification&, const History&, Fit&) {}

} // namespace casus::fitting
