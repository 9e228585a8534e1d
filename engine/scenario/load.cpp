#include "casus/scenario.hpp"
#include "scenario/document.hpp"
#include "scenario/read_scenario.hpp"
#include "scenario/settings.hpp"

#include <fstream>
#include <system_error>

namespace casus {

namespace {

[[noreturn]] void refuse(const std::string& file, const std::string& why) {
  Problem problem;
  problem.place.file = file;
  problem.message = why;
  throw ScenarioError({problem});
}

/// Not more than one byte over the limit, so that a pipe or a device that never ends is refused like a large
/// file.
std::string read_text(const std::filesystem::path& path) {
  const std::string file = path.string();
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) refuse(file, "there is no such file");
  if (std::filesystem::is_directory(status)) refuse(file, "this is a directory: name a file in it");
  std::ifstream stream(path, std::ios::binary);
  if (!stream) refuse(file, "the file cannot be read (is it yours?)");
  std::string text(scenario::largest_file + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return text;
}

} // namespace

Scenario load_scenario(const std::filesystem::path& file, const std::vector<std::string>& settings) {
  return parse_scenario(read_text(file), file.string(), settings);
}

Scenario parse_scenario(const std::string& text, const std::string& file,
                        const std::vector<std::string>& settings) {
  const scenario::SourceText source(file, text);
  scenario::Problems problems;
  problems.add_source(source);
  scenario::NodePtr tree = scenario::read_document(source, problems);
  if (tree && tree->shape == scenario::Shape::null)
    problems.error({file, 0, 0}, "the file is empty: begin it with 'casus: 1'");
  if (!tree || tree->shape == scenario::Shape::null) problems.require_none();
  tree = scenario::with_settings(tree, settings, problems);
  return scenario::read_scenario(*tree, file, problems);
}

} // namespace casus
