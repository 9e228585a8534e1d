#pragma once

#include "report/text/style.hpp"

#include <string>
#include <string_view>

namespace casus::report {

enum class Emphasis { none, strong, faint };

/// A sheet of text under way. But for what is verbatim, no line passes the style's width.
class Sheet {
public:
  explicit Sheet(const TextStyle& style);

  int width() const { return style_.width; }
  void blank();
  /// Text broken into lines, the first indented by `indent` columns and the others by two more.
  void paragraph(std::string_view text, int indent = 0, Emphasis emphasis = Emphasis::none);
  /// One line at its full length, to be copied whole; a terminal breaks it where it must.
  void verbatim(std::string_view text, Emphasis emphasis = Emphasis::none);
  /// One line as it stands, which must be printable; what passes the width is cut.
  void line(std::string_view text, Emphasis emphasis = Emphasis::none);

  const std::string& text() const { return text_; }

private:
  void append(const std::string& line, Emphasis emphasis);

  TextStyle style_;
  std::string text_;
};

} // namespace casus::report
