// Text on a terminal is measured in columns, not bytes. UTF-8 is decoded by Boost.Locale's traits; widths are
// those by which fmt pads, so that what is measured here and what fmt aligns agree.
#include "report/text/printable.hpp"

#include <boost/locale/utf.hpp>
#include <fmt/format.h>

#include <iterator>

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

bool is_control(code_point character) { return character < 0x20 || (character >= 0x7F && character < 0xA0); }

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

/// Appends a word to the last line, or to new ones where it does not fit.
void append_word(std::vector<std::string>& lines, int& used, std::string_view word, int width) {
  const int length = columns(word);
  if (used > 0 && used + 1 + length <= width) {
    lines.back().append(" ").append(word);
    used += 1 + length;
    return;
  }
  if (used > 0) lines.emplace_back();
  while (columns(word) > width) {
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
  std::string clean;
  clean.reserve(text.size());
  for (auto at = text.begin(); at != text.end();) {
    const code_point character = next_character(at, text.end());
    Utf8::encode(is_control(character) ? U' ' : character, std::back_inserter(clean));
  }
  return clean;
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
