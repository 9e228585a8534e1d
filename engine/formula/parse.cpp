// The grammar is PEGTL's to match; of its parse tree the rules listed under form_of are kept. A rule of a
// chain that matched a single operand is replaced by that operand.

#include "formula/complaint.hpp"
#include "formula/grammar.hpp"
#include "formula/read_formula.hpp"
#include "formula/syntax.hpp"

#include <tao/pegtl/contrib/limit_depth.hpp>
#include <tao/pegtl/contrib/parse_tree.hpp>

namespace casus::formula {

namespace {

namespace pegtl = tao::pegtl;

template <typename Rule>
constexpr Form form_of = Form::none;
template <>
constexpr Form form_of<grammar::number> = Form::number;
template <>
constexpr Form form_of<grammar::date> = Form::date;
template <>
constexpr Form form_of<grammar::quantity> = Form::quantity;
template <>
constexpr Form form_of<grammar::unit> = Form::unit;
template <>
constexpr Form form_of<grammar::name> = Form::name;
template <>
constexpr Form form_of<grammar::call> = Form::call;
template <>
constexpr Form form_of<grammar::function> = Form::function;
template <>
constexpr Form form_of<grammar::power> = Form::power;
template <>
constexpr Form form_of<grammar::minus> = Form::minus;
template <>
constexpr Form form_of<grammar::product> = Form::product;
template <>
constexpr Form form_of<grammar::product_symbol> = Form::symbol;
template <>
constexpr Form form_of<grammar::sum> = Form::sum;
template <>
constexpr Form form_of<grammar::sum_symbol> = Form::symbol;
template <>
constexpr Form form_of<grammar::comparison> = Form::comparison;
template <>
constexpr Form form_of<grammar::comparison_symbol> = Form::symbol;
template <>
constexpr Form form_of<grammar::membership_symbol> = Form::symbol;
template <>
constexpr Form form_of<grammar::list> = Form::list;
template <>
constexpr Form form_of<grammar::inversion> = Form::inversion;
template <>
constexpr Form form_of<grammar::conjunction> = Form::conjunction;
template <>
constexpr Form form_of<grammar::disjunction> = Form::disjunction;
template <>
constexpr Form form_of<grammar::period> = Form::period;
template <>
constexpr Form form_of<grammar::rate> = Form::rate;

struct Node : pegtl::parse_tree::basic_node<Node> {
  Form form = Form::none;

  template <typename Rule, typename Input>
  void start(const Input& input) {
    basic_node::start<Rule>(input);
    form = form_of<Rule>;
  }
};

/// A node of one of these forms is replaced by its part where it has only one.
bool is_transparent(Form form) {
  switch (form) {
  case Form::quantity:
  case Form::power:
  case Form::product:
  case Form::sum:
  case Form::comparison:
  case Form::conjunction:
  case Form::disjunction:
  case Form::rate:
    return true;
  default:
    return false;
  }
}

template <typename Rule>
struct Selected : std::bool_constant<form_of<Rule> != Form::none> {
  static void transform(std::unique_ptr<Node>& node) {
    if (!is_transparent(node->form) || node->children.size() != 1) return;
    std::unique_ptr<Node> only = std::move(node->children.front());
    node = std::move(only);
  }
};

template <typename>
struct Limited : pegtl::maybe_nothing {};
template <>
struct Limited<grammar::nested> : pegtl::limit_depth<deepest_formula> {};
template <>
struct Limited<grammar::nested_unary> : pegtl::limit_depth<deepest_formula> {};
template <>
struct Limited<grammar::nested_negation> : pegtl::limit_depth<deepest_formula> {};

/// Says what was expected where a must<> failed.
struct Expected {
  template <typename Rule>
  static constexpr const char* message = "expected a value";
  template <typename>
  static constexpr bool raise_on_failure = false;
};
template <>
constexpr const char* Expected::message<grammar::close> = "expected an operator or ')'";
template <>
constexpr const char* Expected::message<grammar::close_call> = "expected an operator, ',' or ')'";
template <>
constexpr const char* Expected::message<grammar::close_list> = "expected an operator, ',' or ']'";
template <>
constexpr const char* Expected::message<grammar::list> = "expected '[' and a list such as [a, b]";
template <>
constexpr const char* Expected::message<grammar::period> = "expected a unit of time";
template <>
constexpr const char* Expected::message<grammar::end> = "expected an operator or the end of the formula";

template <typename Rule>
using Control = pegtl::must_if<Expected>::control<Rule>;

std::string_view without_trailing_blanks(std::string_view text) {
  return text.substr(0, text.find_last_not_of(" \t\n\v\f\r") + 1);
}

Syntax syntax_of(const Node& node) {
  Syntax syntax{node.form, node.m_begin.byte, without_trailing_blanks(node.string_view()), {}};
  syntax.parts.reserve(node.children.size());
  for (const auto& child : node.children) syntax.parts.push_back(syntax_of(*child));
  return syntax;
}

FormulaError translated(const pegtl::parse_error& error, std::string_view text) {
  const std::size_t offset = error.positions().front().byte;
  if (error.message().starts_with("expected")) return {offset, complaint(error.message(), text, offset)};
  return {offset, "the formula is nested more than " + std::to_string(deepest_formula) +
                      " levels deep: split it into parameters or drivers of its own"};
}

} // namespace

Syntax parse(std::string_view text) {
  pegtl::memory_input input(text.data(), text.size(), "formula");
  try {
    const auto root = pegtl::parse_tree::parse<grammar::formula, Node, Selected, Limited, Control>(input);
    return syntax_of(*root->children.front());
  } catch (const pegtl::parse_error& error) {
    throw translated(error, text);
  }
}

} // namespace casus::formula
