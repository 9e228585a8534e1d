#include "formula/functions.hpp"

#include <algorithm>
#include <array>

namespace casus::formula {

namespace {

constexpr std::array functions = {
    Function{"min", Operation::min, Takes::numbers},
    Function{"max", Operation::max, Takes::numbers},
    Function{"exp", Operation::exp, Takes::one_number},
    Function{"log", Operation::log, Takes::one_number},
    Function{"sqrt", Operation::sqrt, Takes::one_number},
    Function{"abs", Operation::abs, Takes::one_number},
    Function{"sin", Operation::sin, Takes::one_number},
    Function{"cos", Operation::cos, Takes::one_number},
    Function{"count", Operation::count, Takes::trigger_and_duration},
    Function{"since", Operation::since, Takes::trigger},
};

} // namespace

const Function* find_function(std::string_view name) {
  const auto found =
      std::find_if(functions.begin(), functions.end(), [&](const Function& f) { return f.name == name; });
  return found == functions.end() ? nullptr : &*found;
}

std::vector<std::string> function_names() {
  std::vector<std::string> names;
  for (const Function& function : functions) names.emplace_back(function.name);
  return names;
}

} // namespace casus::formula
