// The rows of the families, which the reader, the schema and the reference of the language go by.

#include "distribution/families.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace casus;

TEST_CASE("A family is known by its name") {
  for (const char* name :
       {"uniform", "normal", "lognormal", "triangular", "pert", "beta", "gamma", "discrete"}) {
    const distribution::Family* family = distribution::family_named(name);
    REQUIRE(family != nullptr);
    CHECK(family->name == name);
  }
  CHECK(distribution::family_named("cauchy") == nullptr);
}

TEST_CASE("The list form names a family's own arguments") {
  const auto list_arguments = [](const char* name) {
    return distribution::family_named(name)->ways.front().arguments;
  };
  CHECK(list_arguments("uniform") == std::vector<std::string_view>{"min", "max"});
  CHECK(list_arguments("normal") == std::vector<std::string_view>{"mean", "sd"});
  CHECK(list_arguments("lognormal") == std::vector<std::string_view>{"mu", "sigma"});
  CHECK(list_arguments("triangular") == std::vector<std::string_view>{"min", "mode", "max"});
  CHECK(list_arguments("pert") == std::vector<std::string_view>{"min", "mode", "max"});
  CHECK(list_arguments("beta") == std::vector<std::string_view>{"alpha", "beta"});
  CHECK(list_arguments("gamma") == std::vector<std::string_view>{"shape", "scale"});
  CHECK(distribution::family_named("discrete")->ways.empty());
}

TEST_CASE("Each family has a name of its own, says what it is, and can be made") {
  std::set<std::string_view> names;
  for (const distribution::Family& family : distribution::families()) {
    INFO(family.name);
    CHECK(names.insert(family.name).second);
    CHECK_FALSE(family.says.empty());
    CHECK(family.ways.empty() == family.lists_values());
    CHECK((family.anchors > 0) == (family.from_anchors != nullptr));
    for (const distribution::Way& way : family.ways) CHECK(way.make != nullptr);
  }
}
