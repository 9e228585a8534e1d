#pragma once

#include <tao/pegtl.hpp>

/// The grammar of formulas, weakest binding last:
///
///   atom         date, number, number unit, function(value, …), name, (value)
///   power        atom ^ unary; so that -2^2 is -4, 2^-1 is a half and 2^3^2 is 2^9
///   unary        - unary, power
///   product      unary * unary / …
///   sum          product + product - …
///   comparison   sum < sum, sum in [sum, …], sum not in [sum, …]; not chainable
///   negation     not negation, comparison
///   conjunction  negation and negation …
///   disjunction  conjunction or conjunction …
///   rate         disjunction per unit, disjunction per number unit
///
/// A rule eats the blanks behind its tokens. Where must<> stands there is no other way to go on, so a failure
/// there is the furthest place that the formula can be understood to.
namespace casus::formula::grammar {

using namespace tao::pegtl;

struct blank : star<space> {};
template <typename Rule>
struct token : seq<Rule, blank> {};

using word_and = token<keyword<'a', 'n', 'd'>>;
using word_or = token<keyword<'o', 'r'>>;
using word_not = token<keyword<'n', 'o', 't'>>;
using word_in = keyword<'i', 'n'>;
using word_per = token<keyword<'p', 'e', 'r'>>;
struct word : seq<not_at<sor<word_and, word_or, word_not, word_in, word_per>>, identifier> {};

struct mantissa : sor<seq<plus<digit>, opt<one<'.'>, star<digit>>>, seq<one<'.'>, plus<digit>>> {};
struct number : seq<mantissa, opt<one<'e', 'E'>, opt<one<'+', '-'>>, plus<digit>>> {};
struct unit : word {};
struct quantity : seq<token<number>, opt<token<unit>>> {};
/// Wider than a date, so that 2024-1-5 is told to be a malformed one instead of taken for a subtraction.
struct date : seq<rep<4, digit>, one<'-'>, plus<digit>, one<'-'>, plus<digit>> {};
struct name : word {};
struct function : word {};

// The three ways into a deeper level of nesting, which is limited.
struct disjunction;
struct unary;
struct negation;
struct nested : seq<disjunction> {};
struct nested_unary : seq<unary> {};
struct nested_negation : seq<negation> {};

using comma = token<one<','>>;
struct close : token<one<')'>> {};
struct close_call : token<one<')'>> {};
struct close_list : token<one<']'>> {};
struct parenthesised : if_must<token<one<'('>>, nested, close> {};
struct call
    : seq<token<function>, token<one<'('>>, must<nested>, star_must<comma, nested>, must<close_call>> {};
struct atom : sor<token<date>, quantity, call, token<name>, parenthesised> {};

struct power : seq<atom, opt_must<token<one<'^'>>, nested_unary>> {};
struct minus : if_must<token<one<'-'>>, nested_unary> {};
struct unary : sor<minus, power> {};

struct product_symbol : sor<seq<one<'*'>, not_at<one<'*'>>>, one<'/'>> {};
struct product : seq<unary, star_must<token<product_symbol>, unary>> {};
struct sum_symbol : one<'+', '-'> {};
struct sum : seq<product, star_must<token<sum_symbol>, product>> {};

struct comparison_symbol
    : sor<string<'=', '='>, string<'!', '='>, string<'<', '='>, string<'>', '='>, one<'<', '>'>> {};
struct membership_symbol : seq<opt<word_not>, word_in> {};
struct list : if_must<token<one<'['>>, sum, star_must<comma, sum>, close_list> {};
struct comparison
    : seq<sum,
          sor<if_must<token<comparison_symbol>, sum>, if_must<token<membership_symbol>, list>, success>> {};

struct inversion : if_must<word_not, nested_negation> {};
struct negation : sor<inversion, comparison> {};
struct conjunction : seq<negation, star_must<word_and, negation>> {};
struct disjunction : seq<conjunction, star_must<word_or, conjunction>> {};

struct period : seq<opt<token<number>>, token<unit>> {};
struct rate : seq<disjunction, opt_must<word_per, period>> {};
struct end : eof {};
struct formula : seq<blank, must<rate>, must<end>> {};

} // namespace casus::formula::grammar
