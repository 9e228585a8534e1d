// What names stand for, and what a place of the file may read.

#include "formula/example.hpp"

#include <catch2/catch.hpp>

using namespace casus;
using namespace casus::formula;

TEST_CASE("Names become indices of their kind") {
  CHECK(written(read("alarm + unity * red_line + severity")) ==
        "((driver0 + (driver1 * parameter0)) + mark2)");
  CHECK(written(read("support + time")) == "(ladder0 + time)");
  CHECK(value_of("true") == 1);
  CHECK(value_of("false") == 0);
}

TEST_CASE("Rungs are those of the ladder they are compared with") {
  CHECK(written(read("support >= lethal")) == "(ladder0 >= 2)");
  CHECK(written(read("dual_use < support")) == "(1 < ladder0)");
  CHECK(written(read("support in [cover, lethal]")) == "((ladder0 == 0) or (ladder0 == 2))");
  CHECK(written(read("support not in [cover, lethal]")) == "not(((ladder0 == 0) or (ladder0 == 2)))");
  CHECK(written(read("support > sanctions")) == "(ladder0 > ladder1)");
  CHECK(written(read("support >= 1 + alarm")) == "(ladder0 >= (1 + driver0))");
  CHECK(written(read("support == red_line")) == "(ladder0 == parameter0)");
}

TEST_CASE("A rung without a ladder beside it is its index") {
  CHECK(value_of("lethal") == 2);
  CHECK(written(read("support + 1 >= lethal")) == "((ladder0 + 1) >= 2)");
}

TEST_CASE("Categories are those of the mark they are compared with") {
  CHECK(written(read("weapon == nato")) == "(mark0 == 1)");
  CHECK(written(read("target == nato")) == "(mark1 == 2)");
  CHECK(written(read("nato != target")) == "(mark1 != 2)");
  CHECK(written(read("target in [border, strategic]")) == "((mark1 == 0) or (mark1 == 1))");
}

TEST_CASE("A category may share its name with its mark or with a driver") {
  Vocabulary vocabulary = example_vocabulary();
  vocabulary.add_mark("kind", {"alarm", "kind"});
  const auto read_here = [&](std::string_view text) {
    return written(read_formula(text, vocabulary, Wanted::condition, Reads::state_and_marks));
  };
  CHECK(read_here("kind == alarm") == "(mark3 == 0)");
  CHECK(read_here("kind == kind") == "(mark3 == 1)");
}

TEST_CASE("The history of triggers is read by count and since") {
  CHECK(written(read("count(strike) > 3")) == "(count0 > 3)");
  CHECK(written(read("count(election, 90 days)")) == "count1within90");
  CHECK(written(read("count(strike, 2 * 6 weeks)")) == "count0within84");
  CHECK(written(read("since(strike) < 90 days")) == "(since0 < 90)");
}

TEST_CASE("A number of the trajectory reads parameters only") {
  const auto error = [](std::string_view text) { return error_of(text, Wanted::number, Reads::parameters); };
  CHECK(error("2 * red_line + lethal").empty());
  CHECK(error("2 * alarm") ==
        "4: 'alarm' cannot be used here (it is a driver, and this number must be the same all "
        "through a trajectory): use numbers and parameters only");
  for (const char* text : {"support", "severity", "time", "count(strike)", "since(strike)"})
    CHECK_THAT(error(text), Catch::Matchers::Contains("must be the same all through a trajectory"));
  CHECK_THAT(error_of("date < 2024-01-01", Wanted::condition, Reads::parameters),
             Catch::Matchers::Contains("must be the same all through a trajectory"));
}

TEST_CASE("Marks are read only where the trigger that draws them is known") {
  CHECK(error_of("alarm + count(strike)", Wanted::number, Reads::state).empty());
  CHECK(error_of("1 + severity", Wanted::number, Reads::state) ==
        "4: 'severity' cannot be used here (it is a mark, and marks are known only in the effects of the "
        "trigger that "
        "draws them)");
  CHECK_THAT(error_of("weapon == nato", Wanted::condition, Reads::state),
             Catch::Matchers::Contains("it is a mark"));
}
