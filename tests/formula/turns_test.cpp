// Which moments of a formula are known beforehand: told by the moments themselves, however they are written.

#include "formula/example.hpp"
#include "formula/turns.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <set>

using namespace casus;
using namespace casus::formula;

namespace {

/// Day 10; the last strike was on day 4, the last election on day 8; `alarm` is 3, `support` on rung 2.
double value_now(const Expression& expression) {
  const auto argument = [&](std::size_t i) { return value_now(expression.arguments.at(i)); };
  switch (expression.operation) {
  case Operation::constant:
    return expression.value;
  case Operation::parameter:
    return 5;
  case Operation::driver:
    return 3;
  case Operation::ladder:
    return 2;
  case Operation::time:
    return 10;
  case Operation::count:
    return 1;
  case Operation::since:
    return expression.symbol == 0 ? 6 : 2;
  case Operation::held:
    return 4;
  case Operation::max:
    return std::max(argument(0), argument(1));
  case Operation::negate:
    return -argument(0);
  case Operation::exp:
    return std::exp(argument(0));
  case Operation::add:
    return argument(0) + argument(1);
  case Operation::subtract:
    return argument(0) - argument(1);
  case Operation::multiply:
    return argument(0) * argument(1);
  case Operation::divide:
    return argument(0) / argument(1);
  case Operation::greater_equal:
    return argument(0) >= argument(1) ? 1 : 0;
  case Operation::greater:
    return argument(0) > argument(1) ? 1 : 0;
  default:
    throw std::logic_error("not foreseen: " + written(expression));
  }
}

std::vector<Turn> turns(const std::string& text) {
  return turns_of(read(text, Wanted::either, Reads::state_and_marks), [](int driver) { return driver == 0; });
}

/// The days on which the formula turns, as seen on day 10 (the unity driver moves, alarm stands still).
std::multiset<double> days(const std::string& text) {
  std::multiset<double> result;
  for (const Turn& turn : turns(text)) {
    const double slope = value_now(turn.slope);
    if (slope != 0) result.insert(10 - value_now(turn.difference) / slope);
  }
  return result;
}

using Days = std::multiset<double>;

} // namespace

TEST_CASE("Comparisons of time, dates and times since turn at moments that are known") {
  CHECK(days("time >= 12.5") == Days{12.5});
  CHECK(days("12.5 < time") == Days{12.5});
  CHECK(days("date >= 2023-04-30") == Days{15});
  CHECK(days("since(strike) < 9") == Days{13});
  CHECK(days("since(strike) > 9 or since(election) > 9") == Days{13, 17});
  CHECK(days("2 * time - 1 > time / 2 + 20") == Days{14});
  CHECK(days("-time < -12") == Days{12});
  CHECK(days("not (time >= 12)") == Days{12});
  CHECK(days("time in [12, 14]") == Days{12, 14});
}

TEST_CASE("How long a condition has held turns at a moment that is known, its condition at its own") {
  CHECK(days("held(alarm > 1) >= 9") == Days{15});
  CHECK(days("held(time >= 12) > 9") == Days{15});
  CHECK(days("held(unity > 1) / 2 < 3") == Days{12});
}

TEST_CASE("A firing leaves the window of a count at a moment that is known") {
  CHECK(days("count(strike, 9 days) < 2") == Days{13});
  CHECK(days("0.5 * count(strike, 9 days) + count(election, 8 days)") == Days{13, 16});
  CHECK(days("count(strike) > 3").empty());
}

TEST_CASE("What time is compared with may be anything that stands still between events") {
  CHECK(days("time > 12 + alarm") == Days{15});
  CHECK(days("time > red_line * 3") == Days{15});
  CHECK(days("since(strike) > 2 * count(election) + exp(0)") == Days{7}); // has been
  CHECK(days("alarm * time > 45") == Days{15});
  CHECK(days("support * time > 30") == Days{15});
  CHECK(days("time / support > 7") == Days{14});
  CHECK(days("since(strike) / (support + 1) >= 3") == Days{13});
}

TEST_CASE("Of min, max and abs each branch may turn") {
  CHECK(days("max(time, since(strike)) > 12") == Days{12, 16});
  CHECK(days("min(time, 11) > alarm + 8") == Days{11}); // the branch of 11 stands still
  CHECK(days("abs(time - 12) < 1") == Days{11, 13});
  CHECK(days("max(time, 11) >= min(since(strike), 9)").size() >= 2);
}

TEST_CASE("Moments that hang on what moves between events, or on more than a line, are not known") {
  for (const std::string text :
       {"time > 12 + unity", "unity > 1", "since(strike) > unity", "unity * time > 3", "time * time > 150",
        "exp(time) > 3", "time ^ 2 > 3", "10 / time < 0.7", "sin(time) > 0", "max(time, unity) > 12",
        "time * since(strike) > 3", "time > severity"}) {
    INFO(text);
    CHECK(turns(text).empty());
  }
  CHECK(turns("alarm > 1 and support >= lethal").empty()); // and nothing turns by itself
  CHECK(days("unity > 1 and time > 12") == Days{12});
}

TEST_CASE("A strict comparison turns just after its moment, another at it, an equality at both") {
  const auto sides = [](const std::string& text) {
    const std::vector<Turn> found = turns(text);
    REQUIRE(found.size() == 1);
    return std::pair(found[0].is_at, found[0].is_after);
  };
  CHECK(sides("time >= 12") == std::pair(true, false));
  CHECK(sides("time < 12") == std::pair(true, false));
  CHECK(sides("time > 12") == std::pair(false, true));
  CHECK(sides("time <= 12") == std::pair(false, true));
  CHECK(sides("time == 12") == std::pair(true, true));
  CHECK(sides("count(strike, 9 days)") == std::pair(true, false));
}
