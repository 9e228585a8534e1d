// Box and Muller 1958: radius sqrt(-2 ln u), angle 2 pi v. The angle is reduced exactly in turns, not in
// radians: the nearest quarter turn, and within an eighth of one the polynomials of Cephes (Moshier, sin.c),
// good to the last bit or two. Plain loops over lanes, which the compiler turns into vector code.

#include "simulation/normals.hpp"

#include <numbers>

namespace casus::simulation {
namespace {

struct Direction {
  double cosine;
  double sine;
};

double sine_near_zero(double x, double square) {
  const double tail = ((((1.58962301576546568060e-10 * square - 2.50507477628578072866e-8) * square +
                         2.75573136213857245213e-6) *
                            square -
                        1.98412698295895385996e-4) *
                           square +
                       8.33333333332211858878e-3) *
                          square -
                      1.66666666666666307295e-1;
  return x + x * square * tail;
}

double cosine_near_zero(double square) {
  const double tail = ((((-1.13585365213876817300e-11 * square + 2.08757008419747316778e-9) * square -
                         2.75573141792967388112e-7) *
                            square +
                        2.48015872888517179954e-5) *
                           square -
                       1.38888888888730564116e-3) *
                          square +
                      4.16666666666665929218e-2;
  return 1 - square / 2 + square * square * tail;
}

/// Of a share of a full turn, in (0, 1).
Direction direction_of(double turns) {
  const int quarter = static_cast<int>(4 * turns + 0.5);
  const double angle = 2 * std::numbers::pi * (turns - 0.25 * quarter);
  const double square = angle * angle;
  const double sine = sine_near_zero(angle, square);
  const double cosine = cosine_near_zero(square);
  const bool is_odd = (quarter & 1) != 0;
  const double x = is_odd ? sine : cosine;
  const double y = is_odd ? cosine : sine;
  return {quarter == 1 || quarter == 2 ? -x : x, quarter == 2 || quarter == 3 ? -y : y};
}

} // namespace

void draw_normal_pairs(const BlockState& state, StreamKey key, std::uint64_t index, double* first,
                       double* second) {
  for (std::size_t lane = 0; lane < state.width; ++lane) {
    const Bits bits = philox(key, state.trajectory(lane), index);
    first[lane] = unit_interval(bits[0]);
    second[lane] = unit_interval(bits[1]);
  }
  Eigen::Map<Eigen::ArrayXd> radius(first, static_cast<Eigen::Index>(state.width));
  radius = (-2 * radius.log()).sqrt();
  for (std::size_t lane = 0; lane < state.width; ++lane) {
    const Direction direction = direction_of(second[lane]);
    second[lane] = first[lane] * direction.sine;
    first[lane] *= direction.cosine;
  }
}

} // namespace casus::simulation
