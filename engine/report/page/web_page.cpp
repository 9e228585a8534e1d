// The page's template has two gaps: the results, which are the very text that --json prints, and the words,
// which only the page tells.
#include "report/page/web_page.hpp"

#include "casus/version.hpp"
#include "report/data/json.hpp"
#include "report/page/page_template.hpp"
#include "report/page/page_words.hpp"
#include "report/page/sensitivity_page.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <string_view>
#include <utility>

namespace casus::report {
namespace {

using nlohmann::ordered_json;

/// JSON within <script>: the same document, in which no tag can begin.
std::string within_script(std::string_view json) {
  std::string text;
  text.reserve(json.size());
  for (const char character : json) {
    if (character == '<')
      text += "\\u003c";
    else
      text += character;
  }
  return text;
}

/// The template in front of a gap and behind it.
std::pair<std::string_view, std::string_view> split(std::string_view text, std::string_view gap) {
  const auto at = text.find(gap);
  return {text.substr(0, at), text.substr(at + gap.size())};
}

std::string page(const std::string& results, const ordered_json& words) {
  const auto [head, rest] = split(page_template, "{{results}}");
  const auto [between, tail] = split(rest, "{{words}}");
  std::string text(head);
  text += within_script(results);
  text += between;
  text += within_script(words.dump(-1, ' ', false, ordered_json::error_handler_t::replace));
  return text += tail;
}

ordered_json words(const Result& baseline, const Background& background) {
  const std::string file = std::filesystem::path(background.scenario.file).filename().string();
  ordered_json document = {{"version", version},
                           {"command", background.command},
                           {"seed", std::to_string(baseline.seed)},
                           {"pathways", as_json(background.pathways)},
                           {"runs", {page_words(baseline, background.scenario, file)}}};
  if (background.sensitivity) document["sensitivity"] = sensitivity_page(*background.sensitivity);
  return document;
}

ordered_json words(const Comparison& found, const Background& background) {
  ordered_json document = words(found.baseline, background);
  for (std::size_t i = 0; i < found.whatifs.size(); ++i)
    document["runs"].push_back(
        page_words(found.whatifs[i].result, background.whatifs.at(i), found.whatifs[i].file));
  return document;
}

} // namespace

std::string to_html(const Result& found, const Background& background) {
  return page(to_json(found), words(found, background));
}

std::string to_html(const Comparison& found, const Background& background) {
  return page(to_json(found), words(found, background));
}

std::string to_html(const Explanation& found, const Background& background) {
  return page(to_json(found), words(found.comparison, background));
}

std::string to_html(const Fit& found, const Scenario& scenario, const std::string& command) {
  return page(to_json(found), {{"version", version},
                               {"command", command},
                               {"fit",
                                {{"title", scenario.title},
                                 {"about", scenario.note.about},
                                 {"file", std::filesystem::path(scenario.file).filename().string()}}}});
}

} // namespace casus::report
