// Precedence, associativity and literals: constant formulas against their values, others against their full
// writing.

#include "formula/example.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace casus;
using namespace casus::formula;

TEST_CASE("Operators bind as in mathematics") {
  CHECK(value_of("1 + 2 * 3") == 7);
  CHECK(value_of("(1 + 2) * 3") == 9);
  CHECK(value_of("2 * 3 ^ 2") == 18);
  CHECK(value_of("-2^2") == -4);
  CHECK(value_of("(-2)^2") == 4);
  CHECK(value_of("2^-1") == 0.5);
  CHECK(value_of("2^-2^2") == 0.0625);
  CHECK(value_of("-2 * -3") == 6);
  CHECK(value_of("3 - -3") == 6);
  CHECK(value_of("--3") == 3);
}

TEST_CASE("Powers associate to the right, everything else to the left") {
  CHECK(value_of("2^3^2") == 512);
  CHECK(value_of("10 - 4 - 3") == 3);
  CHECK(value_of("100 / 10 / 5") == 2);
  CHECK(value_of("100 / 10 * 5") == 50);
  CHECK(written(read("alarm - unity + 1 - red_line")) == "(((driver0 - driver1) + 1) - parameter0)");
  CHECK(written(read("alarm ^ unity ^ 2")) == "(driver0 ^ (driver1 ^ 2))");
  CHECK(written(read("-alarm ^ 2 * 3")) == "(-((driver0 ^ 2)) * 3)");
}

TEST_CASE("The word or binds weaker than and, and weaker than not, not weaker than comparisons") {
  CHECK(written(read("alarm > 1 or alarm < 0 and not unity == 2 + 1")) ==
        "((driver0 > 1) or ((driver0 < 0) and not((driver1 == 3))))");
  CHECK(written(read("not not alarm > 1")) == "not(not((driver0 > 1)))");
  CHECK(written(read("not (alarm > 1 or alarm < 0)")) == "not(((driver0 > 1) or (driver0 < 0)))");
  CHECK(value_of("true or true and false") == 1);
  CHECK(value_of("(true or true) and false") == 0);
  CHECK(value_of("not false and false") == 0);
}

TEST_CASE("Every comparison compares") {
  for (const char* text :
       {"1 == 1", "1 != 2", "1 < 2", "1 <= 1", "2 > 1", "2 >= 2", "1 in [2, 1]", "1 not in [2, 3]"})
    CHECK(value_of(text) == 1);
  for (const char* text :
       {"1 == 2", "1 != 1", "2 < 1", "2 <= 1", "1 > 2", "1 >= 2", "1 in [2, 3]", "1 not in [2, 1]"})
    CHECK(value_of(text) == 0);
}

TEST_CASE("Functions are those of the mathematical library") {
  CHECK(value_of("min(3, 1, 2)") == 1);
  CHECK(value_of("max(3, 1, 5, 2)") == 5);
  CHECK(value_of("exp(1)") == std::exp(1));
  CHECK(value_of("log(10)") == std::log(10));
  CHECK(value_of("sqrt(2)") == std::sqrt(2));
  CHECK(value_of("abs(-2)") == 2);
  CHECK(value_of("sin(1)") == std::sin(1));
  CHECK(value_of("cos(1)") == std::cos(1));
  CHECK(written(read("max(alarm, unity, 1)")) == "((driver0 max driver1) max 1)");
}

TEST_CASE("Numbers are written as usual") {
  CHECK(value_of("1") == 1);
  CHECK(value_of("0.5") == 0.5);
  CHECK(value_of(".5") == 0.5);
  CHECK(value_of("5.") == 5);
  CHECK(value_of("1e6") == 1e6);
  CHECK(value_of("1.5E-3") == 1.5e-3);
  CHECK(value_of("  \t\n 7 \r\n ") == 7);
}

TEST_CASE("Durations count in days") {
  CHECK(value_of("90 days", Wanted::duration) == 90);
  CHECK(value_of("1 day", Wanted::duration) == 1);
  CHECK(value_of("2 weeks", Wanted::duration) == 14);
  CHECK(value_of("3 years", Wanted::duration) == 3 * 365.25);
  CHECK(value_of("12 months", Wanted::duration) == Approx(365.25).epsilon(1e-15));
  CHECK(value_of("12 hours", Wanted::duration) == 0.5);
  CHECK(value_of("90days", Wanted::duration) == 90);
  CHECK(value_of("1 year + 1 day", Wanted::moment) == 366.25);
  CHECK(value_of("30", Wanted::duration) == 30);
}

TEST_CASE("A rate is divided by the days of its period") {
  CHECK(value_of("6 per year", Wanted::rate) == 6 / 365.25);
  CHECK(value_of("3 per 2 weeks", Wanted::rate) == 3.0 / 14);
  CHECK(value_of("0.25 per day", Wanted::rate) == 0.25);
  CHECK(value_of("0.25", Wanted::rate) == 0.25);
  CHECK(value_of("1 + 2 per week", Wanted::rate) == 3.0 / 7);
  CHECK(written(read("0.1 * unity per week", Wanted::rate)) == "((0.1 * driver1) / 7)");
}

TEST_CASE("Dates count from the start") {
  CHECK(value_of("2023-04-15", Wanted::moment) == 0);
  CHECK(value_of("2023-04-14", Wanted::moment) == -1);
  CHECK(value_of("2024-11-05", Wanted::moment) == 570); // 366 days to 2024-04-15, 204 more
  CHECK(read("2024-11-05", Wanted::moment).type == Type::date);
  CHECK(value_of("2024-02-29", Wanted::moment) == 320);
  CHECK(written(read("date >= 2024-11-05")) == "(time >= 570)");
  CHECK(written(read("2024-11-05 != date")) == "(570 != time)");
  CHECK(value_of("2024-11-05 < 2024-11-06") == 1);
}

TEST_CASE("Constant parts are computed once") {
  CHECK(written(read("2 * 3 + alarm * (1 - 0.5)")) == "(6 + (driver0 * 0.5))");
  CHECK(read("26 weeks", Wanted::duration).operation == Operation::constant);
  CHECK(read("1 < 2").type == Type::condition);
}

TEST_CASE("A formula keeps its type") {
  CHECK(read("alarm").type == Type::number);
  CHECK(read("alarm > 1").type == Type::condition);
  CHECK(read("weapon == nato").type == Type::condition);
  CHECK(read("count(strike)").type == Type::number);
}
