#pragma once

#include "kernels/jolt_ways.hpp"

#include <cstddef>
#include <cstdint>

/// The arithmetic that is done for every trajectory and step, in vectors of lanes. It is compiled once for
/// each instruction set, and the machine chooses when the program starts; the results are the same to the
/// last bit. Rows hold a double a lane; `lanes` is always a multiple of lane_multiple. Each lane_multiple
/// lanes are a cell, which has numbers of its own: a world's.
namespace casus::kernels {

inline constexpr std::size_t lane_multiple = 8;

struct Key {
  std::uint32_t low = 0;
  std::uint32_t high = 0;
};

/// One addend of a sum over rows.
struct Term {
  const double* row = nullptr;
  const double* weights = nullptr; ///< one a cell
};

struct Terms {
  const Term* first = nullptr;
  std::size_t count = 0;
};

/// One addend of a sum over rows of normals, in their precision.
struct NoiseTerm {
  const float* row = nullptr;
  const float* weights = nullptr; ///< one a cell
};

struct NoiseTerms {
  const NoiseTerm* first = nullptr;
  std::size_t count = 0;
};

/// What a row becomes over a step: a constant plus both sums, but no less than low and no more than high.
struct Move {
  const double* constants = nullptr; ///< one a cell; zeros where there are none
  Terms state;
  NoiseTerms noise;
  const double* lows = nullptr; ///< one a cell; no bounds where there are none
  const double* highs = nullptr;
  double* moved = nullptr; ///< may be a row that it reads, if no later move does
};

/// Which clocks a run evaluates: none, those that change by themselves, or all; `elsewhere` is more than any
/// run asks.
enum class Evaluate { none, moving, all, elsewhere };

/// A clock: its intensity is rate 2^(sum of weight x row), times `rates` where there are any, and 0 where
/// the gate is 0, the number of firings has reached the limit, or the last firing is less than a cooldown
/// ago.
struct Clock {
  Evaluate due = Evaluate::all; ///< evaluated by runs that evaluate so much or more
  Terms terms;
  const double* rate = nullptr; ///< one a cell; 1 where there is none
  const double* rates = nullptr;
  const double* gate = nullptr;
  const double* firings = nullptr;
  double limit = 0;
  const double* last_days = nullptr;
  const double* cooldowns = nullptr; ///< one a cell
};

inline constexpr std::size_t tile_clocks = 8;

/// A tile is where eight clocks of one lane stand, side by side, so that an event finds what it changes in
/// few lines of the cache, while the lanes' tiles, one after the other, are run down in whole vectors.
struct alignas(64) Tile {
  double intensities[tile_clocks] = {};
  double residuals[tile_clocks] = {};
};

/// That hold so many clocks.
constexpr std::size_t tiles_of(std::size_t clocks) { return (clocks + tile_clocks - 1) / tile_clocks; }

/// A bit for each clock of a tile that runs out: its residual is negative, its intensity is not zero.
using TileBits = std::uint8_t;

/// A run of the clocks over a step: which to evaluate on `day`, and for how long all then run down.
struct ClockRun {
  const Clock* clocks = nullptr;
  std::size_t count = 0;
  Tile* tiles = nullptr;          ///< of the first eight clocks one a lane, then of the next eight, ...
  std::size_t stride = 0;         ///< from a lane's tile to its next
  TileBits* run_out = nullptr;    ///< is told which clocks run out, a lane's tiles together
  std::size_t run_out_stride = 0; ///< from one lane to the next
  Evaluate evaluate = Evaluate::none;
  double day = 0;
  double length = 0;
  double highest_intensity = 0;
};

/// A clock of a lane that runs out: when, and the Exp(1) threshold that it is given then.
struct Expiry {
  std::size_t lane = 0;
  std::uint32_t clock = 0;
  double day = 0;
  double threshold = 0;
};

struct Change {
  double* row = nullptr;
  double amount = 0; ///< is added
};

/// An amount that is added to a driver.
struct FadingChange {
  const JoltWays* ways = nullptr;
  double amount = 0;
};

/// What an event does to rows: it is counted and dated, and adds numbers.
struct RowChanges {
  double* firings = nullptr; ///< how many so far; none where the event does nothing to rows
  double* last_days = nullptr;
  const Change* changes = nullptr;
  std::size_t change_count = 0;
  const FadingChange* fading = nullptr;
  std::size_t fading_count = 0;
};

/// A number for each of a tile's clocks, as what its intensity is multiplied by, or what is added to its
/// exponent.
struct alignas(64) TileNumbers {
  double of[tile_clocks];
};
/// What a jolt of 1 of a driver adds to the exponents of intensities, which are powers of two.
struct ExponentWeights {
  const std::uint32_t* tiles = nullptr;
  const TileNumbers* weights = nullptr; ///< of each of the tiles
  std::size_t count = 0;
  double greatest = 0; ///< size of any
};
struct ExponentJolt {
  const ExponentWeights* weights = nullptr;
  double amount = 0;
};

/// Jolts of one lane's drivers at a moment.
struct Jolts {
  const ExponentJolt* first = nullptr;
  std::size_t count = 0;
  Tile* tiles = nullptr; ///< the lane's first
  std::size_t stride = 0;
  TileBits* run_out = nullptr;
  double left = 0; ///< of the step
  double highest_intensity = 0;
  TileNumbers* exponents = nullptr;   ///< scratch, of each tile: zeros, and left so
  std::uint32_t* touched = nullptr;   ///< scratch, room for one more than there are tiles
  std::uint8_t* is_touched = nullptr; ///< scratch, of each tile: zeros, and left so
};

struct ClockFactor {
  std::uint32_t clock = 0;
  std::uint32_t offset = 0; ///< of its intensity from the lane's first, in numbers
  double factor = 1;        ///< not negative
};

/// What a clock's event does each time. Its own tile is the first of the tiles, or itself the first of the
/// single clocks: it is given its threshold there.
struct Firing {
  RowChanges rows;
  const std::uint32_t* tiles = nullptr;
  const TileNumbers* tile_factors = nullptr;
  std::size_t tile_count = 0;
  const ClockFactor* clocks = nullptr;
  std::size_t clock_count = 0;
  bool has_own_tile = false; ///< among the tiles
};

/// Events of a step, in lanes of which no two are the same.
struct Firings {
  const Expiry* events = nullptr;
  std::size_t count = 0;
  const Firing* const* of_clocks = nullptr; ///< of each cell
  Tile* tiles = nullptr;
  std::size_t stride = 0; ///< from a lane's tile to its next
  TileBits* run_out = nullptr;
  std::size_t run_out_stride = 0; ///< from one lane to the next
  std::uint64_t* draws = nullptr; ///< of each clock a row: thresholds drawn so far
  std::size_t draws_stride = 0;   ///< from one clock to the next
  double end = 0;                 ///< to which the clocks have been run down
  double highest_intensity = 0;
  bool is_large = false; ///< too much for the cache: what an event touches is fetched before its turn
};

/// A factor of a product: a row, or a number.
struct Factor {
  const double* row = nullptr;
  double number = 0;
};

/// A clock whose intensity is a product, and whose event adds numbers to rows.
struct Reaction {
  const Factor* factors = nullptr;
  std::size_t factor_count = 0;
  RowChanges rows;
  Key key;                        ///< of its thresholds
  std::uint64_t* draws = nullptr; ///< thresholds drawn so far
  double* intensities = nullptr;
  double* residuals = nullptr;
};

/// All clocks of a model that has no others, over a step to whose end they have been run down, in lanes of
/// one world.
struct Network {
  const Reaction* reactions = nullptr;
  std::size_t count = 0;
  std::uint64_t first_trajectory = 0; ///< of lane 0; the others follow
  std::size_t first_lane = 0;         ///< of a cell
  std::size_t lanes_in_use = 0;       ///< from lane 0 on
  double begin = 0;
  double end = 0;
  double highest_intensity = 0;
  std::uint64_t most_events = 0; ///< of a lane
};

/// How a network's run ended: with too many events, an intensity out of range, or a row that is no longer
/// finite, it stopped there.
struct NetworkRun {
  std::uint64_t events = 0;
  bool is_right = true;
  std::size_t lane = 0;
  double day = 0;
};

struct Sums {
  double numbers = 0;
  double squares = 0;
};

struct Bins {
  double low = 0; ///< of the first
  double per_unit = 0;
  std::size_t count = 0;
};

/// Numbers that recur, one a bin, which are counted apart; none where there is no `numbers`.
struct Lumps {
  const double* numbers = nullptr; ///< not a number where a bin has none
  std::uint16_t* counts = nullptr;
};

/// Draws of many streams, each element one draw.
struct Draws {
  const std::uint64_t* key_low;
  const std::uint64_t* key_high;
  const std::uint64_t* trajectory;
  const std::uint64_t* index;
};

enum class InstructionSet { generic, avx2, avx512 };

struct Kernels {
  InstructionSet instruction_set;

