#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

/// The arithmetic that is done for every trajectory and step, in vectors of lanes. It is compiled once for
/// each instruction set, and the machine chooses when the program starts; the results are the same to the
/// last bit. Rows hold a double a lane; `lanes` is always a multiple of lane_multiple.
namespace casus::kernels {

inline constexpr std::size_t lane_multiple = 8;

struct Key {
  std::uint32_t low = 0;
  std::uint32_t high = 0;
};

/// Of the lanes: first, first + stride, …
struct Trajectories {
  std::uint64_t first = 0;
  std::uint64_t stride = 1;
};

/// One addend of a sum over rows.
struct Term {
  const double* row = nullptr;
  double weight = 0;
};

struct Terms {
  const Term* first = nullptr;
  std::size_t count = 0;
};

/// What a row becomes over a step: the constant and both sums, no less than low and no more than high.
struct Move {
  double constant = 0;
  Terms state;
  Terms noise;
  std::size_t noise_offset = 0; ///< is added to the lane
  double low = 0;
  double high = 0;
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
  /// single precision.
  void (*draw_normals)(Key key, std::uint64_t index, Trajectories trajectories, std::size_t lanes,
                       double* const rows[4]);
  /// -log u of the draws, u in (0, 1) with 52 bits: Exp(1).
  void (*draw_exponentials)(const Draws& draws, std::size_t count, double* out);
  /// Each lane's value, which may be one of those it reads. Tells whether all are finite.
  bool (*move_row)(const Move& move, std::size_t lanes, double* out);
  /// out = rate exp(sum of weight x row), in the terms' order.
  void (*intensity)(Terms terms, double rate, std::size_t lanes, double* out);
  /// values = exp(values).
  void (*exponentiate)(std::size_t count, double* values);
  /// values = values x factors.
  void (*multiply)(const double* factors, std::size_t lanes, double* values);
  /// values = 0 where gates are 0, whatever they were.
  void (*close)(const double* gates, std::size_t lanes, double* values);
  /// values = 0 where rows > limit.
  void (*stop_above)(const double* rows, double limit, std::size_t lanes, double* values);
  /// residuals -= intensities x length; a bit of `run_out` for each lane in which one is negative then, of
  /// as many words as 64 lanes need. Tells whether all intensities lie in [0, highest].
  bool (*run_down)(const double* intensities, double length, double highest, std::size_t lanes,
                   double* residuals, std::uint64_t* run_out);
  /// The number of lanes, here of any number, in which the row is `value`.
  std::size_t (*count_equal)(const double* row, double value, std::size_t lanes);
  /// Of the numbers less `centre`, of which the row may hold any number.
  Sums (*sums_about)(const double* row, double centre, std::size_t lanes);
  /// Which of `bins` bins of equal width the numbers fall into, those beyond the ends into the last ones.
  void (*find_bins)(const double* row, const Bins& bins, std::size_t lanes, std::uint32_t* out);
};

/// None where this machine, or this build, lacks the instruction set.
const Kernels* kernels_of(InstructionSet set);
/// Of the widest vectors that this machine has.
const Kernels& best_kernels();

} // namespace casus::kernels
