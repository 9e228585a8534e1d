#include "formula/dimensions.hpp"

#include "formula/complaint.hpp"
#include "formula/functions.hpp"
#include "formula/literals.hpp"
#include "formula/read_formula.hpp"

#include <utility>

namespace casus::formula {

namespace {

constexpr Dimension plain = 0, duration = 1, per_time = -1, any = std::nullopt;

bool differ(const Dimension& a, const Dimension& b) { return a && b && *a != *b; }

/// Every second part of a chain is an operand.
std::vector<const Syntax*> operands(const Syntax& chain) {
  std::vector<const Syntax*> result;
  for (std::size_t i = 0; i < chain.parts.size(); i += 2) result.push_back(&chain.parts[i]);
  return result;
}

bool is_date(const Syntax& syntax) {
  if (syntax.form == Form::sum) return is_date(syntax.parts[0]);
  return syntax.form == Form::date || syntax.text == "now" || syntax.text == "date";
}

/// The exponent that is written out; none where it is computed.
std::optional<double> literal(const Syntax& syntax) {
  if (syntax.form == Form::number) return number_literal(syntax).value;
  if (syntax.form != Form::minus) return std::nullopt;
  const auto positive = literal(syntax.parts[0]);
  return positive ? std::optional(-*positive) : std::nullopt;
}

struct Measured {
  const Syntax* piece = nullptr;
  Dimension dimension{};
};

/// How a number that stands among durations or rates is written.
std::string advice(const Syntax& number, const Dimension& other) {
  if (number.form == Form::number && other == duration)
    return ": write it as one too, such as " + in_quotes(std::string(number.text) + " days");
  if (number.form == Form::number && other == per_time)
    return ": write it as one too, such as " + in_quotes(std::string(number.text) + " / 1 year") +
           " ('per' stands only at the end, and divides the whole formula)";
  return ": measure both by the same unit";
}

/// A number written out is the one to be changed.
[[noreturn]] void refuse(Measured first, Measured second, std::string_view what) {
  if (first.piece->form == Form::number) std::swap(first, second);
  throw FormulaError(second.piece->offset,
                     in_quotes(second.piece->text) + " is " + noun_of(second.dimension) + ", but " +
                         in_quotes(first.piece->text) + " is " + noun_of(first.dimension) +
                         ", and these are not " + std::string(what) + advice(*second.piece, first.dimension));
}

} // namespace

std::string noun_of(const Dimension& dimension) {
  if (dimension == plain || !dimension) return "a plain number";
  if (dimension == duration) return "a duration";
  return dimension == per_time ? "a rate" : "another power of time";
}

Dimension Dimensions::of(const Syntax& syntax) const {
  switch (syntax.form) {
  case Form::number:
    return number_literal(syntax).value == 0 ? any : plain;
  case Form::quantity:
  case Form::date:
    return duration;
  case Form::name:
    return of_name(syntax);
  case Form::call:
    return of_call(syntax);
  case Form::minus:
    return of(syntax.parts[0]);
  case Form::power:
    return of_power(syntax);
  case Form::product:
    return of_product(syntax);
  case Form::sum:
    return of_sum(syntax);
  case Form::rate:
    return of_rate(syntax);
  case Form::comparison:
    if (syntax.parts[2].form != Form::list)
      joined(operands(syntax), "compared");
    else
      for (const Syntax& item : syntax.parts[2].parts) joined({&syntax.parts[0], &item}, "compared");
    return plain;
  default: // the words of logic
    for (const Syntax& part : syntax.parts) of(part);
    return plain;
  }
}

/// Time is measured in days and counts as their number too: `time > 90` and `exp(-time / 30)` are usual.
Dimension Dimensions::of_name(const Syntax& name) const {
  if (name.text == "time") return any;
  if (is_date(name)) return duration;
  const auto symbol = vocabulary_.find(name.text);
  return symbol && symbol->kind == Kind::parameter ? vocabulary_.dimension(symbol->index) : plain;
}

Dimension Dimensions::of_call(const Syntax& call) const {
  const Function& function = *find_function(call.parts[0].text);
  const Syntax& first = call.parts[1];
  switch (function.operation) {
  case Operation::since:
    return any;
  case Operation::held:
    of(first);
    return any;
  case Operation::count:
    if (call.parts.size() > 2) require_window(call.parts[2]);
    return plain;
  case Operation::abs:
    return of(first);
  case Operation::sqrt:
    if (const Dimension square = of(first)) return *square / 2;
    return any;
  case Operation::min:
  case Operation::max: {
    std::vector<const Syntax*> pieces;
    for (std::size_t i = 1; i < call.parts.size(); ++i) pieces.push_back(&call.parts[i]);
    return joined(pieces, "compared");
  }
  default:
    require_plain(first, in_quotes(function.name));
    return plain;
  }
}

Dimension Dimensions::of_product(const Syntax& product) const {
  Dimension result = of(product.parts[0]);
  for (std::size_t i = 2; i < product.parts.size(); i += 2) {
    const Dimension factor = of(product.parts[i]);
    if (result && factor) *result += product.parts[i - 1].text == "*" ? *factor : -*factor;
    if (!factor) result = any;
  }
  return result;
}

Dimension Dimensions::of_power(const Syntax& power) const {
  require_plain(power.parts[1], "an exponent");
  const Dimension base = of(power.parts[0]);
  const auto exponent = literal(power.parts[1]);
  if (!base || *base == 0) return base;
  if (exponent) return *base * *exponent;
  throw FormulaError(power.parts[1].offset, in_quotes(power.parts[0].text) + " is " + noun_of(base) +
                                                ", and only plain numbers have powers that are computed: "
                                                "divide it by one of its kind");
}

/// A bare number counts in days where it is added to a date.
Dimension Dimensions::of_sum(const Syntax& sum) const {
  if (!is_date(sum.parts[0])) return joined(operands(sum), "added");
  for (const Syntax* piece : operands(sum))
    if (of(*piece) != plain) joined({&sum.parts[0], piece}, "added");
  return duration;
}

Dimension Dimensions::of_rate(const Syntax& rate) const {
  const Dimension amount = of(rate.parts[0]);
  if (amount == per_time)
    throw FormulaError(rate.parts[1].offset, in_quotes(rate.parts[0].text) +
                                                 " is a rate already: leave out 'per " +
                                                 std::string(rate.parts[1].text) + "'");
  return amount ? Dimension(*amount - 1) : any;
}

Dimension Dimensions::joined(const std::vector<const Syntax*>& pieces, std::string_view what) const {
  Measured known;
  bool has_time = false; // whose days are numbers too, as a zero is of any kind
  for (const Syntax* piece : pieces) {
    const Measured next{piece, of(*piece)};
    if (differ(known.dimension, next.dimension)) refuse(known, next, what);
    if (!known.dimension) known = next;
    has_time = has_time || (!next.dimension && piece->form != Form::number);
  }
  return has_time ? any : known.dimension;
}

void Dimensions::require_window(const Syntax& syntax) const {
  const Dimension found = of(syntax);
  if (differ(found, plain) && differ(found, duration))
    throw FormulaError(syntax.offset, in_quotes(syntax.text) + " is " + noun_of(found) +
                                          ", but counting takes a duration such as 90 days");
}

void Dimensions::require_plain(const Syntax& syntax, std::string_view whom) const {
  const Dimension found = of(syntax);
  if (!differ(found, plain)) return;
  throw FormulaError(syntax.offset, in_quotes(syntax.text) + " is " + noun_of(found) + ", but " +
                                        std::string(whom) +
                                        " takes a plain number: divide it by one, such as " +
                                        (found == per_time ? "'1 / 1 year'" : "'1 day'"));
}

} // namespace casus::formula
