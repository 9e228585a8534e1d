#pragma once

#include <Eigen/Core>
#include <cstddef>

namespace casus {

/// Eigen counts with signed numbers.
inline Eigen::Index eigen_index(std::size_t number) { return static_cast<Eigen::Index>(number); }

} // namespace casus
