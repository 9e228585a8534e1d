// Clocks: which are evaluated, what stops them, how they run down, and who runs out.

#include "kernels/clock_example.hpp"

#include <algorithm>

namespace casus::test {
namespace {

using kernels::Evaluate;
using Numbers = std::vector<double>;

const std::vector<std::size_t> lane_counts = {8, 16, 24, 40, 64, 128};

void compare(const Kernels& kernels, const ClockExample& example, Evaluate evaluate, double day,
             std::size_t lanes) {
  ClockExample found = example, expected = example;
  const bool is_right = run(kernels, found, evaluate, day, lanes);
  INFO(name_of(kernels.instruction_set)
       << ", " << lanes << " lanes, evaluates " << static_cast<int>(evaluate));
  REQUIRE(is_right == run_plainly(kernels, expected, evaluate, day, lanes));
  REQUIRE(same_bits(found.tiles, expected.tiles));
}

/// One clock of rate 0.5 in 8 lanes.
struct Single {
  Single() : tiles(1, 8) {
    clock.rate = &rate;
    for (std::size_t lane = 0; lane < 8; ++lane) {
      tiles.intensity(0, lane) = 77;
      tiles.residual(0, lane) = 1;
    }
  }
  bool run(const Kernels& kernels, double day = 0, Evaluate evaluate = Evaluate::all) {
    kernels::ClockRun run = run_of({}, tiles, evaluate, day);
    run.clocks = &clock;
    run.count = 1;
    run.length = 1;
    run.highest_intensity = 1e12;
    return kernels.run_clocks(run, 8);
  }
  Numbers intensities() {
    Numbers all;
    for (std::size_t lane = 0; lane < 8; ++lane) all.push_back(tiles.intensity(0, lane));
    return all;
  }
  Numbers residuals() {
    Numbers all;
    for (std::size_t lane = 0; lane < 8; ++lane) all.push_back(tiles.residual(0, lane));
    return all;
  }
  double rate = 0.5;
  kernels::Clock clock;
  Tiles tiles;
};

kernels::Clock clock_from_elsewhere() {
  kernels::Clock clock;
  clock.due = Evaluate::elsewhere;
  return clock;
}

/// Numbers that an intensity may or may not be, if 1e12 is the most.
const std::vector<std::pair<double, bool>> candidates = {
    {std::nan(""), false}, {-std::nan(""), false},
    {-1e-300, false},      {-INFINITY, false},
    {INFINITY, false},     {std::nextafter(1e12, INFINITY), false},
    {1e12, true},          {0.0, true},
    {5e-324, true}};

} // namespace

TEST_CASE("Clocks of every kind, for every evaluation, give the bits of a plain loop") {
  Randomness random(10);
  for (const Kernels* kernels : all_kernels())
    for (const std::size_t lanes : lane_counts)
      for (const Evaluate evaluate : {Evaluate::none, Evaluate::moving, Evaluate::all})
        for (int repetition = 0; repetition < 20; ++repetition)
          compare(*kernels, ClockExample(random), evaluate, random.uniform(0, 50), lanes);
}

TEST_CASE("A run evaluates the clocks that are due and leaves the others' intensities") {
  for (const Kernels* kernels : all_kernels())
    for (const Evaluate due : {Evaluate::moving, Evaluate::all, Evaluate::elsewhere})
      for (const Evaluate evaluate : {Evaluate::none, Evaluate::moving, Evaluate::all}) {
        Single single;
        single.clock.due = due;
        single.run(*kernels, 0, evaluate);
        const bool is_due = (due == Evaluate::moving && evaluate != Evaluate::none) ||
                            (due == Evaluate::all && evaluate == Evaluate::all);
        CHECK(single.intensities() == Numbers(8, is_due ? 0.5 : 77));
        CHECK(single.residuals() == Numbers(8, is_due ? 0.5 : -76));
      }
}

TEST_CASE("A closed gate, a reached limit and a cooldown stop a clock, one that would overflow too") {
  const std::vector<double> large(8, 700);
  const std::vector<double> gate = {0, 1, 2, -1, 0, 1, 1, 1};
  const std::vector<double> firings = {0, 0, 1, 2, 3, 4, 9, 1};
  const std::vector<double> last_days = {-INFINITY, 0, 6, 6.999, 7, 7.001, 9, 10};
  for (const Kernels* kernels : all_kernels()) {
    INFO(name_of(kernels->instruction_set));
    Single gated, limited, cooling, overflowing;
    gated.clock.gate = gate.data();
    gated.run(*kernels);
    CHECK(gated.intensities() == Numbers{0, 0.5, 0.5, 0.5, 0, 0.5, 0.5, 0.5});
    limited.clock.firings = firings.data();
    limited.clock.limit = 2;
    limited.run(*kernels);
    CHECK(limited.intensities() == Numbers{0.5, 0.5, 0.5, 0, 0, 0, 0, 0.5});
    cooling.clock.last_days = last_days.data();
    const double cooldown = 3;
    cooling.clock.cooldowns = &cooldown;
    cooling.run(*kernels, 10); // a cooldown that ends today has ended
    CHECK(cooling.intensities() == Numbers{0.5, 0.5, 0.5, 0.5, 0.5, 0, 0, 0});
    const double one = 1;
    const kernels::Term term{large.data(), &one};
    const std::vector<double> rates(8, 1e300), closed(8, 0);
    overflowing.clock.terms = {&term, 1};
    overflowing.clock.rates = rates.data();
    CHECK_FALSE(overflowing.run(*kernels));
    CHECK(overflowing.intensities() == Numbers(8, INFINITY));
    overflowing.clock.gate = closed.data();
    for (std::size_t lane = 0; lane < 8; ++lane) overflowing.tiles.residual(0, lane) = 1;
    CHECK(overflowing.run(*kernels));
    CHECK(overflowing.intensities() == Numbers(8, 0));
  }
}

TEST_CASE("An intensity that is none is seen in every clock and lane, and only such a one") {
  const std::vector<kernels::Clock> clocks(11, clock_from_elsewhere());
  for (const Kernels* kernels : all_kernels())
    for (const std::size_t lanes : lane_counts)
      for (std::size_t lane = 0; lane < lanes; ++lane)
        for (std::size_t clock = 0; clock < clocks.size(); ++clock)
          for (const auto& [value, is_right] : candidates) {
            Tiles tiles(clocks.size(), lanes);
            tiles.intensity(clock, lane) = value;
            kernels::ClockRun run = run_of(clocks, tiles, Evaluate::all, 0);
            run.highest_intensity = 1e12;
            INFO(name_of(kernels->instruction_set)
                 << ", clock " << clock << ", lane " << lane << " of " << lanes << ": " << value);
            REQUIRE(kernels->run_clocks(run, lanes) == is_right);
          }
}

TEST_CASE("A residual of zero has not run out, one below zero has, and what is no number has not") {
  const Numbers residuals = {0.5, 0.25, 1, std::nextafter(0.5, 0), -3, std::nan(""), 0.75, 0};
  for (const Kernels* kernels : all_kernels()) {
    Single single;
    for (std::size_t lane = 0; lane < 8; ++lane) single.tiles.residual(0, lane) = residuals[lane];
    single.run(*kernels);
    CHECK(single.tiles.run_out == std::vector<kernels::TileBits>{0, 1, 0, 1, 1, 0, 0, 1});
  }
}

TEST_CASE("A clock that stands still does not run out, whatever its residual") {
  for (const Kernels* kernels : all_kernels()) {
    Single single;
    single.rate = 0;
    for (std::size_t lane = 0; lane < 8; ++lane) single.tiles.residual(0, lane) = -1e-17;
    single.run(*kernels);
    CHECK(single.tiles.run_out == std::vector<kernels::TileBits>(8, 0));
  }
}

} // namespace casus::test