  /// Draw number `index` of the stream: four independent standard normals a lane, one into each row, in
  /// single precision. Lanes hold trajectories one after the other.
  void (*draw_normals)(Key key, std::uint64_t index, std::uint64_t first_trajectory, std::size_t lanes,
                       float* const rows[4]);
  /// Gives -log u for each draw, u in (0, 1) with 52 bits: a number that is Exp(1).
  void (*draw_exponentials)(const Draws& draws, std::size_t count, double* out);
  /// Makes the moves in their order, with the noise rows `noise_offset` further on. Tells whether all lanes
  /// are finite.
  bool (*move_rows)(const Move* moves, std::size_t count, std::size_t noise_offset, std::size_t lanes);
  /// Evaluates clocks, and runs them down: residuals -= intensities x length. Tells whether all intensities
  /// lie in [0, highest_intensity].
  bool (*run_clocks)(const ClockRun& run, std::size_t lanes);
  /// Carries out events: gives each clock its threshold, counts, adds numbers to rows, multiplies intensities
  /// and moves residuals by the change times what is left of the step. Tells whether all rows that were added
  /// to are finite, and all intensities lie in [0, highest_intensity].
  bool (*fire)(const Firings& firings);
  /// Multiplies intensities by what the jolts make of their exponents, and moves residuals. Tells whether all
  /// intensities lie in [0, highest_intensity].
  bool (*multiply)(const Jolts& jolts);
  /// Adds a jolt of a driver where it goes, `left` being what is left of the step.
  JoltEnd (*jolt)(const JoltWays& ways, double amount, std::size_t lane, double left);
  /// Runs all events of the step, in each lane in their order.
  NetworkRun (*run_network)(const Network& network);
  /// out = 2^(sum of weight x row), in the terms' order.
  void (*exponentiate_sum)(Terms terms, std::size_t lanes, double* out);
  /// out[i] = 2^sums[i] of one lane, to the same bits; out has room for whole vectors.
  void (*exponentiate_lane)(const Terms* sums, std::size_t count, std::size_t lane, double* out);
  /// out[i] = function i of the fade at `time`; out has room for whole vectors.
  void (*fade)(const Fade& fade, double time, double* out);
  /// Gives function number `function` alone, to the same bits.
  double (*fade_one)(const Fade& fade, std::size_t function, double time);
  /// values = 2^values.
  void (*exponentiate)(std::size_t count, double* values);
  /// Counts the lanes, here of any number, on each rung.
  void (*count_rungs)(const double* row, std::size_t rungs, std::size_t lanes, std::uint32_t* counts);
  /// Counts into which of the bins of equal width the numbers fall, those beyond the ends into the last ones,
  /// and which of them are lumps, and gives their sums less `centre`.
  Sums (*tally)(const double* row, double centre, const Bins& bins, std::size_t lanes, std::uint16_t* counts,
                const Lumps& lumps);
  Sums (*sums_about)(const double* row, double centre, std::size_t lanes);
};

/// The kernels of an instruction set; none where this machine, or this build, lacks it.
const Kernels* kernels_of(InstructionSet set);
/// The kernels of the widest vectors that this machine has.
const Kernels& best_kernels();

} // namespace casus::kernels
