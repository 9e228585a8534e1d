#include "cli/options/number_option.hpp"

#include <fmt/format.h>

namespace casus::cli {

CLI::Option* add_number(CLI::App& app, const NumberOption& option,
                        const std::function<void(std::uint64_t)>& take) {
  const auto read = [=](const std::string& text) {
    const auto number = option.read(text);
    if (!number || *number < option.lowest || *number > option.highest)
      throw CLI::ValidationError(option.name, fmt::format("must be {}, not '{}'", option.wanted, text));
    take(*number);
  };
  return app.add_option_function<std::string>(option.name, read, option.description)
      ->type_name(option.letter);
}

} // namespace casus::cli
