// Formulas that were written to break the reader.

#include "formula/example.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace casus;
using namespace casus::formula;
using Catch::Matchers::Contains;

namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string result;
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

/// Reads a text in every way there is; it must end in an expression or a message.
void survive(const std::string& text) {
  for (const Wanted wanted : {Wanted::condition, Wanted::either, Wanted::rate, Wanted::moment}) {
    const Vocabulary vocabulary = example_vocabulary();
    try {
      const Expression expression = read_formula(text, vocabulary, wanted, Reads::state_and_marks);
      const Expression copy = expression;
      CHECK(copy == expression);
    } catch (const FormulaError& error) {
      CHECK(error.offset() <= text.size());
      CHECK_FALSE(std::string(error.what()).empty());
    }
  }
}

} // namespace

TEST_CASE("A formula is no longer than it may be") {
  CHECK(error_of(repeated(" ", longest_formula - 1) + "1").empty());
  CHECK_THAT(error_of(repeated(" ", longest_formula) + "1"), Contains("4097 characters long (at most 4096)"));
}

TEST_CASE("A formula is nested no deeper than it may be") {
  for (const auto& [open, close] :
       {std::pair("(", ")"), {"-", ""}, {"abs(", ")"}, {"1^", ""}, {"not ", ""}}) {
    const std::string core = std::string(open) == "not " ? "true" : "0";
    const auto nested = [&, o = open, c = close](std::size_t depth) {
      return repeated(o, depth) + core + repeated(c, depth);
    };
    CHECK(error_of(nested(deepest_formula)).empty());
    CHECK_THAT(error_of(nested(deepest_formula + 1)), Contains("nested more than 64 levels deep"));
  }
}

TEST_CASE("Long runs of anything end in a clean answer") {
  for (const char* piece : {"(",
                            ")",
                            "- ",
                            "-",
                            "not ",
                            "1^",
                            "alarm+",
                            "alarm*",
                            "1+",
                            "[",
                            "min(",
                            "min(1,",
                            "alarm>1 and ",
                            "alarm>1 or ",
                            "alarm in [",
                            "1,",
                            "alarm ",
                            "count(",
                            "-(",
                            "2^-",
                            "not(",
                            "a",
                            "9",
                            "9.",
                            "per ",
                            "in ",
                            "=",
                            "'",
                            "\xff",
                            "é",
                            "2024-11-05 ",
                            "1 per ",
                            "support==",
                            "weapon in [nato,"}) {
    const std::size_t times = longest_formula / std::string(piece).size() - 2;
    for (const char* end : {"", "1", "alarm", "true", "alarm>1"}) survive(repeated(piece, times) + end);
  }
}

TEST_CASE("A sum of thousands of terms is read") {
  const std::size_t terms = longest_formula / 2;
  Vocabulary vocabulary;
  vocabulary.add_driver("a");
  Expression sum = read_formula(repeated("a+", terms - 1) + "a", vocabulary, Wanted::number, Reads::state);
  std::size_t depth = 0;
  for (const Expression* node = &sum; !node->arguments.empty(); node = &node->arguments[0]) ++depth;
  CHECK(depth == terms - 1);
  const Expression copy = sum;
  CHECK(copy == sum);
}

TEST_CASE("Writing out a list does not make a giant of a formula") {
  CHECK_THAT(error_of(repeated("alarm+", 300) + "alarm in [" + repeated("1,", 1000) + "1]"),
             Contains("the list is too long (1001 items"));
  CHECK(error_of("alarm in [" + repeated("1,", 1000) + "1]").empty());
}

TEST_CASE("Random bytes never break the reader") {
  std::mt19937 generator(20230415);
  std::uniform_int_distribution<int> byte(0, 255), length(0, 60);
  for (int i = 0; i < 3000; ++i) {
    std::string text(static_cast<std::size_t>(length(generator)), ' ');
    for (char& c : text) c = static_cast<char>(byte(generator));
    survive(text);
  }
}

TEST_CASE("Random tokens never break the reader, and some of them make formulas") {
  const std::vector<std::string> tokens = {
      "alarm",    "unity", "red_line", "strike", "support",    "lethal",     "weapon",  "nato",
      "severity", "time",  "date",     "true",   "and",        "or",         "not",     "in",
      "per",      "year",  "days",     "count(", "since(",     "min(",       "exp(",    "(",
      "(",        ")",     ")",        "[",      "]",          ",",          "+",       "-",
      "*",        "/",     "^",        "<",      ">=",         "==",         "!=",      "=",
      "1",        "0",     "2.5",      "1e300",  "2024-11-05", "2023-02-30", "90 days", "x"};
  std::mt19937 generator(1);
  std::uniform_int_distribution<std::size_t> pick(0, tokens.size() - 1), length(1, 7);
  int read_well = 0;
  for (int i = 0; i < 6000; ++i) {
    std::string text;
    for (std::size_t n = length(generator); n > 0; --n) text += tokens[pick(generator)] + " ";
    survive(text);
    if (error_of(text).empty()) ++read_well;
  }
  CHECK(read_well > 100);
}
