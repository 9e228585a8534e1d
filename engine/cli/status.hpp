#pragma once

namespace casus::cli {

/// What the program ends with.
enum class Status { done = 0, wrong_input = 1, usage = 2, stopped = 3 };

} // namespace casus::cli
