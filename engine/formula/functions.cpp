#include "formula/functions.hpp"

#include <algorithm>
#include <array>

namespace casus::formula {

namespace {

constexpr std::array functions = {
    Function{"min", Operation::min, Takes::numbers, "The smallest of two numbers or more."},
    Function{"max", Operation::max, Takes::numbers, "The largest of two numbers or more."},
    Function{"exp", Operation::exp, Takes::one_number, "The exponential."},
    Function{"log", Operation::log, Takes::one_number, "The natural logarithm."},
    Function{"sqrt", Operation::sqrt, Takes::one_number, "The square root."},
    Function{"abs", Operation::abs, Takes::one_number, "The absolute value."},
    Function{"sin", Operation::sin, Takes::one_number, "The sine, of radians."},
    Function{"cos", Operation::cos, Takes::one_number, "The cosine, of radians."},
    Function{"count", Operation::count, Takes::trigger_and_duration,
             "How often a trigger has fired so far, or in the last so many days: count(strike, 90 days)."},
    Function{"since", Operation::since, Takes::trigger,
             "Days since a trigger last fired; infinite before the first firing."},
    Function{
        "held", Operation::held, Takes::condition,
        "Days for which a condition has held without interruption, 0 where it does not: held(aid >= open) "
        ">= 90 days."},
};

} // namespace

const Function* find_function(std::string_view name) {
  const auto found =
      std::find_if(functions.begin(), functions.end(), [&](const Function& f) { return f.name == name; });
  return found == functions.end() ? nullptr : &*found;
}

std::span<const Function> all_functions() { return functions; }

std::vector<std::string> function_names() {
  std::vector<std::string> names;
  for (const Function& function : functions) names.emplace_back(function.name);
  return names;
}

} // namespace casus::formula
