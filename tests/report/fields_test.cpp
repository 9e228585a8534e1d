#include "report/data/columns.hpp"
#include "report/data/tree.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <string>
#include <vector>

using namespace casus::report;

namespace {

struct Shot {
  std::string by{};
  double distance = 0;
};

struct Match {
  std::string place{};
  std::optional<int> spectators{};
  casus::Interval minutes{};
  std::vector<Shot> shots{};
  bool is_abandoned = false;
};

struct Careless {
  int told = 0;
  int forgotten = 0;
};

} // namespace

namespace casus::report {

template <>
inline constexpr auto fields<Shot> =
    std::tuple{Untold{&Shot::by}, Field{"distance", &Shot::distance},
               Field{"at", [](const Shot&, const Match& whole) { return whole.place; }}};

template <>
inline constexpr auto fields<Match> =
    std::tuple{Field{"place", &Match::place}, Field{"spectators", &Match::spectators},
               Field{"time", Group{Bounds{"minutes", &Match::minutes}}},
               Field{"shots", ByName{&Match::shots, &Shot::by}},
               OnlyIf{&Match::is_abandoned, Field{"abandoned", &Match::is_abandoned}}};

template <>
inline constexpr auto fields<Careless> =
    std::tuple{Field{"told", &Careless::told}, Field{"again", &Careless::told}};

} // namespace casus::report

namespace {

/// A format made for this test: objects in round brackets.
struct Brackets {
  using Tree = std::string;
  static Tree none() { return "-"; }
  static Tree value(const std::string& text) { return text; }
  static Tree value(bool is_true) { return is_true ? "yes" : "no"; }
  static Tree value(int number) { return fmt::to_string(number); }
  static Tree value(double number) { return fmt::to_string(number); }
  static Tree list() { return "["; }
  static void add(Tree& list, const Tree& each) { list += each + ";"; }
  static Tree object() { return "("; }
  static void put(Tree& object, std::string_view key, const Tree& value) {
    object += fmt::format("{}={} ", key, value);
  }
};

const Match match{"Bern", std::nullopt, {0, 90}, {{"Rahn", 16}, {"Morlock", 5}}, false};

std::string told(const Match& of) { return TreeOf<Brackets>::make(of, of); }

} // namespace

TEST_CASE("A member that stands in no list of fields is seen by the compiler") {
  STATIC_REQUIRE(tells_all_members<Match>);
  STATIC_REQUIRE(tells_all_members<Shot>);
  STATIC_REQUIRE_FALSE(tells_all_members<Careless>);
}

TEST_CASE("A format that knows values, lists and objects tells every finding") {
  CHECK(told(match) == "(place=Bern spectators=- time=(minutes=[0;90;  shots=(Rahn=(distance=16 at=Bern  "
                       "Morlock=(distance=5 at=Bern   ");
}

TEST_CASE("Keys stand only where their condition is met") {
  Match abandoned = match;
  abandoned.is_abandoned = true;
  CHECK(told(abandoned) == told(match) + "abandoned=yes ");
}

TEST_CASE("Columns that a row does not have are empty, and an interval has two") {
  constexpr std::tuple columns{Field{"place", &Match::place}, Bounds{"minutes", &Match::minutes},
                               OnlyIf{&Match::is_abandoned, Field{"abandoned", &Match::is_abandoned},
                                      Bounds{"again", &Match::minutes}}};
  std::vector<std::string> names;
  Columns::add_names(names, columns);
  CHECK(names == std::vector<std::string>{"place", "minutes_low", "minutes_high", "abandoned", "again_low",
                                          "again_high"});
  int cells = 0, empty = 0;
  Columns::visit(columns, match, match, [&](const auto& cell) {
    ++cells;
    empty += std::is_same_v<std::decay_t<decltype(cell)>, std::nullopt_t> ? 1 : 0;
  });
  CHECK(cells == 6);
  CHECK(empty == 3);
}
