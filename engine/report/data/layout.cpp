#include "report/data/layout.hpp"

#include "formula/escaped.hpp"

#include <boost/algorithm/string/replace.hpp>

#include <algorithm>

namespace casus::report {
namespace {

using nlohmann::ordered_json;

std::string in_one_line(const ordered_json& value) {
  const std::string text = value.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
  // What could steer a terminal is escaped as JSON does it; DEL is the one that is written otherwise.
  return formula::escaped(boost::algorithm::replace_all_copy(text, "\x7f", "\\u007f"));
}

/// Objects around anything structured, and lists of objects.
bool is_spread(const ordered_json& value) {
  if (value.is_object())
    return std::any_of(value.begin(), value.end(),
                       [](const ordered_json& part) { return part.is_structured(); });
  return value.is_array() && !value.empty() && value.front().is_object();
}

void lay_out(std::string& text, const ordered_json& value, std::size_t depth) {
  if (!is_spread(value)) {
    text += in_one_line(value);
    return;
  }
  text += value.is_object() ? '{' : '[';
  const char* separator = "\n";
  for (const auto& [key, part] : value.items()) {
    text.append(separator).append(depth + 1, ' ');
    if (value.is_object()) text.append(in_one_line(key)).append(": ");
    lay_out(text, part, depth + 1);
    separator = ",\n";
  }
  text.append("\n").append(depth, ' ') += value.is_object() ? '}' : ']';
}

} // namespace

std::string laid_out(const ordered_json& document) {
  std::string text;
  lay_out(text, document, 0);
  return text += '\n';
}

} // namespace casus::report
