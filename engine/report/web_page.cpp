// The page's template has two gaps: the results, which are the very text that --json prints, and the words,
// which only the page tells.
#include "report/web_page.hpp"

#include "casus/version.hpp"
#include "report/json.hpp"
#include "report/page_template.hpp"
#include "report/page_words.hpp"

#include <nlohmann/json.hpp>

#include <string_view>

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

ordered_json words(const std::string& command, std::uint64_t seed) {
  return {{"version", version}, {"command", command}, {"seed", std::to_string(seed)}};
}

} // namespace

std::string to_html(const Result& result, const Background& background) {
  ordered_json document = words(background.command, result.seed);
  document["runs"] = {page_words(result, background.scenario)};
  document["pathways"] = page_words(background.pathways);
  return page(to_json(result), document);
}

} // namespace casus::report
