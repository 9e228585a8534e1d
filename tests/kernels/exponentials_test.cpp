// Exp(1) draws: Philox in lanes, their uniforms, and the logarithm.

#include "kernels/support.hpp"
#include "simulation/streams.hpp"

// The helpers behind the kernels, once more, for the instructions that the tests are compiled for.
#define CASUS_INSTRUCTION_SET tested
#include "kernels/thresholds.hpp"

namespace casus::test {
namespace {

struct Asked {
  std::vector<std::uint64_t> key_low, key_high, trajectory, index;

  void ask(kernels::Key key, std::uint64_t number, std::uint64_t draw) {
    key_low.push_back(key.low);
    key_high.push_back(key.high);
    trajectory.push_back(number);
    index.push_back(draw);
  }
  std::vector<double> answers(const Kernels& kernels) {
    const std::size_t count = index.size();
    std::vector<double> out(count + kernels::lane_multiple);
    for (auto* row : {&key_low, &key_high, &trajectory, &index}) row->resize(out.size());
    kernels.draw_exponentials({key_low.data(), key_high.data(), trajectory.data(), index.data()}, count,
                              out.data());
    out.resize(count);
    return out;
  }
};

/// The farthest that a draw is from -log of its uniform number, in units in the last place.
double farthest(const Kernels& kernels, Asked asked) {
  const std::vector<double> drawn = asked.answers(kernels);
  double most = 0;
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    const simulation::StreamKey key{static_cast<std::uint32_t>(asked.key_low[i]),
                                    static_cast<std::uint32_t>(asked.key_high[i])};
    const double u = simulation::uniform(key, asked.trajectory[i], asked.index[i]);
    most = std::max(most, ulps_between(drawn[i], -std::log(static_cast<long double>(u))));
  }
  return most;
}

constexpr kernels::Key key{0x243f6a88, 0x85a308d3};

/// A draw whose uniform number has these 52 bits.
void ask_for(Asked& asked, std::uint64_t bits) {
  const std::uint64_t word = bits << 12;
  const Counter counter =
      counter_with(key, {static_cast<std::uint32_t>(word), static_cast<std::uint32_t>(word >> 32), 1, 2});
  asked.ask(key, counter.trajectory, counter.index);
}

} // namespace

TEST_CASE("The tests run Philox backwards: the counter that they find gives the words that they want") {
  Randomness random(1);
  for (int i = 0; i < 1000; ++i) {
    const std::uint64_t a = random.bits(), b = random.bits(), k = random.bits();
    const Words words{static_cast<std::uint32_t>(a), static_cast<std::uint32_t>(a >> 32),
                      static_cast<std::uint32_t>(b), static_cast<std::uint32_t>(b >> 32)};
    const kernels::Key any{static_cast<std::uint32_t>(k), static_cast<std::uint32_t>(k >> 32)};
    const Counter counter = counter_with(any, words);
    REQUIRE(words_of(any, counter.trajectory, counter.index) == words);
  }
}

TEST_CASE("Exponential draws are -log of Random123's words, for any keys, trajectories and indices") {
  Randomness random(2);
  for (const Kernels* kernels : all_kernels())
    for (const std::size_t count : {1, 2, 7, 8, 9, 100'000}) {
      Asked asked;
      for (std::size_t i = 0; i < count; ++i) {
        const std::uint64_t word = random.bits();
        asked.ask({static_cast<std::uint32_t>(word), static_cast<std::uint32_t>(word >> 32)}, random.bits(),
                  random.bits());
      }
      INFO(name_of(kernels->instruction_set) << ", " << count);
      CHECK(farthest(*kernels, asked) < 1); // 0.82 is the most that was seen
    }
}

TEST_CASE("Exponential draws are right to an ulp from the smallest number to the largest") {
  for (const Kernels* kernels : all_kernels()) {
    INFO(name_of(kernels->instruction_set));
    Asked asked;
    const std::uint64_t all = (std::uint64_t{1} << 52) - 1;
    const std::uint64_t half = std::uint64_t{1} << 51;
    const std::uint64_t root_of_half = 0x6a09e667f3bcd / 2 + half; // where the logarithm changes its branch
    for (std::uint64_t i = 0; i < 2000; ++i) {
      for (const std::uint64_t bits : {i, all - i, half - 1000 + i, root_of_half - 1000 + i})
        ask_for(asked, bits);
      for (int shift = 0; shift < 52; ++shift) ask_for(asked, (i * 0x9e3779b97f4a7) % all >> shift);
    }
    CHECK(farthest(*kernels, asked) < 1);
    Asked ends;
    ask_for(ends, 0);
    ask_for(ends, all);
    const std::vector<double> drawn = ends.answers(*kernels);
    CHECK(drawn[0] == Approx(53 * std::log(2.0)).epsilon(1e-15));
    CHECK(drawn[1] == Approx(0x1p-53).epsilon(1e-15));
  }
}

TEST_CASE("A vector's uniform numbers have the bits of a lone one's") {
  Randomness random(3);
  for (int i = 0; i < 100'000; ++i) {
    const std::uint64_t word = i < 8000 ? static_cast<std::uint64_t>(i) << 12 : random.bits();
    for (const std::uint64_t each : {word, ~word}) {
      const double found = kernels::tested::unit_interval(kernels::tested::all(each))[0];
      const double expected = simulation::unit_interval(each);
      REQUIRE(std::memcmp(&found, &expected, sizeof found) == 0);
    }
  }
}

} // namespace casus::test
