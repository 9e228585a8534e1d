#pragma once

#include <CLI/CLI.hpp>

#include <string>

namespace casus::cli {

/// Scripts that let a shell complete the program's commands, their options, and files where they are wanted.
std::string bash_completion(const CLI::App& program);
std::string zsh_completion(const CLI::App& program);
std::string fish_completion(const CLI::App& program);

} // namespace casus::cli
