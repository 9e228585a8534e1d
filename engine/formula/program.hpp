#pragma once

#include "casus/expression.hpp"
#include "formula/event_times.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace casus::formula {

/// Where the values that formulas read stand: a block's state is a matrix of a row a quantity and a lane a
/// column.
struct Layout {
  int first_driver = 0;
  int first_ladder = 0;
  int first_count = 0; ///< of each trigger: firings so far
  int first_last = 0;  ///< of each trigger: day of the last firing, minus infinity before the first
  std::vector<int>
      history_of_trigger; ///< index into the histories, -1 for a trigger without a windowed count
};

/// What a program reads while it runs. Rows are `stride` doubles apart, lanes one.
struct Inputs {
  const double* rows = nullptr;
  std::size_t stride = 0;
  std::span<const double> numbers; ///< the world's parameters
  std::span<const EventTimes> histories;
  std::span<const double> marks; ///< of the firing whose effects run
  double day = 0;
};

/// `operand` is a row, a number, a mark or a history; `value` a constant or a window in days.
struct Instruction {
  Operation operation = Operation::constant;
  int operand = -1;
  double value = 0;
};

/// A formula as a machine runs it: reverse Polish code over a stack of numbers, or of rows of lanes.
/// Conditions are 1 and 0. A lane's value is the same to the last bit whether it is computed alone or with
/// its block.
class Program {
public:
  Program(const Expression& expression, const Layout& layout);

  double in_lane(const Inputs& inputs, std::size_t lane) const;
  /// Into `out`, of `lanes` doubles. `scratch` must hold `depth() * lanes` doubles.
  void in_block(const Inputs& inputs, std::size_t lanes, double* scratch, double* out) const;

  /// The rows that it reads, ascending; a windowed count reads its trigger's count.
  const std::vector<int>& rows() const { return rows_; }
  /// Its value changes as time passes, though no row does.
  bool reads_day() const { return reads_day_; }
  /// It reads no row and no time: one value in a world.
  bool is_constant() const { return rows_.empty() && !reads_day_ && !reads_marks_; }
  /// The row that it is, if it is nothing else, or -1.
  int sole_row() const;
  std::size_t depth() const { return depth_; }
  /// The leaves, if all that it does is to multiply them from left to right; none otherwise.
  std::vector<Instruction> factors() const;

private:
  void compile(const Expression& expression, const Layout& layout, std::size_t below);
  Instruction leaf(const Expression& expression, const Layout& layout);

  std::vector<Instruction> code_;
  std::vector<int> rows_;
  std::size_t depth_ = 0;
  bool reads_day_ = false;
  bool reads_marks_ = false;
};

} // namespace casus::formula
