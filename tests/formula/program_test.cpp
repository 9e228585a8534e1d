#include "formula/program.hpp"
#include "formula/read_formula.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace casus;
using namespace casus::formula;

namespace {

/// Two drivers, a ladder and a trigger, in four lanes.
struct Bench {
  Vocabulary vocabulary;
  Layout layout{Row(2), Row(3), Row(4), {HistoryId(0)}};
  std::vector<double> rows{1, 2, 3, 4, 0.5, -1, 0, 8, 0, 1, 2, 1, 0, 3, 1, 2, -INFINITY, 10, 20, 95};
  std::vector<double> own_numbers{2.5};
  std::vector<const double*> numbers{own_numbers.data()}; ///< of the one cell
  std::vector<EventTimes> histories{EventTimes(4, 90)};

  Bench() {
    vocabulary.add_parameter("p");
    vocabulary.add_driver("x");
    vocabulary.add_driver("y");
    vocabulary.add_ladder("aid", {"low", "middle", "high"});
    vocabulary.add_trigger("strike");
    for (const double day : {1.0, 40.0, 95.0}) histories[0].add(1, day);
  }

  Program compile(const std::string& text, View view = View::moment) const {
    return {read_formula(text, vocabulary, Wanted::either, Reads::state), layout, view};
  }
  std::vector<double> block(const Program& program) const {
    std::vector<double> scratch(4 * program.depth()), out(4);
    program.in_block({rows.data(), 4, numbers, histories, {}, 100}, 4, scratch.data(), out.data());
    return out;
  }
  double lane(const Program& program, std::size_t i) const {
    return program.in_lane({rows.data(), 4, numbers, histories, {}, 100}, i);
  }
};

} // namespace

TEST_CASE("A program computes what its formula says, the same in a lane and in a block") {
  const Bench bench;
  struct Case {
    const char* text;
    std::vector<double> expected;
  };
  for (const Case& c :
       {Case{"x + 2 * y", {2, 0, 3, 20}}, Case{"p * x ^ 2 - 1", {1.5, 9, 21.5, 39}},
        Case{"aid >= middle and x < 4", {0, 1, 1, 0}}, Case{"max(x, y) / min(x, 2)", {1, 1, 1.5, 4}},
        Case{"not (y in [0, 8]) or time > 100", {1, 1, 0, 0}}, Case{"count(strike)", {0, 3, 1, 2}},
        Case{"count(strike, 90 days)", {0, 2, 0, 0}}, Case{"since(strike) < 6", {0, 0, 0, 1}},
        Case{"-x ^ 2", {-1, -4, -9, -16}}}) {
    const Program program = bench.compile(c.text);
    INFO(c.text);
    CHECK(bench.block(program) == c.expected);
    for (std::size_t i = 0; i < 4; ++i) CHECK(bench.lane(program, i) == c.expected[i]);
  }
}

TEST_CASE("A program knows what it reads") {
  const Bench bench;
  CHECK(bench.compile("y + x * x").rows() == std::vector{Row(0), Row(1)});
  CHECK(bench.compile("y").sole_row() == Row(1));
  CHECK_FALSE(bench.compile("y + 0 * x").sole_row().has_value());
  CHECK(bench.compile("2 * p").is_constant());
  CHECK(bench.compile("since(strike)").reads_day());
  CHECK_FALSE(bench.compile("count(strike)").reads_day());
}

TEST_CASE("What is no number becomes neither a number nor a truth") {
  const Bench bench; // y is 0.5, -1, 0, 8
  for (const char* text : {"max(0, log(y))", "max(log(y), 0)", "min(0, log(y))", "log(y) ^ 0", "log(y) > 0",
                           "not (log(y) > 0)", "2 * log(y) == 0", "log(y) != 1", "y < 0 and log(y) > 0",
                           "y > 0 or log(y) > 0", "log(y) in [0, 1]"}) {
    const Program program = bench.compile(text);
    const std::vector<double> block = bench.block(program);
    INFO(text);
    for (std::size_t i = 0; i < 4; ++i) {
      CHECK(std::isnan(block[i]) == (i == 1));
      CHECK(std::isnan(bench.lane(program, i)) == (i == 1));
    }
  }
}

TEST_CASE("A condition does not hang on what is no number where another piece decides it") {
  const Bench bench;
  CHECK(bench.block(bench.compile("y > 0 and log(y) > 0")) == std::vector<double>{0, 0, 0, 1});
  CHECK(bench.block(bench.compile("y < 0 or log(y) > 0")) == std::vector<double>{0, 1, 0, 1});
}

TEST_CASE("A question that hangs on what is no number is answered with no, and so is its opposite") {
  const Bench bench;
  for (const char* text : {"log(y) > 3", "not (log(y) > -9)", "log(y) != log(y)"}) {
    const Program program = bench.compile(text, View::question);
    INFO(text);
    CHECK(bench.block(program)[1] == 0);
    CHECK(bench.lane(program, 1) == 0);
  }
}
