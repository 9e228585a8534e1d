// Clocks: which are evaluated, what stops them, how they run down, and who runs out.

#include "kernels/clock_example.hpp"

#include <algorithm>

namespace casus::test {
namespace {

using kernels::Evaluate;

const std::vector<std::size_t> lane_counts = {8, 16, 24, 40, 64, 128};

void compare(const Kernels& kernels, const ClockExample& example, Evaluate evaluate, double day,
             std::size_t lanes) {
  ClockExample found = example, expected = example;
  const Ran ran = run(kernels, found, evaluate, day, lanes);
  const Ran wanted = run_plainly(kernels, expected, evaluate, day, lanes);
  INFO(name_of(kernels.instruction_set)
       << ", " << lanes << " lanes, evaluates " << static_cast<int>(evaluate));
  REQUIRE(same_bits(found.intensities, expected.intensities));
  REQUIRE(same_bits(found.residuals, expected.residuals));
  REQUIRE(ran.codes == wanted.codes);
  REQUIRE(ran.is_right == wanted.is_right);
}

/// One clock of rate 0.5 in 8 lanes.
struct Single {
  Single() : intensities(8, 77), residuals(8, 1) {
    clock.rate = 0.5;
    clock.intensities = intensities.data();
    clock.residuals = residuals.data();
  }
  kernels::RunDown run(const Kernels& kernels, double day = 0, Evaluate evaluate = Evaluate::all) {
    return kernels.run_clocks({&clock, 1, evaluate, day, 1, 1e12}, 8, codes);
  }
  kernels::Clock clock;
  std::vector<double> intensities, residuals;
  std::uint64_t codes[16] = {};
};

} // namespace

TEST_CASE("clocks of every kind, for every evaluation, give the bits of a plain loop") {
  Randomness random(10);
  for (const Kernels* kernels : all_kernels())
    for (const std::size_t lanes : lane_counts)
      for (const Evaluate evaluate : {Evaluate::none, Evaluate::moving, Evaluate::all})
        for (int repetition = 0; repetition < 20; ++repetition)
          compare(*kernels, ClockExample(random), evaluate, random.uniform(0, 50), lanes);
}

TEST_CASE("a run evaluates the clocks that are due and leaves the others' intensities") {
  for (const Kernels* kernels : all_kernels())
    for (const Evaluate due : {Evaluate::moving, Evaluate::all, Evaluate::elsewhere})
      for (const Evaluate evaluate : {Evaluate::none, Evaluate::moving, Evaluate::all}) {
        Single single;
        single.clock.due = due;
        single.run(*kernels, 0, evaluate);
        const bool is_due = (due == Evaluate::moving && evaluate != Evaluate::none) ||
                            (due == Evaluate::all && evaluate == Evaluate::all);
        CHECK(single.intensities == std::vector<double>(8, is_due ? 0.5 : 77));
        CHECK(single.residuals == std::vector<double>(8, is_due ? 0.5 : -76));
      }
}

TEST_CASE("a closed gate, a reached limit and a cooldown stop a clock, one that would overflow too") {
  const std::vector<double> large(8, 700);
  const std::vector<double> gate = {0, 1, 2, -1, 0, 1, 1, 1};
  const std::vector<double> firings = {0, 0, 1, 2, 3, 4, 9, 1};
  const std::vector<double> last_days = {-INFINITY, 0, 6, 6.999, 7, 7.001, 9, 10};
  using Numbers = std::vector<double>;
  for (const Kernels* kernels : all_kernels()) {
    INFO(name_of(kernels->instruction_set));
    Single gated, limited, cooling, overflowing;
    gated.clock.gate = gate.data();
    gated.run(*kernels);
    CHECK(gated.intensities == Numbers{0, 0.5, 0.5, 0.5, 0, 0.5, 0.5, 0.5});
    limited.clock.firings = firings.data();
    limited.clock.limit = 2;
    limited.run(*kernels);
    CHECK(limited.intensities == Numbers{0.5, 0.5, 0.5, 0, 0, 0, 0, 0.5});
    cooling.clock.last_days = last_days.data();
    cooling.clock.cooldown = 3;
    cooling.run(*kernels, 10); // a cooldown that ends today has ended
    CHECK(cooling.intensities == Numbers{0.5, 0.5, 0.5, 0.5, 0.5, 0, 0, 0});
    const kernels::Term term{large.data(), 1};
    const std::vector<double> rates(8, 1e300), closed(8, 0);
    overflowing.clock.terms = {&term, 1};
    overflowing.clock.rates = rates.data();
    CHECK_FALSE(overflowing.run(*kernels).is_right);
    CHECK(overflowing.intensities == Numbers(8, INFINITY));
    overflowing.clock.gate = closed.data();
    overflowing.residuals.assign(8, 1);
    CHECK(overflowing.run(*kernels).is_right);
    CHECK(overflowing.intensities == Numbers(8, 0));
  }
}

TEST_CASE("an intensity that is none is seen in every lane, and only such a one") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double most = 1e12, more = std::nextafter(most, INFINITY);
  for (const Kernels* kernels : all_kernels())
    for (const std::size_t lanes : lane_counts)
      for (std::size_t lane = 0; lane < lanes; ++lane)
        for (const auto& [value, is_right] : {std::pair{nan, false},
                                              {-nan, false},
                                              {-1e-300, false},
                                              {-INFINITY, false},
                                              {INFINITY, false},
                                              {more, false},
                                              {most, true},
                                              {0.0, true},
                                              {5e-324, true}}) {
          std::vector<double> intensities(lanes, 3), residuals(lanes, 1);
          std::vector<std::uint64_t> codes(lanes + 8);
          intensities[lane] = value;
          kernels::Clock clock;
          clock.due = Evaluate::elsewhere;
          clock.intensities = intensities.data();
          clock.residuals = residuals.data();
          const auto ran = kernels->run_clocks({&clock, 1, Evaluate::all, 0, 1, most}, lanes, codes.data());
          INFO(name_of(kernels->instruction_set) << ", lane " << lane << " of " << lanes << ": " << value);
          REQUIRE(ran.is_right == is_right);
        }
}

TEST_CASE("a residual of zero has not run out, one below zero has, and what is no number has not") {
  for (const Kernels* kernels : all_kernels()) {
    Single single;
    single.residuals = {0.5, 0.25, 1, std::nextafter(0.5, 0), -3, std::nan(""), 0.75, 0};
    const kernels::RunDown ran = single.run(*kernels);
    REQUIRE(ran.run_out == 4);
    const std::size_t lanes[] = {1, 3, 4, 7};
    for (std::size_t i = 0; i < 4; ++i) {
      CHECK(kernels::RunOut{single.codes[i]}.clock() == 0);
      CHECK(kernels::RunOut{single.codes[i]}.lane() == lanes[i]);
    }
  }
}

} // namespace casus::test
