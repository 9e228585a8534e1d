#pragma once

#include "casus/expression.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace casus::formula {

/// What a function takes.
enum class Takes {
  one_number,
  numbers,             ///< two or more, taken together from left to right
  trigger,             ///< since(strike)
  condition,           ///< held(aid >= open)
  trigger_and_duration ///< count(strike), count(strike, 90 days)
};

struct Function {
  std::string_view name;
  Operation operation;
  Takes takes;
  std::string_view says; ///< for the reference of the language
};

std::span<const Function> all_functions();

/// Finds the function of that name; null where there is none.
const Function* find_function(std::string_view name);
std::vector<std::string> function_names();

} // namespace casus::formula
