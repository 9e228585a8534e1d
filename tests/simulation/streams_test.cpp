#include "simulation/streams.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace casus::simulation;

// The known answers of Random123's own distribution, kat_vectors, philox4x32 10.
TEST_CASE("Philox gives the published answers") {
  const auto words = [](Bits bits) {
    return std::array<std::uint32_t, 4>{
        static_cast<std::uint32_t>(bits[0]), static_cast<std::uint32_t>(bits[0] >> 32),
        static_cast<std::uint32_t>(bits[1]), static_cast<std::uint32_t>(bits[1] >> 32)};
  };
  using Words = std::array<std::uint32_t, 4>;
  const std::uint64_t ones = ~std::uint64_t{0};
  CHECK(words(philox({0, 0}, 0, 0)) == Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  CHECK(words(philox({0xffffffff, 0xffffffff}, ones, ones)) ==
        Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  CHECK(words(philox({0xa4093822, 0x299f31d0}, 0x0370734413198a2e, 0x85a308d3243f6a88)) ==
        Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("A uniform number is never 0 and never 1") {
  CHECK(unit_interval(0) > 0);
  CHECK(unit_interval(~std::uint64_t{0}) < 1);
  CHECK(unit_interval(std::uint64_t{1} << 63) == Approx(0.5).epsilon(1e-15));
}

TEST_CASE("Seeds and streams that are neighbours have different keys") {
  std::set<std::pair<std::uint32_t, std::uint32_t>> keys;
  for (std::uint64_t seed = 0; seed < 30; ++seed)
    for (std::uint64_t stream = 0; stream < 30; ++stream) {
      const StreamKey key = key_of(seed, stream);
      keys.emplace(key.low, key.high);
    }
  CHECK(keys.size() == 900);
}
