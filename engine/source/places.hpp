#pragma once

#include "casus/errors.hpp"

#include <string>

namespace casus::source {

/// `file:line:column`; the file alone where the place is the whole of it; nothing where there is none.
std::string to_string(const Place& place);

} // namespace casus::source
