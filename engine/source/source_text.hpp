#pragma once

#include "casus/errors.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casus::source {

inline constexpr std::string_view returns_at_ends =
    "the lines end with CR alone, as on old Macs: save the file with LF or CRLF at the ends of lines";

/// A text cut into lines. Places in it count characters, while the parser and the formulas count bytes.
class SourceText {
public:
  SourceText(std::string file, std::string text);
  /// A text given on the command line: `name` is all that can be said of any place in it.
  static SourceText without_lines(std::string name, std::string text);

  const std::string& file() const { return file_; }
  const std::string& text() const { return text_; }

  /// The place of a byte of a line, both counted from 0.
  Place place(std::size_t line, std::size_t byte) const;
  /// The place of a byte of the text, counted from 0.
  Place place_at(std::size_t offset) const;
  /// The line of a place, without its end; empty where it has none.
  std::string_view line_at(const Place& place) const;
  /// The text from a byte of a line on, both counted from 0; empty beyond its end.
  std::string_view text_from(std::size_t line, std::size_t byte) const;
  /// The first character that no YAML text may have (not UTF-8, or a control character).
  std::optional<Place> first_unreadable() const;
  /// Whether its lines end as on old Macs, so that it is one line to the parsers.
  bool ends_lines_with_returns() const;

private:
  std::string file_;
  std::string text_;
  bool has_lines_ = true;
  std::vector<std::size_t> line_starts_;
  std::vector<std::size_t> continuations_; ///< bytes that are not the first of their character, ascending
};

/// Characters in a UTF-8 text.
std::size_t character_count(std::string_view text);
/// Bytes that the first `characters` of a UTF-8 text take.
std::size_t bytes_of(std::string_view text, std::size_t characters);

} // namespace casus::source
