// Each normal against one of double precision from the same words of Random123.

#include "kernels/box_muller.hpp"

#include <algorithm>

namespace casus::test {
namespace {

/// Beside a share that is rounded to single precision, the logarithm's, root's, sine's and cosine's roundings
/// are all that differs: some six of half an ulp, of a radius below 8.
constexpr double limit = 1e-6;

/// Rounding the share itself, too, which matters near 1 alone, where the radius is near zero.
double limit_near_centre(double share) {
  return limit + 0x1p-24 / std::max(std::sqrt(-2 * std::log(share)), 0x1p-12);
}

struct Errors {
  double of_float = 0;
  double of_all = 0; ///< over its limit
};

Errors errors_of(const std::array<float, 4>& found, const Words& words) {
  Errors errors;
  for (std::size_t pair = 0; pair < 2; ++pair) {
    const std::uint32_t radius = words[2 * pair], angle = words[2 * pair + 1];
    const double share = exact_share(radius, angle);
    const Pair rounded = pair_of(rounded_share(radius, angle), angle), exact = pair_of(share, angle);
    const double x = found[2 * pair], y = found[2 * pair + 1];
    errors.of_float = std::max({errors.of_float, std::abs(x - rounded.x), std::abs(y - rounded.y)});
    errors.of_all = std::max(
        {errors.of_all, std::max(std::abs(x - exact.x), std::abs(y - exact.y)) / limit_near_centre(share)});
  }
  return errors;
}

} // namespace

TEST_CASE("Normals are Box and Muller's of Random123's words, for any key, index, trajectories and lanes") {
  Randomness random(5);
  for (const Kernels* kernels : all_kernels())
    for (const std::size_t lanes : {8, 16, 24, 40, 64, 128})
      for (int repetition = 0; repetition < 200; ++repetition) {
        const std::uint64_t word = random.bits(), index = random.bits();
        const kernels::Key key{static_cast<std::uint32_t>(word), static_cast<std::uint32_t>(word >> 32)};
        // Numbers of trajectories that pass 2^32, too.
        const std::uint64_t which = random.bits() >> (repetition % 64);
        NormalRows rows(lanes);
        rows.draw(*kernels, key, index, which);
        Errors most;
        for (std::size_t lane = 0; lane < lanes; ++lane) {
          const Errors errors =
              errors_of({rows.row(0)[lane], rows.row(1)[lane], rows.row(2)[lane], rows.row(3)[lane]},
                        words_of(key, which + lane, index));
          most = {std::max(most.of_float, errors.of_float), std::max(most.of_all, errors.of_all)};
        }
        INFO(name_of(kernels->instruction_set) << ", " << lanes << " lanes");
        REQUIRE(most.of_float < limit);
        REQUIRE(most.of_all < 1);
      }
}

TEST_CASE("Normals are right where a radius or an angle is at an end") {
  std::vector<std::uint32_t> radii, angles;
  for (std::uint32_t i = 0; i < 20; ++i)
    for (int shift = 0; shift < 32; ++shift) {
      radii.push_back(i << shift);
      radii.push_back(~(i << shift));
    }
  for (const std::uint32_t place : {0x0U, 0x1U, 0x1fffffU, 0x200000U, 0x3ffffeU, 0x3fffffU})
    for (std::uint32_t quarter = 0; quarter < 4; ++quarter)
      for (const std::uint32_t fine : {0x0U, 0x1U, 0x80U, 0xffU})
        angles.push_back(quarter << 30 | place << 8 | fine);
  for (const Kernels* kernels : all_kernels()) {
    INFO(name_of(kernels->instruction_set));
    Errors most;
    for (const std::uint32_t radius : radii)
      for (const std::uint32_t angle : angles) {
        const Words words{radius, angle, ~radius, angle ^ 0xc0000000U};
        const Errors errors = errors_of(normals_of(*kernels, words), words);
        most = {std::max(most.of_float, errors.of_float), std::max(most.of_all, errors.of_all)};
      }
    CHECK(most.of_float < limit);
    CHECK(most.of_all < 1);
  }
}

TEST_CASE("The largest normal is 7.446, and the smallest radius is zero") {
  for (const Kernels* kernels : all_kernels()) {
    INFO(name_of(kernels->instruction_set));
    // The angle's midmost places are 2e-7 from the axis; words of radius 0 and 1 are the same.
    const auto largest = normals_of(*kernels, {0, 0x1fffff00, 1, 0x60000000});
    CHECK(largest[0] == Approx(std::sqrt(80 * std::log(2.0))).epsilon(1e-6));
    CHECK(largest[3] == Approx(std::sqrt(80 * std::log(2.0))).epsilon(1e-6));
    const auto smallest = normals_of(*kernels, {0xffffffff, 0x1fffffff, 0xfffffffe, 0});
    for (const float number : smallest) CHECK(number == 0);
  }
}

TEST_CASE("Turning the angle's highest bits turns the normal by quarters, to the last bit") {
  Randomness random(6);
  for (const Kernels* kernels : all_kernels())
    for (int i = 0; i < 2000; ++i) {
      const auto radius = static_cast<std::uint32_t>(random.bits());
      const auto angle = static_cast<std::uint32_t>(random.bits() >> 34);
      const auto a = normals_of(*kernels, {radius, angle, radius, angle | 1U << 30});
      const auto b = normals_of(*kernels, {radius, angle | 2U << 30, radius, angle | 3U << 30});
      REQUIRE(a[2] == -a[1]);
      REQUIRE(a[3] == a[0]);
      REQUIRE(b[0] == -a[0]);
      REQUIRE(b[1] == -a[1]);
      REQUIRE(b[2] == a[1]);
      REQUIRE(b[3] == -a[0]);
    }
}

TEST_CASE("The places of a quarter lie evenly on both sides of its axis") {
  Randomness random(7);
  const Kernels& kernels = kernels::best_kernels();
  for (int i = 0; i < 20'000; ++i) {
    const auto place = static_cast<std::uint32_t>(random.bits() >> 42);
    const auto pair = normals_of(kernels, {0x40000000, place << 8, 0x40000000, (0x3fffff - place) << 8});
    REQUIRE(pair[0] == pair[2]);
    REQUIRE(pair[1] == -pair[3]);
  }
}

} // namespace casus::test
