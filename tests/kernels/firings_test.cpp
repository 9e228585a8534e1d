// Events: what they do to rows, intensities, residuals and the bits of who runs out, against plain loops.

#include "kernels/clock_example.hpp"

#include <algorithm>

namespace casus::test {
namespace {

using Numbers = std::vector<double>;

constexpr std::size_t clocks = ClockExample::count, lanes = ClockExample::widest, rows = 3;

/// What events have to do with, and what each clock's does: it multiplies whole tiles, single clocks and its
/// own, and adds to rows. Odd cells have other factors.
struct Scene {
  explicit Scene(Randomness& random)
      : tiles(ClockExample(random).tiles), counts(random.flags(clocks * lanes, 50)),
        days(clocks * lanes, -INFINITY), quantities(random.numbers(rows * lanes, -2, 2)),
        draws(clocks * lanes, 7) {
    for (std::size_t clock = 0; clock < clocks; ++clock)
      for (std::size_t lane = 0; lane < lanes; ++lane) tiles.residual(clock, lane) = random.uniform(-0.5, 2);
    for (std::size_t lane = 0; lane < lanes; ++lane) note(lane);
    for (std::size_t clock = 0; clock < clocks; ++clock) {
      has_own_tile.push_back(random.bits() % 2 == 0);
      is_complete.push_back(random.bits() % 4 != 0);
      for (std::size_t tile = 0; tile < tiles.bytes; ++tile) {
        const bool is_own = clock / kernels::tile_clocks == tile;
        kinds.push_back(is_own ? (has_own_tile.back() ? 2 : 1) : random.bits() % 3);
      }
      for (std::size_t i = 0; i < tiles.bytes * kernels::tile_clocks; ++i)
        factors.push_back(random.uniform(0, 3));
      for (std::size_t row = 0; row < rows; ++row)
        amounts.push_back(random.bits() % 2 == 0 ? random.uniform(-1, 1) : 0);
    }
  }

  void note(std::size_t lane) {
    for (std::size_t tile = 0; tile < tiles.bytes; ++tile)
      tiles.run_out[lane * tiles.bytes + tile] = plain_bits(tiles.all[tile * tiles.stride + lane]);
  }
  /// Of a tile no clock, the first (or the one whose event it is), or all are multiplied.
  std::size_t kind(std::size_t clock, std::size_t tile) const { return kinds[clock * tiles.bytes + tile]; }
  double factor(std::size_t clock, std::size_t other, std::size_t cell) const {
    const double even = factors[clock * tiles.bytes * kernels::tile_clocks + other];
    return cell % 2 == 0 ? even : 3 - even;
  }
  std::size_t single(std::size_t clock, std::size_t tile) const {
    return clock / kernels::tile_clocks == tile ? clock : tile * kernels::tile_clocks;
  }

