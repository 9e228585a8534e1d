#pragma once

#include "cli/arguments.hpp"

namespace casus::cli {

enum class Status { done = 0, wrong_input = 1, usage = 2, stopped = 3 };

/// The commands. They throw ScenarioError, RunError and ReaderGone.
Status validate(const ValidateArguments& arguments);
Status show(const ShowArguments& arguments);
Status run(const PlainRunArguments& arguments);
Status compare(const CompareArguments& arguments);
Status report(const ReportArguments& arguments);
Status trace(const TraceArguments& arguments);
Status sensitivity(const SensitivityArguments& arguments);
Status score(const ScoreArguments& arguments);
Status fit(const FitArguments& arguments);
Status tune(const TuneArguments& arguments);
Status bench(const BenchArguments& arguments);

} // namespace casus::cli
