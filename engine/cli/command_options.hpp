#pragma once

#include "cli/arguments.hpp"

#include <CLI/CLI.hpp>

namespace casus::cli {

/// The options of each command that has some of its own, around the values that they read.
void add_plain_run_arguments(CLI::App& command, PlainRunArguments& arguments);
void add_report_arguments(CLI::App& command, ReportArguments& arguments);
void add_compare_arguments(CLI::App& command, CompareArguments& arguments);
void add_sensitivity_arguments(CLI::App& command, SensitivityArguments& arguments);
void add_score_arguments(CLI::App& command, ScoreArguments& arguments);
void add_tune_arguments(CLI::App& command, TuneArguments& arguments);
void add_fit_arguments(CLI::App& command, FitArguments& arguments);
void add_bench_arguments(CLI::App& command, BenchArguments& arguments);

} // namespace casus::cli