  Tiles tiles;
  Numbers counts, days, quantities;
  std::vector<std::uint64_t> draws;
  std::vector<bool> has_own_tile, is_complete;
  std::vector<std::size_t> kinds;
  Numbers factors, amounts;
};

/// A scene's firings as the kernels take them.
struct Lists {
  Lists(Scene& scene, std::size_t of_cell) : cell(of_cell), firings(clocks) {
    for (std::size_t clock = 0; clock < clocks; ++clock) {
      const std::size_t own = clock / kernels::tile_clocks;
      add(scene, clock, own);
      for (std::size_t tile = 0; tile < scene.tiles.bytes; ++tile)
        if (tile != own) add(scene, clock, tile);
      for (std::size_t row = 0; row < rows; ++row)
        changes.push_back({scene.quantities.data() + row * lanes, scene.amounts[clock * rows + row]});
      firings[clock].rows.change_count = rows;
      firings[clock].has_own_tile = scene.has_own_tile[clock];
      if (!scene.is_complete[clock]) continue;
      firings[clock].rows.firings = scene.counts.data() + clock * lanes;
      firings[clock].rows.last_days = scene.days.data() + clock * lanes;
    }
    std::size_t tile = 0, single = 0, change = 0;
    for (kernels::Firing& firing : firings) {
      firing.tiles = tiles.data() + tile;
      firing.tile_factors = tile_factors.data() + tile;
      firing.clocks = singles.data() + single;
      firing.rows.changes = changes.data() + change;
      tile += firing.tile_count, single += firing.clock_count, change += firing.rows.change_count;
    }
  }
  void add(const Scene& scene, std::size_t clock, std::size_t tile) {
    constexpr std::size_t numbers = sizeof(kernels::Tile) / sizeof(double);
    if (scene.kind(clock, tile) == 2) {
      tiles.push_back(static_cast<std::uint32_t>(tile));
      kernels::TileNumbers& all = tile_factors.emplace_back();
      for (std::size_t i = 0; i < kernels::tile_clocks; ++i)
        all.of[i] = scene.factor(clock, tile * kernels::tile_clocks + i, cell);
      ++firings[clock].tile_count;
    } else if (scene.kind(clock, tile) == 1) {
      const std::size_t one = scene.single(clock, tile);
      singles.push_back(
          {static_cast<std::uint32_t>(one),
           static_cast<std::uint32_t>(tile * scene.tiles.stride * numbers + one % kernels::tile_clocks),
           scene.factor(clock, one, cell)});
      ++firings[clock].clock_count;
    }
  }
  std::size_t cell;
  std::vector<kernels::Firing> firings;
  std::vector<std::uint32_t> tiles;
  std::vector<kernels::TileNumbers> tile_factors;
  std::vector<kernels::ClockFactor> singles;
  std::vector<kernels::Change> changes;
};

constexpr double end = 7, highest = 1.4;

bool fire(const Kernels& kernels, Scene& scene, const std::vector<kernels::Expiry>& events,
          bool is_large = false) {
  const Lists even(scene, 0), odd(scene, 1);
  std::vector<const kernels::Firing*> of_cells;
  for (std::size_t cell = 0; cell < lanes / kernels::lane_multiple; ++cell)
    of_cells.push_back((cell % 2 == 0 ? even : odd).firings.data());
  return kernels.fire({.events = events.data(),
                       .count = events.size(),
                       .of_clocks = of_cells.data(),
                       .tiles = scene.tiles.all.data(),
                       .stride = scene.tiles.stride,
                       .run_out = scene.tiles.run_out.data(),
                       .run_out_stride = scene.tiles.bytes,
                       .draws = scene.draws.data(),
                       .draws_stride = lanes,
                       .end = end,
                       .highest_intensity = highest,
                       .is_large = is_large});
}

bool fire_plainly(Scene& scene, const kernels::Expiry& event) {
  const std::size_t clock = event.clock;
  bool is_right = true;
  ++scene.draws[clock * lanes + event.lane];
  if (scene.is_complete[clock]) {
    scene.counts[clock * lanes + event.lane] += 1;
    scene.days[clock * lanes + event.lane] = event.day;
    for (std::size_t row = 0; row < rows; ++row) {
      double& quantity = scene.quantities[row * lanes + event.lane];
      quantity += scene.amounts[clock * rows + row];
      is_right = is_right && std::isfinite(quantity);
    }
  }
  scene.tiles.residual(clock, event.lane) += event.threshold;
  for (std::size_t other = 0; other < clocks; ++other) {
    const std::size_t tile = other / kernels::tile_clocks, kind = scene.kind(clock, tile);
    if (kind == 0 || (kind == 1 && other != scene.single(clock, tile))) continue;
    double& intensity = scene.tiles.intensity(other, event.lane);
    double& residual = scene.tiles.residual(other, event.lane);
    const double before = intensity;
    intensity = before * scene.factor(clock, other, event.lane / kernels::lane_multiple);
    residual = std::fma(before - intensity, end - event.day, residual);
    is_right = is_right && intensity <= highest;
  }
  scene.note(event.lane);
  return is_right;
}

bool is_same(const Scene& a, const Scene& b) {
  return same_bits(a.tiles, b.tiles) && same_bits(a.counts, b.counts) && same_bits(a.days, b.days) &&
         same_bits(a.quantities, b.quantities) && same_bits(a.draws, b.draws);
}

/// In so many lanes, whichever.
std::vector<kernels::Expiry> some_events(Randomness& random, std::size_t count) {
  std::vector<std::size_t> places(lanes);
  for (std::size_t lane = 0; lane < lanes; ++lane) places[lane] = lane;
  std::vector<kernels::Expiry> events;
  for (std::size_t i = 0; i < count; ++i) {
    std::swap(places[i], places[i + random.bits() % (lanes - i)]);
    events.push_back({places[i], static_cast<std::uint32_t>(random.bits() % clocks), random.uniform(0, end),
                      random.uniform(0, 3)});
  }
  return events;
}

} // namespace

TEST_CASE("Events do what a plain loop does, and touch nothing else") {
  Randomness random(11);
  for (const Kernels* kernels : all_kernels()) {
    int wrong = 0;
    for (int repetition = 0; repetition < 60; ++repetition) {
      Scene found(random), expected = found;
      const auto events = some_events(random, random.bits() % 8);
      bool is_right = true;
      for (const kernels::Expiry& event : events) is_right = fire_plainly(expected, event) && is_right;
      INFO(name_of(kernels->instruction_set) << ", " << events.size() << " events");
      REQUIRE(fire(*kernels, found, events, repetition % 2 == 0) == is_right);
      REQUIRE(is_same(found, expected));
      wrong += !is_right;
    }
    CHECK(wrong > 3); // both answers come up
    CHECK(wrong < 57);
  }
}

TEST_CASE("An event tells of a row that it makes infinite") {
  Randomness random(12);
  for (const Kernels* kernels : all_kernels())
    for (const double wrong : Numbers{INFINITY, -INFINITY, std::nan("")}) {
      Scene scene(random);
      std::fill(scene.factors.begin(), scene.factors.end(), 1);
      const kernels::Expiry event{3, 5, 1.0, 1.0};
      scene.is_complete[5] = true;
      CHECK(fire(*kernels, scene, {event}));
      scene.quantities[lanes + 3] = wrong;
      CHECK_FALSE(fire(*kernels, scene, {event}));
      scene.is_complete[5] = false; // and so does not touch it
      CHECK(fire(*kernels, scene, {event}));
    }
}

TEST_CASE("An event tells of an intensity that grows too large, of a whole tile and of a single clock") {
  Randomness random(13);
  for (const Kernels* kernels : all_kernels())
    for (const std::size_t kind : {1, 2}) {
      Scene scene(random);
      std::fill(scene.factors.begin(), scene.factors.end(), 1);
      scene.kinds[5 * scene.tiles.bytes + 2] = kind;
      const kernels::Expiry event{3, 5, 1.0, 1.0};
      scene.tiles.intensity(16, 3) = highest;
      CHECK(fire(*kernels, scene, {event}));
      scene.tiles.intensity(16, 3) = std::nextafter(highest, 2);
      CHECK_FALSE(fire(*kernels, scene, {event}));
    }
}

} // namespace casus::test
