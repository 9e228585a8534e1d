#include "scenario/tree/document.hpp"

#include "scenario/tree/tree_builder.hpp"

#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <sstream>

namespace casus::scenario {

namespace {

/// Says what is commonly behind a mistake that the parser names by what it does to the text.
std::string advice(const std::string& message, std::string_view line) {
  const std::string_view indentation = line.substr(0, line.find_first_not_of(" \t"));
  if (indentation.find('\t') != std::string_view::npos)
    return " (lines are indented with blanks, not with tabs)";
  if (message == "illegal map value") return " (text with ': ' in it needs quotes)";
  if (message == "unknown token") return " (text with special characters needs quotes)";
  if (message.starts_with("end of ")) return " (something opened before is never closed)";
  return "";
}

Place place_of(const YAML::Mark& mark, const SourceText& source) {
  if (mark.is_null()) return {source.file(), 0, 0};
  return source.place(static_cast<std::size_t>(mark.line), static_cast<std::size_t>(mark.column));
}

NodePtr parse(const SourceText& source, Problems& problems, Extent& total) {
  std::istringstream stream(source.text());
  YAML::Parser parser(stream);
  TreeBuilder builder(source, problems, total);
  if (!parser.HandleNextDocument(builder)) return std::make_shared<Node>();
  parser.HandleNextDocument(builder); // the builder refuses a second one
  return builder.root() ? builder.root() : std::make_shared<Node>();
}

bool is_readable(const SourceText& source, Problems& problems) {
  if (source.text().size() > largest_file) {
    problems.error({source.file(), 0, 0},
                   "the file is larger than " + std::to_string(largest_file) + " bytes");
    return false;
  }
  const auto unreadable = source.first_unreadable();
  if (unreadable)
    problems.error(
        *unreadable,
        "this character cannot be read (a control character, or not UTF-8): save the file as UTF-8 text");
  return !unreadable;
}

} // namespace

NodePtr read_document(const SourceText& source, Problems& problems, Extent& total) {
  if (!is_readable(source, problems)) return nullptr;
  try {
    return parse(source, problems, total);
  } catch (const YAML::Exception& error) {
    const Place place = place_of(error.mark, source);
    problems.error(place, "this is not YAML: " + error.msg + advice(error.msg, source.line_at(place)));
  } catch (const ReadingEnded&) {
  }
  return nullptr;
}

} // namespace casus::scenario
