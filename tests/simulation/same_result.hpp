#pragma once

#include "casus/result.hpp"

#include <string>
#include <vector>

namespace casus::test {

/// The names of the parts in which two results differ in any bit, performance excepted. Parts are told apart
/// by name, so their order does not matter, and only those that both results have are compared.
std::vector<std::string> differences(const Result& left, const Result& right);

} // namespace casus::test
