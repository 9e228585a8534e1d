#include "scenario/tree/document.hpp"

#include "formula/complaint.hpp"
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

std::string_view without_margin(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(" \t");
  return begin == std::string_view::npos ? std::string_view{} : line.substr(begin);
}

/// Whether a line at the same depth as the one behind it is a key and its value without the colon, so that
/// the parser took both for one text and stopped at the colon of the second.
bool lacks_colon(std::string_view line, std::string_view next) {
  const std::string_view words = without_margin(line);
  const bool is_at_same_depth = line.size() - words.size() == next.size() - without_margin(next).size();
  return is_at_same_depth && words.find(' ') != std::string_view::npos &&
         words.find_first_of(":#-[{") == std::string_view::npos;
}

/// Tells of what the parser does not understand, at the line that is wrong.
void tell(Problems& problems, const SourceText& source, const std::string& message, Place place) {
  const std::string_view line = source.line_at(place);
  const std::string_view before = source.line_at({place.file, place.line - 1, 1});
  if (message != "illegal map value" || !lacks_colon(before, line)) {
    problems.error(place, "this is not YAML: " + message + advice(message, line));
    return;
  }
  const std::string_view words = without_margin(before);
  const std::size_t blank = words.find(' ');
  --place.line;
  place.column = static_cast<int>(before.size() - words.size()) + 1;
  problems.error(place, "there is no colon behind the key: write " +
                            formula::in_quotes(std::string(words.substr(0, blank)) + ": " +
                                               std::string(words.substr(blank + 1))));
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
  if (source.ends_lines_with_returns()) {
    problems.error({source.file(), 0, 0}, std::string(source::returns_at_ends));
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
    tell(problems, source, error.msg, place_of(error.mark, source));
  } catch (const ReadingEnded&) {
  }
  return nullptr;
}

} // namespace casus::scenario
