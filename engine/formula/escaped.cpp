#include "formula/escaped.hpp"

#include <boost/locale/utf.hpp>
#include <fmt/format.h>

namespace casus::formula {

namespace {

using Utf8 = boost::locale::utf::utf_traits<char>;
using boost::locale::utf::code_point;

bool is_broken(code_point character) {
  return character == boost::locale::utf::illegal || character == boost::locale::utf::incomplete;
}

bool is_between(code_point character, code_point first, code_point last) {
  return character >= first && character <= last;
}

bool steers(code_point character) {
  return character < 0x20 || is_between(character, 0x7F, 0x9F) || is_between(character, 0x202A, 0x202E) ||
         is_between(character, 0x2066, 0x2069);
}

} // namespace

std::string escaped(std::string_view text, std::string_view kept) {
  std::string result;
  for (auto at = text.begin(); at != text.end();) {
    const auto begin = at;
    const code_point character = Utf8::decode(at, text.end());
    if (is_broken(character)) {
      at = begin + 1;
      result += fmt::format("\\x{:02x}", static_cast<unsigned char>(*begin));
    } else if (!steers(character) || (character < 0x80 && kept.find(*begin) != std::string_view::npos)) {
      result.append(begin, at);
    } else {
      result += character < 0x80 ? fmt::format("\\x{:02x}", character) : fmt::format("\\u{:04x}", character);
    }
  }
  return result;
}

} // namespace casus::formula
