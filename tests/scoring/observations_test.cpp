#include "support.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace casus;
using namespace casus::test;

TEST_CASE("A table of outcomes is read: events, values, base rates, and what is not known yet") {
  const auto observations =
      observations_of("outcome,observed,base_rate,remark\n"
                      "war,YES,0.3,as in the papers\npeace,0,,\nlosses,3.5,2; 4 5,\nprice,,,\n",
                      {plain_scenario()});
  REQUIRE(observations.size() == 4);
  CHECK(observations[0].observed == 1.0);
  CHECK(observations[0].base == std::vector<double>{0.3});
  CHECK(observations[1].observed == 0.0);
  CHECK(observations[1].base.empty());
  CHECK_FALSE(observations[2].is_event);
  CHECK(observations[2].base == std::vector<double>{2, 4, 5});
  CHECK_FALSE(observations[3].observed);
}

TEST_CASE("What is wrong with a table of outcomes is told with its place, all at once") {
  const std::string told =
      told_of("outcome,observed,base_rate\nwarr,yes,\nwar,perhaps,1.2\nlosses,many,\nwar,no,\n"
              "price,7,x\npeace,no,0.1;0.2\n",
              {plain_scenario()});
  for (const char* part : {"o.csv:2:1: error: unknown outcome 'warr' (did you mean 'war'?): 's.yaml' has "
                           "'war', 'peace', 'losses', "
                           "'price'\n  warr,yes,\n  ^",
                           "o.csv:3:5: error: 'perhaps' does not say whether the event came: write yes or no",
                           "o.csv:3:13: error: the base rate '1.2' is no probability (it must lie in [0, 1])",
                           "o.csv:4:8: error: 'many' is no number",
                           "o.csv:5:1: error: outcome 'war' stands here again (first in line 3)",
                           "o.csv:6:9: error: 'x' is no number",
                           "o.csv:7:10: error: the base rate of an event is one probability"})
    CHECK_THAT(told, Catch::Contains(part));
}

TEST_CASE("Every semicolon of a base rate stands between numbers") {
  for (const char* cell : {";;", ";1", "1;", "1;;2", "1; ;2", ";"})
    CHECK_THAT(told_of(fmt::format("outcome,observed,base_rate\nlosses,3,{}\n", cell), {plain_scenario()}),
               Catch::Contains(
                   fmt::format("o.csv:2:10: error: '{}' has a semicolon with no number beside it", cell)));
}

TEST_CASE("A table of outcomes must have its columns, rows, and something observed") {
  const std::vector<Scenario> scenarios{plain_scenario()};
  CHECK_THAT(told_of("", scenarios), Catch::Contains("the table is empty"));
  CHECK_THAT(told_of("outcome,observed\n", scenarios), Catch::Contains("has no rows"));
  CHECK_THAT(told_of("outcome,obseved\nwar,yes\n", scenarios),
             Catch::Contains("there is no column 'observed' (did you mean 'obseved'?)"));
  CHECK_THAT(told_of("outcome,observed,base_rat\nwar,yes,1\n", scenarios),
             Catch::Contains("unknown column 'base_rat' (did you mean 'base_rate'?)"));
  CHECK_THAT(told_of("outcome,observed\nwar,\nprice,\n", scenarios),
             Catch::Contains("no outcome has been observed"));
}

TEST_CASE("Every scenario must forecast what was observed, and as the same kind") {
  const Scenario other =
      scenario_text("horizon: 1 day\nstep: 1 day\noutcomes: {war: {value: time}}\n", "t.yaml");
  CHECK_THAT(told_of("outcome,observed\nwar,1\nprice,2\n", {plain_scenario(), other}),
             Catch::Contains("outcome 'war' is an event in one scenario and a value in another") &&
                 Catch::Contains("o.csv:3:1: error: unknown outcome 'price': 't.yaml' has 'war'"));
}
