#pragma once

#include "casus/expression.hpp"
#include "formula/event_times.hpp"
#include "formula/ids.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace casus::formula {

/// Where the values stand that formulas read. A block's state is a matrix: a row for each quantity, a column
/// for each lane.
struct Layout {
  Row first_ladder{};
  Row first_count{}; ///< of each trigger: firings so far
  Row first_last{};  ///< of each trigger: day of the last firing, minus infinity before the first
  IdVector<TriggerId, std::optional<HistoryId>> history_of_trigger{}; ///< of those with a windowed count
  /// Of each condition of which a formula asks how long it has held: the day since which, infinite where it
  /// does not.
  std::vector<std::pair<Expression, Row>> spells{};
  IdVector<DriverId, Row> mean_of_driver{}; ///< its mean over the step; its own where it does not move

  Row row_of(DriverId driver) const { return Row(driver.number()); }
  Row row_of(LadderId ladder) const { return Row(first_ladder.number() + ladder.number()); }
  Row count_of(TriggerId trigger) const { return Row(first_count.number() + trigger.number()); }
  Row last_of(TriggerId trigger) const { return Row(first_last.number() + trigger.number()); }
  /// None where nobody asks.
  std::optional<Row> spell_of(const Expression& condition) const;
  bool is_driver(Row row) const { return row < first_ladder; }
  DriverId driver_in(Row row) const { return DriverId(row.number()); }
};

/// What a formula is asked about: a moment, with the drivers' values there; or the step under way, with their
/// means over it, in which time outside of comparisons is that of the middle; or a condition at a moment,
/// which holds or does not.
enum class View { moment, step, question };

/// Lanes come in cells of so many; what a cell is told of its world holds for all of them.
inline constexpr std::size_t cell_lanes = 8;

/// What a program reads while it runs. Rows are `stride` doubles apart, lanes one.
struct Inputs {
  const double* rows = nullptr;
  std::size_t stride = 0;
  std::span<const double* const> numbers; ///< of each cell, the parameters of its world
  std::span<const EventTimes> histories;
  std::span<const double> marks; ///< of the firing whose effects run
  double day = 0;
  double middle = 0; ///< of what is left of the step: the time that smooth functions of it take
};

/// `operand` is a row, a number, a mark or a history; `value` a constant, a window in days, or
/// the tolerance of a comparison.
struct Instruction {
  Operation operation = Operation::constant;
  int operand = -1;
  double value = 0;
  bool is_smooth = false; ///< of time: it is that of the middle
};

/// Whether the formula reads the time, or the time since something.
bool reads_time(const Expression& expression);
/// Whether it reads the mark of this number.
bool reads_mark(const Expression& expression, int mark);

/// A formula as a machine runs it: reverse Polish code over a stack of numbers, or of rows of lanes.
/// Conditions are 1 and 0; one whose truth hangs on what is no number is none itself, but a question is then
/// answered with 0. A lane's value is the same to the last bit whether it is computed alone or with its
/// block.
class Program {
public:
  Program(const Expression& expression, const Layout& layout, View view = View::moment);

  double in_lane(const Inputs& inputs, std::size_t lane) const;
  /// Computes all lanes into `out`, which has `lanes` doubles; `scratch` must hold `depth() * lanes`.
  void in_block(const Inputs& inputs, std::size_t lanes, double* scratch, double* out) const;

  /// The rows that the program reads, ascending; a windowed count reads its trigger's count.
  const std::vector<Row>& rows() const { return rows_; }
  /// Whether the value changes as time passes, though no row does.
  bool reads_day() const { return reads_day_; }
  /// Whether the program reads neither rows nor time nor marks, so that it has one value in a world.
  bool is_constant() const { return rows_.empty() && !reads_day_ && !reads_marks_; }
  /// The row whose value the program is, if it does nothing else.
  std::optional<Row> sole_row() const;
  std::size_t depth() const { return depth_; }
  /// The leaves, if all that the program does is to multiply them from left to right; none otherwise.
  std::vector<Instruction> factors() const;

private:
  struct Context {
    const Layout& layout;
    View view = View::moment;
    bool is_compared = false; ///< within a comparison
  };

  void compile(const Expression& expression, Context context, std::size_t below);
  Instruction leaf(const Expression& expression, const Context& context);
  Instruction driver_leaf(const Expression& expression, const Context& context);
  Instruction window_leaf(const Expression& expression, const Layout& layout);
  /// Notes that the program reads the row, and gives it as an operand.
  int operand_of(Row row);
  /// What becomes of a result.
  double settled(double value) const { return is_question_ && value != value ? 0 : value; }

  std::vector<Instruction> code_;
  std::vector<Row> rows_;
  std::size_t depth_ = 0;
  bool reads_day_ = false;
  bool reads_marks_ = false;
  bool is_question_ = false;
};

} // namespace casus::formula
