// Text on a terminal is measured in columns, not bytes. UTF-8 is decoded by Boost.Locale's traits; widths are
// those by which fmt pads, so that what is measured here and what fmt aligns agree.
#include "report/text/printable.hpp"

#include "formula/escaped.hpp"

#include <boost/locale/utf.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace casus::report {
namespace {

using Utf8 = boost::locale::utf::utf_traits<char>;
using boost::locale::utf::code_point;

constexpr code_point replacement = 0xFFFD;

/// The character at `at`, which moves on to the next.
code_point next_character(std::string_view::iterator& at, std::string_view::iterator end) {
  const code_point character = Utf8::decode(at, end);
  const bool broken = character == boost::locale::utf::illegal || character == boost::locale::utf::incomplete;
  return broken ? replacement : character;
}

/// Bytes from the beginning of a printable text that fit into `width` columns; at least one character.
std::size_t bytes_that_fit(std::string_view text, int width) {
  auto at = text.begin();
  std::size_t fitting = 0;
  for (int used = 0; at != text.end();) {
    const auto before = at;
    next_character(at, text.end());
    used += columns(
        text.substr(static_cast<std::size_t>(before - text.begin()), static_cast<std::size_t>(at - before)));
    if (used > width && fitting > 0) break;
    fitting = static_cast<std::size_t>(at - text.begin());
  }
  return fitting;
}

/// Characters have at most four bytes and at least one column, so that only the beginning of a long word is
/// measured.
bool is_wider(std::string_view word, int width) {
  constexpr std::size_t longest_character = 4;
  return word.size() > longest_character * static_cast<std::size_t>(width + 1) || columns(word) > width;
}

/// Appends a word to the last line, or to new ones where it does not fit.
void append_word(std::vector<std::string>& lines, int& used, std::string_view word, int width) {
  if (used > 0 && !is_wider(word, width - used - 1)) {
    lines.back().append(" ").append(word);
    used += 1 + columns(word);
    return;
  }
  if (used > 0) lines.emplace_back();
  while (is_wider(word, width)) {
    const std::size_t part = bytes_that_fit(word, width);
    lines.back() = word.substr(0, part);
    lines.emplace_back();
    word.remove_prefix(part);
  }
  lines.back() = word;
  used = columns(word);
}

} // namespace

std::string printable(std::string_view text) {
  std::string line(text);
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return formula::escaped(line);
}

int columns(std::string_view text) {
  // No character is wider than its bytes are many, so fmt fills up to the number of bytes whatever is
  // missing.
  return static_cast<int>(2 * text.size() - fmt::formatted_size("{:<{}}", text, text.size()));
}

std::string shortened(std::string_view text, int width) {
  if (columns(text) <= width) return std::string(text);
  return std::string(text.substr(0, bytes_that_fit(text, width - 1))) + "…";
}

std::vector<std::string> wrapped(std::string_view text, int width) {
  std::vector<std::string> lines(1);
  int used = 0;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    if (!word.empty()) append_word(lines, used, word, width);
    text.remove_prefix(std::min(text.size(), word.size() + 1));
  }
  return lines;
}

std::string left(std::string_view text, int width) {
  return fmt::format("{:<{}}", shortened(text, width), width);
}

std::string right(std::string_view text, int width) {
  return fmt::format("{:>{}}", shortened(text, width), width);
}

} // namespace casus::report
