#include "formula/vocabulary.hpp"

#include <catch2/catch.hpp>

using namespace casus::formula;

TEST_CASE("Each kind of name is numbered from zero") {
  Vocabulary vocabulary;
  vocabulary.add_driver("a");
  vocabulary.add_parameter("b");
  vocabulary.add_driver("c");
  vocabulary.add_trigger("a");
  CHECK(vocabulary.find("a")->kind == Kind::driver);
  CHECK(vocabulary.find("a")->index == 0);
  CHECK(vocabulary.find("b")->kind == Kind::parameter);
  CHECK(vocabulary.find("b")->index == 0);
  CHECK(vocabulary.find("c")->index == 1);
  CHECK(vocabulary.trigger("a") == 0);
  CHECK_FALSE(vocabulary.trigger("b"));
  CHECK_FALSE(vocabulary.find("d"));
}

TEST_CASE("Rungs and categories are known by their ladder and mark") {
  Vocabulary vocabulary;
  vocabulary.add_ladder("first", {"low", "high"});
  vocabulary.add_ladder("second", {"off", "on"});
  vocabulary.add_mark("size", {"small", "big"});
  vocabulary.add_mark("place", {"big"});
  vocabulary.add_mark("severity", {});
  CHECK(vocabulary.rung(0, "high") == 1);
  CHECK_FALSE(vocabulary.rung(1, "high"));
  CHECK(vocabulary.any_rung("on") == 1);
  CHECK_FALSE(vocabulary.any_rung("big"));
  CHECK(vocabulary.category(0, "big") == 1);
  CHECK(vocabulary.category(1, "big") == 0);
  CHECK(vocabulary.is_categorical(0));
  CHECK_FALSE(vocabulary.is_categorical(2));
  CHECK(vocabulary.mark_with_category("big") == "size");
  CHECK(vocabulary.nearest_rung(0, "hihg") == "high");
  CHECK(vocabulary.nearest_category(0, "smal") == "small");
}

TEST_CASE("The marks of one trigger are forgotten before the next") {
  Vocabulary vocabulary;
  vocabulary.add_mark("weapon", {"nato"});
  vocabulary.clear_marks();
  CHECK_FALSE(vocabulary.find("weapon"));
  CHECK_FALSE(vocabulary.mark_with_category("nato"));
  vocabulary.add_mark("target", {});
  CHECK(vocabulary.find("target")->index == 0);
  CHECK_FALSE(vocabulary.is_categorical(0));
}

TEST_CASE("The nearest name is one slip away") {
  const std::vector<std::string> known = {"weights", "when", "rate", "effects"};
  CHECK(nearest_name("wieghts", known) == "weights"); // a swap of neighbours
  CHECK(nearest_name("weight", known) == "weights");
  CHECK(nearest_name("weigghts", known) == "weights");
  CHECK(nearest_name("rete", known) == "rate");
  CHECK(nearest_name("rate", known) == "rate");
  CHECK_FALSE(nearest_name("probability", known));
  CHECK_FALSE(nearest_name("", known));
}

TEST_CASE("The nearest of several is chosen, the first among equals") {
  CHECK(nearest_name("abcdef", {"abcdxy", "abcdex", "abcdey"}) == "abcdex");
}

TEST_CASE("A slip is at most a third of a name, and leaves something of it") {
  CHECK(nearest_name("ab", {"ax"}) == "ax");
  CHECK_FALSE(nearest_name("ab", {"xy"}));
  CHECK_FALSE(nearest_name("a", {"b"}));
  CHECK(nearest_name("abcdef", {"abcdxy"}) == "abcdxy");
  CHECK_FALSE(nearest_name("abcdef", {"abcxyz"}));
}

TEST_CASE("Names too long to be mistyped are not compared") {
  const std::string giant(1'000'000, 'a');
  CHECK_FALSE(nearest_name(giant, {giant}));
  CHECK_FALSE(nearest_name("a", {giant}));
}

TEST_CASE("Words of the grammar are reserved") {
  for (const char* word : {"and", "or", "not", "in", "per", "true", "false", "date", "time", "min", "max",
                           "exp", "log", "sqrt", "abs", "sin", "cos", "count", "since"})
    CHECK(is_reserved(word));
  for (const char* word : {"days", "year", "alarm", "", "Not"}) CHECK_FALSE(is_reserved(word));
}
