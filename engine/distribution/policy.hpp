#pragma once

#include <boost/math/policies/policy.hpp>

namespace casus::distribution {

/// Boost.Math returns what it has got (infinity, not a number, the last iterate) instead of throwing: what is
/// made of it is checked where it matters. It computes in long double, as is its default: in double its
/// inverse of the incomplete beta function is wrong in the tails (1.74: beta(0.5, 3) at 1e-9 gives 2e-24
/// instead of 2.8e-19).
using Quiet = boost::math::policies::policy<
    boost::math::policies::domain_error<boost::math::policies::ignore_error>,
    boost::math::policies::pole_error<boost::math::policies::ignore_error>,
    boost::math::policies::overflow_error<boost::math::policies::ignore_error>,
    boost::math::policies::underflow_error<boost::math::policies::ignore_error>,
    boost::math::policies::denorm_error<boost::math::policies::ignore_error>,
    boost::math::policies::evaluation_error<boost::math::policies::ignore_error>,
    boost::math::policies::rounding_error<boost::math::policies::ignore_error>,
    boost::math::policies::indeterminate_result_error<boost::math::policies::ignore_error>>;

} // namespace casus::distribution
