#include "formula/complaint.hpp"

#include "formula/vocabulary.hpp"

#include <algorithm>
#include <array>

namespace casus::formula {

namespace {

constexpr std::size_t longest_quote = 60;
constexpr std::size_t most_names = 20;

/// Slips of people who are used to other languages, by the text with which they begin. A longer text stands
/// before those with which it begins itself.
struct Slip {
  std::string_view beginning;
  std::string_view advice;
};

constexpr std::string_view no_chains = "comparisons cannot be chained, join two of them with 'and'";

constexpr std::string_view a_range = "a number in between is a distribution, such as {uniform: [0.4, 1.8]}";
constexpr std::string_view no_break_space = "this is no ordinary blank: write one";

constexpr std::array slips_for_operators = {
    Slip{"==", no_chains},
    Slip{"!=", no_chains},
    Slip{"<=", no_chains},
    Slip{">=", no_chains},
    Slip{"<", no_chains},
    Slip{">", no_chains},
    Slip{"in ", no_chains},
    Slip{"in[", no_chains},
    Slip{"=", "use == to compare"},
    Slip{"**", "use ^ for powers"},
    Slip{"&", "use 'and'"},
    Slip{"|", "use 'or'"},
    Slip{"!", "use 'not'"},
    Slip{")", "no '(' belongs to it"},
    Slip{"]", "no '[' belongs to it"},
    Slip{"per ", "'per' stands only at the end of a rate"},
    Slip{"%", "a percentage is written as a fraction, 20% as 0.2"},
    Slip{",", "numbers have a decimal point and no other marks, as 0.5 and 1000"},
    Slip{"AND", "write 'and', in small letters"},
    Slip{"OR", "write 'or', in small letters"},
    Slip{"IN", "write 'in', in small letters"},
    Slip{"..", a_range},
    Slip{"to ", a_range},
    Slip{"–", a_range},
    Slip{"±", "a number with a margin is a distribution, such as {normal: [1, 0.2]}"},
    Slip{"−", "the minus sign is '-'"},
    Slip{"×", "the sign of multiplication is '*'"},
    Slip{"·", "the sign of multiplication is '*'"},
    Slip{"÷", "the sign of division is '/'"},
    Slip{"≥", "write >="},
    Slip{"≤", "write <="},
    Slip{"≠", "write !="},
    Slip{"\u00a0", no_break_space},
    Slip{"\u202f", no_break_space},
    Slip{"\u2009", no_break_space},
};

constexpr std::array slips_for_values = {
    Slip{"!", "use 'not'"},
    Slip{"'", "names stand without quotes"},
    Slip{"\"", "names stand without quotes"},
    Slip{"not ", "put it into parentheses"},
    Slip{"+", "leave it out, numbers are positive without it"},
    Slip{"−", "the minus sign is '-'"},
    Slip{"\u00a0", no_break_space},
};

template <std::size_t N>
std::string_view advice(const std::array<Slip, N>& slips, std::string_view rest) {
  const auto found = std::find_if(slips.begin(), slips.end(),
                                  [&](const Slip& slip) { return rest.starts_with(slip.beginning); });
  return found == slips.end() ? std::string_view{} : found->advice;
}

/// Slips that go wrong only behind them, since a word behind a number is taken for its unit: `1 AND x`.
constexpr std::array slips_behind = {
    Slip{"NOT ", "write 'not', in small letters"},
    Slip{"AND ", "write 'and', in small letters"},
    Slip{"OR ", "write 'or', in small letters"},
    Slip{" to ", a_range},
    Slip{"\u00a0", no_break_space},
};

/// Whether a text ends like the beginning of 1_000 days.
bool ends_in_parted_number(std::string_view text) {
  const std::size_t mark = text.rfind('_');
  return mark != std::string_view::npos && mark > 0 &&
         text.substr(mark + 1).find_first_not_of("0123456789 ") == std::string_view::npos;
}

std::string_view advice_for_operator(std::string_view before, std::string_view rest) {
  const auto behind = std::find_if(slips_behind.begin(), slips_behind.end(),
                                   [&](const Slip& slip) { return before.ends_with(slip.beginning); });
  if (behind != slips_behind.end()) return behind->advice;
  if (before.ends_with("p") && rest.starts_with(".a")) return "a rate is written '6 per year'";
  if (ends_in_parted_number(before)) return "numbers have no '_' between their digits";
  return advice(slips_for_operators, rest);
}

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool is_symbol(char c) { return std::string_view{"=!<>&|*"}.find(c) != std::string_view::npos; }

bool is_printable(char c) { return c >= ' ' && c <= '~'; }

/// Bytes that follow the first in UTF-8 begin with the bits 10.
bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

/// How many bytes a character beyond ASCII takes, by its first one; 0 where no character begins so.
std::size_t length_of_character(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  if (byte < 0xC2U || byte > 0xF4U) return 0;
  return byte < 0xE0U ? 2 : byte < 0xF0U ? 3 : 4;
}

std::string_view run_of(std::string_view text, bool (*belongs)(char)) {
  const auto end = std::find_if_not(text.begin(), text.end(), belongs);
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

/// The word, the operator or the character that a text begins with.
std::string first_token(std::string_view text) {
  for (const auto belongs : {is_word, is_symbol})
    if (const std::string_view run = run_of(text, belongs); !run.empty()) return in_quotes(run);
  if (is_printable(text[0])) return in_quotes(text.substr(0, 1));
  const std::size_t length = 1 + run_of(text.substr(1), continues_character).size();
  return length == length_of_character(text[0]) ? in_quotes(text.substr(0, length))
                                                : "a character that no formula has";
}

} // namespace

std::string in_quotes(std::string_view text) {
  std::size_t length = std::min(text.size(), longest_quote);
  while (length > 0 && length < text.size() && continues_character(text[length])) --length;
  std::string result = "'";
  result += text.substr(0, length);
  result += length < text.size() ? "…'" : "'";
  return result;
}

std::string in_quotes(const std::vector<std::string>& names) {
  std::string list;
  for (std::size_t i = 0; i < std::min(names.size(), most_names); ++i)
    list += (i == 0 ? "" : ", ") + in_quotes(names[i]);
  return names.size() > most_names ? list + ", …" : list;
}

std::string did_you_mean(const std::optional<std::string>& name) {
  return name ? " (did you mean " + in_quotes(*name) + "?)" : "";
}

std::string help_with(std::string_view name, std::string_view kinds, const std::vector<std::string>& known) {
  if (const auto nearest = nearest_name(name, known)) return did_you_mean(nearest);
  if (known.empty()) return ": there are no " + std::string(kinds);
  return ": the " + std::string(kinds) + " are " + in_quotes(known);
}

std::string unknown(std::string_view kind, std::string_view name, const std::vector<std::string>& known) {
  return "unknown " + std::string(kind) + " " + in_quotes(name) +
         help_with(name, std::string(kind) + "s", known);
}

std::string complaint(std::string_view expected, std::string_view formula, std::size_t offset) {
  const std::string_view rest = formula.substr(offset);
  if (rest.empty()) return std::string(expected) + ", but the formula ends here";
  const bool value = expected.ends_with("value");
  const std::string_view hint =
      value ? advice(slips_for_values, rest) : advice_for_operator(formula.substr(0, offset), rest);
  return std::string(expected) + ", but found " + first_token(rest) + (hint.empty() ? "" : ": ") +
         std::string(hint);
}

} // namespace casus::formula
