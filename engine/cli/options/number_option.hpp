#pragma once

#include <CLI/CLI.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace casus::cli {

/// An option that takes a number.
struct NumberOption {
  std::string name;
  std::string letter; ///< that stands for the number in the help
  std::string wanted; ///< what it must be
  std::string description;
  std::optional<std::uint64_t> (*read)(std::string_view);
  std::uint64_t lowest;
  std::uint64_t highest;
};

CLI::Option* add_number(CLI::App& app, const NumberOption& option,
                        const std::function<void(std::uint64_t)>& take);

} // namespace casus::cli
