// A character of UTF-8 is one byte that begins it and some that continue it (bits 10xxxxxx), so a column in
// characters is the one in bytes less the continuing bytes before it on the line. These are listed once,
// since a long line with many nodes would otherwise be counted over and over.

#include "source/source_text.hpp"

#include <boost/locale/utf.hpp>

#include <algorithm>

namespace casus::source {

namespace {

using Utf8 = boost::locale::utf::utf_traits<char>;

bool continues_character(char byte) { return Utf8::is_trail(byte); }

/// Whether YAML allows the character: what is printable, and line breaks (YAML 1.2, section 5.1).
bool is_readable(boost::locale::utf::code_point c) {
  if (c == boost::locale::utf::illegal || c == boost::locale::utf::incomplete) return false;
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0x7f) || c == 0x85 || c >= 0xa0;
}

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

} // namespace

SourceText::SourceText(std::string file, std::string text) : file_(std::move(file)), text_(std::move(text)) {
  if (text_.starts_with(byte_order_mark)) text_.erase(0, byte_order_mark.size());
  line_starts_.push_back(0);
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n') line_starts_.push_back(i + 1);
    if (continues_character(text_[i])) continuations_.push_back(i);
  }
}

SourceText SourceText::without_lines(std::string name, std::string text) {
  SourceText result(std::move(name), std::move(text));
  result.has_lines_ = false;
  return result;
}

Place SourceText::place(std::size_t line, std::size_t byte) const {
  if (!has_lines_ || line >= line_starts_.size()) return {file_, 0, 0};
  const std::size_t start = line_starts_[line];
  const auto first = std::lower_bound(continuations_.begin(), continuations_.end(), start);
  const auto last = std::lower_bound(first, continuations_.end(), start + byte);
  const std::size_t column = byte - static_cast<std::size_t>(last - first);
  return {file_, static_cast<int>(line) + 1, static_cast<int>(column) + 1};
}

Place SourceText::place_at(std::size_t offset) const {
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const auto line = static_cast<std::size_t>(after - line_starts_.begin()) - 1;
  return place(line, offset - line_starts_[line]);
}

std::string_view SourceText::line_at(const Place& place) const {
  if (!has_lines_ || place.line < 1 || static_cast<std::size_t>(place.line) > line_starts_.size()) return {};
  const std::string_view rest =
      std::string_view(text_).substr(line_starts_[static_cast<std::size_t>(place.line) - 1]);
  const std::string_view line = rest.substr(0, rest.find('\n'));
  return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

std::string_view SourceText::text_from(std::size_t line, std::size_t byte) const {
  if (line >= line_starts_.size()) return {};
  return std::string_view(text_).substr(std::min(line_starts_[line] + byte, text_.size()));
}

std::optional<Place> SourceText::first_unreadable() const {
  const char* begin = text_.data();
  const char* end = begin + text_.size();
  for (const char* at = begin; at != end;) {
    const auto offset = static_cast<std::size_t>(at - begin);
    if (is_readable(Utf8::decode(at, end))) continue;
    return place_at(offset);
  }
  return std::nullopt;
}

bool SourceText::ends_lines_with_returns() const {
  return text_.find('\r') != std::string::npos && text_.find('\n') == std::string::npos;
}

std::size_t character_count(std::string_view text) {
  return text.size() - static_cast<std::size_t>(std::count_if(text.begin(), text.end(), continues_character));
}

std::size_t bytes_of(std::string_view text, std::size_t characters) {
  std::size_t byte = 0;
  while (byte < text.size() && (characters > 0 || continues_character(text[byte])))
    if (!continues_character(text[byte++])) --characters;
  return byte;
}

} // namespace casus::source
