#include "scenario/change/grouping.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

using casus::scenario::grouped;

namespace {

using Flags = std::vector<bool>;
using Groups = std::vector<std::vector<std::size_t>>;

/// A thing that needs another one.
struct Need {
  std::size_t thing;
  std::size_t other;
};

bool are_met(const std::vector<Need>& needs, const Flags& flags) {
  return std::all_of(needs.begin(), needs.end(),
                     [&](const Need& need) { return !flags[need.thing] || flags[need.other]; });
}

Flags chosen(const Groups& groups, std::size_t bits, std::size_t count) {
  Flags flags(count);
  for (std::size_t g = 0; g < groups.size(); ++g)
    for (const std::size_t i : groups[g]) flags[i] = (bits >> g) & 1U;
  return flags;
}

} // namespace

TEST_CASE("What needs something else goes with it, and the rest stays alone") {
  const std::vector<Need> needs{{0, 3}, {4, 5}, {5, 6}};
  const auto works = [&](const Flags& flags) { return are_met(needs, flags); };
  CHECK(grouped(8, works, 1000) == Groups{{0, 3}, {1}, {2}, {4, 5, 6}, {7}});
}

TEST_CASE("Two that contradict each other until a third comes go with it") {
  const auto works = [](const Flags& flags) { return !(flags[1] && flags[2]) || flags[4]; };
  CHECK(grouped(6, works, 1000) == Groups{{0}, {1, 2, 4}, {3}, {5}});
}

TEST_CASE("Where tries run out before each has been tried alone, all are one group") {
  int tries = 0;
  const auto works = [&](const Flags&) {
    ++tries;
    return false;
  };
  CHECK(grouped(100, works, 50).size() == 1);
  CHECK(tries <= 50);
  CHECK(grouped(20, works, 50).size() == 1);
  CHECK(grouped(0, works, 50).empty());
}

TEST_CASE("Every set of groups works where few things have random needs") {
  std::mt19937_64 random(20230415);
  for (int round = 0; round < 300; ++round) {
    constexpr std::size_t count = 7;
    std::vector<Need> needs;
    for (std::size_t n = random() % 6; n > 0; --n) needs.push_back({random() % count, random() % count});
    const auto works = [&](const Flags& flags) { return are_met(needs, flags); };
    const Groups groups = grouped(count, works, 10'000);
    for (std::size_t bits = 0; bits < std::size_t{1} << groups.size(); ++bits)
      CHECK(works(chosen(groups, bits, count)));
  }
}
