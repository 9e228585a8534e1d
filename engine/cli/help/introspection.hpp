#pragma once

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace casus::cli {

/// What a command line can hold, read from the app that reads it, for the pages and scripts made of it. What
/// the help hides is left out.

std::vector<const CLI::App*> shown_commands(const CLI::App& program);
std::vector<const CLI::Option*> named_options(const CLI::App& app);
std::vector<const CLI::Option*> positional_arguments(const CLI::App& app);

/// The option's names with their dashes, the short ones first.
std::vector<std::string> names_of(const CLI::Option& option);

enum class ValueKind { none, file, directory, other };

/// What the option takes, by the word that stands for it in the help.
ValueKind value_of(const CLI::Option& option);

bool is_repeatable(const CLI::Option& option);

} // namespace casus::cli
