#pragma once

#include "plan/plan.hpp"

#include <string>

namespace casus::microbenchmarks {

/// The scenarios that stand for all, as paths in the repository.
inline constexpr const char* reference = "bench/reference.yaml";
inline constexpr const char* baseline = "scenarios/baseline.yaml";

inline plan::Plan plan_of(const std::string& file) {
  return plan::compile(std::make_shared<const Scenario>(load_scenario(CASUS_SOURCE_DIR "/" + file)));
}

} // namespace casus::microbenchmarks
