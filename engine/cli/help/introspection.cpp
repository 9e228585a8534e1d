#include "cli/help/introspection.hpp"

namespace casus::cli {

std::vector<const CLI::App*> shown_commands(const CLI::App& program) {
  return program.get_subcommands([](const CLI::App* app) { return !app->get_group().empty(); });
}

std::vector<const CLI::Option*> named_options(const CLI::App& app) {
  return app.get_options(
      [](const CLI::Option* option) { return option->nonpositional() && !option->get_group().empty(); });
}

std::vector<const CLI::Option*> positional_arguments(const CLI::App& app) {
  return app.get_options([](const CLI::Option* option) { return option->get_positional(); });
}

std::vector<std::string> names_of(const CLI::Option& option) {
  std::vector<std::string> names;
  for (const std::string& name : option.get_snames()) names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) names.push_back("--" + name);
  return names;
}

ValueKind value_of(const CLI::Option& option) {
  if (option.get_items_expected_max() == 0) return ValueKind::none;
  if (option.get_type_name() == "FILE") return ValueKind::file;
  return option.get_type_name() == "DIR" ? ValueKind::directory : ValueKind::other;
}

bool is_repeatable(const CLI::Option& option) { return option.get_items_expected_max() > 1; }

} // namespace casus::cli
