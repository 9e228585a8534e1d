#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casus::formula {

/// `'text'`, cut short where it is long.
std::string in_quotes(std::string_view text);
std::string in_quotes(const std::vector<std::string>& names);
/// ` (did you mean 'x'?)`, or nothing.
std::string did_you_mean(const std::optional<std::string>& name);

/// What helps with a name that is not known: the nearest known one, or else what there is. `kinds` are what
/// is named: "drivers".
std::string help_with(std::string_view name, std::string_view kinds, const std::vector<std::string>& known);

/// Says that there is nothing of that name, and what helps. `kind` is "driver".
std::string unknown(std::string_view kind, std::string_view name, const std::vector<std::string>& known);

/// Says what is wrong at a place of a formula where something else was expected: what stands there instead
/// and, where it is a common slip, how it is written here.
std::string complaint(std::string_view expected, std::string_view formula, std::size_t offset);

} // namespace casus::formula
