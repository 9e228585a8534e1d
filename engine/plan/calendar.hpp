#pragma once

#include <chrono>
#include <string>

namespace casus::plan {

/// The ISO date (UTC) on which `day`, in days since the start, falls.
std::string date_of(std::chrono::sys_days start, double day);

} // namespace casus::plan
