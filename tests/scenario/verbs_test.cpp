#include "scenario/verbs.hpp"

#include <catch2/catch.hpp>

using namespace casus;
using scenario::ActsOn;
using scenario::Verb;

TEST_CASE("The row of a verb is found by its kind") {
  for (const Verb& verb : scenario::verbs) CHECK(&scenario::verb_of(verb.kind) == &verb);
  CHECK(scenario::verb_of(ChangeKind::add).key == "add");
  CHECK(scenario::verb_of(ChangeKind::move).key == "move");
}

TEST_CASE("A verb that adds adds, and the slope of another is that of its result") {
  constexpr double step = 1e-6;
  for (const Verb& verb : scenario::verbs)
    if (verb.acts_on == ActsOn::drivers)
      for (const double value : {-1.5, 0.2, 3.0})
        for (const double amount : {-0.7, 0.5, 2.0}) {
          INFO(verb.key << " " << amount << " at " << value);
          if (verb.adds) {
            CHECK(verb.result(value, amount) == value + amount);
            continue;
          }
          const double rise = verb.result(value + step, amount) - verb.result(value - step, amount);
          CHECK(verb.slope(value, amount) == Approx(rise / (2 * step)).margin(1e-6));
        }
}
