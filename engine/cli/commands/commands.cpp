#include "cli/commands/commands.hpp"

namespace casus::cli {
namespace {

template <class... Kinds>
struct Table {
  static std::vector<Command> rows() { return {command<Kinds>()...}; }
};

} // namespace

/// Each class stands in a file of its own and is known only there.
using AllCommands =
    Table<class ValidateCommand, class ShowCommand, class RunCommand, class CompareCommand,
          class ReportCommand, class UpdateCommand, class IndicatorsCommand, class TraceCommand,
          class SensitivityCommand, class ScoreCommand, class BacktestCommand, class FitCommand,
          class TuneCommand, class BenchCommand, class GenerateCommand>;

std::vector<Command> commands() { return AllCommands::rows(); }

} // namespace casus::cli
