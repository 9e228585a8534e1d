// A side of a comparison is taken apart into its branches, each linear in time: `min`, `max` and `abs` are
// one or another of them. Every branch of one side may meet every branch of the other: a moment too many only
// costs a look.

#include "formula/turns.hpp"

#include <algorithm>
#include <optional>

namespace casus::formula {
namespace {

/// A formula with more branches than this gets no turns: it is looked at when something happens.
constexpr std::size_t most_branches = 16;

struct Branch {
  Expression value;
  std::optional<Expression> slope; ///< none: it does not change with time
};
using Branches = std::vector<Branch>; ///< none where it is not linear in time

Expression number(double value) {
  return {.operation = Operation::constant, .value = value, .arguments = {}};
}

Expression made(Operation operation, Expression left, Expression right) {
  Expression result{.operation = operation, .arguments = {}};
  result.arguments = {std::move(left), std::move(right)};
  return result;
}

Expression negative(Expression of) { return made(Operation::subtract, number(0), std::move(of)); }

bool is_comparison(Operation operation) {
  return operation >= Operation::less && operation <= Operation::not_equal;
}

/// A condition used as a number. It stands still between its own turns, whatever it is made of.
bool is_truth(Operation operation) {
  return is_comparison(operation) || operation == Operation::logical_and ||
         operation == Operation::logical_or || operation == Operation::logical_not;
}

class Analysis {
public:
  explicit Analysis(const std::function<bool(int)>& stands_still) : stands_still_(stands_still) {}

  void find(const Expression& expression) {
    if (expression.operation == Operation::held) return; // its condition is looked at for itself
    for (const Expression& argument : expression.arguments) find(argument);
    if (expression.operation == Operation::count_within) add_exit(expression);
    if (is_comparison(expression.operation)) add_comparison(expression);
  }
  std::vector<Turn> take() { return std::move(turns_); }

private:
  void add_exit(const Expression& count) {
    Expression since{.operation = Operation::since, .symbol = count.symbol, .arguments = {}};
    turns_.push_back({made(Operation::subtract, std::move(since), number(count.value)), number(1)});
  }

  void add_comparison(const Expression& comparison) {
    const Operation operation = comparison.operation;
    const bool is_at = operation != Operation::greater && operation != Operation::less_equal;
    const bool is_after = operation != Operation::greater_equal && operation != Operation::less;
    for (Branch& branch :
         sums(Operation::subtract, branches(comparison.arguments[0]), branches(comparison.arguments[1])))
      if (branch.slope)
        turns_.push_back({std::move(branch.value), std::move(*branch.slope), is_at, is_after});
  }

  Branches branches(const Expression& expression) const {
    if (is_truth(expression.operation)) return {{expression, std::nullopt}};
    switch (expression.operation) {
    case Operation::driver:
      if (!stands_still_(expression.symbol)) return {};
      return {{expression, std::nullopt}};
    case Operation::time:
    case Operation::since:
    case Operation::held:
      return {{expression, number(1)}};
    case Operation::constant:
    case Operation::parameter:
    case Operation::ladder:
    case Operation::count:
    case Operation::count_within:
      return {{expression, std::nullopt}};
    case Operation::mark:
      return {};
    default:
      return of_operator(expression);
    }
  }

  Branches of_operator(const Expression& expression) const {
    Branches left = branches(expression.arguments[0]);
    if (expression.arguments.size() == 1) return of_function(expression, std::move(left));
    Branches right = branches(expression.arguments[1]);
    switch (expression.operation) {
    case Operation::add:
    case Operation::subtract:
      return sums(expression.operation, left, right);
    case Operation::multiply:
    case Operation::divide:
      return products(expression.operation, left, right);
    case Operation::min:
    case Operation::max:
      return either(std::move(left), std::move(right));
    default:
      return still(expression, {left, right});
    }
  }

  static Branches of_function(const Expression& expression, Branches of) {
    if (expression.operation != Operation::negate && expression.operation != Operation::abs)
      return still(expression, {of});
    Branches negated;
    for (const Branch& branch : of)
      negated.push_back(
          {negative(branch.value), branch.slope ? std::optional(negative(*branch.slope)) : std::nullopt});
    return expression.operation == Operation::negate ? negated : either(std::move(of), std::move(negated));
  }

  /// The result is linear in time only if no argument changes with time.
  static Branches still(const Expression& expression, const std::vector<Branches>& arguments) {
    const bool is_still = std::all_of(arguments.begin(), arguments.end(), [](const Branches& branches) {
      return !branches.empty() && std::none_of(branches.begin(), branches.end(),
                                               [](const Branch& branch) { return branch.slope.has_value(); });
    });
    return is_still ? Branches{{expression, std::nullopt}} : Branches{};
  }

  static Branches either(Branches left, Branches right) {
    if (left.empty() || right.empty() || left.size() + right.size() > most_branches) return {};
    left.insert(left.end(), right.begin(), right.end());
    return left;
  }

  template <typename Combine>
  static Branches combined(const Branches& left, const Branches& right, Combine combine) {
    if (left.size() * right.size() > most_branches) return {};
    Branches result;
    for (const Branch& a : left)
      for (const Branch& b : right) result.push_back(combine(a, b));
    return result;
  }

  static Branches sums(Operation operation, const Branches& left, const Branches& right) {
    return combined(left, right, [operation](const Branch& a, const Branch& b) {
      Branch sum{made(operation, a.value, b.value), std::nullopt};
      if (a.slope || b.slope)
        sum.slope = made(operation, a.slope.value_or(number(0)), b.slope.value_or(number(0)));
      return sum;
    });
  }

  /// The product is linear in time if at most one factor changes with time, and no divisor does.
  static Branches products(Operation operation, const Branches& left, const Branches& right) {
    const auto changes = [](const Branch& branch) { return branch.slope.has_value(); };
    const bool right_changes = std::any_of(right.begin(), right.end(), changes);
    if (right_changes && (operation == Operation::divide || std::any_of(left.begin(), left.end(), changes)))
      return {};
    return combined(left, right, [operation](const Branch& a, const Branch& b) {
      Branch product{made(operation, a.value, b.value), std::nullopt};
      if (a.slope) product.slope = made(operation, *a.slope, b.value);
      if (b.slope) product.slope = made(operation, a.value, *b.slope);
      return product;
    });
  }

  const std::function<bool(int)>& stands_still_;
  std::vector<Turn> turns_;
};

} // namespace

std::vector<Turn> turns_of(const Expression& expression, const std::function<bool(int)>& stands_still) {
  Analysis analysis(stands_still);
  analysis.find(expression);
  return analysis.take();
}

} // namespace casus::formula
