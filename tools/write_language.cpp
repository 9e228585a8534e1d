// write_language ROOT writes what is made from the fields of scenarios: scenarios/casus.schema.json and
// docs/reference.md. With --check it writes nothing and fails where a file is not what it would write.

#include "json_schema.hpp"
#include "reference_page.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace {

struct Written {
  std::filesystem::path file;
  std::string text;
};

std::string text_in(const std::filesystem::path& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<Written> made_for(const std::filesystem::path& root) {
  const auto frame = nlohmann::ordered_json::parse(text_in(root / "tools/schema_frame.json"));
  return {{root / "scenarios/casus.schema.json", casus::language::json_schema(frame).dump(2) + "\n"},
          {root / "docs/reference.md", casus::language::reference_page()}};
}

/// How many of them are not as they should be.
int stale(const std::vector<Written>& all) {
  int count = 0;
  for (const Written& each : all) {
    if (text_in(each.file) == each.text) continue;
    fmt::print(stderr, "{} is not what the fields say: run scripts/reference.sh\n", each.file.string());
    ++count;
  }
  return count;
}

} // namespace

int main(int argc, char** argv) {
  std::filesystem::path root;
  bool only_checks = false;
  CLI::App app("Writes the JSON Schema and the reference of the language.");
  app.add_option("ROOT", root, "The repository")->required()->check(CLI::ExistingDirectory);
  app.add_flag("--check", only_checks, "Write nothing; fail where a file is not fresh");
  CLI11_PARSE(app, argc, argv);
  const std::vector<Written> all = made_for(root);
  if (only_checks) return stale(all) == 0 ? 0 : 1;
  for (const Written& each : all) std::ofstream(each.file) << each.text;
  return 0;
}
