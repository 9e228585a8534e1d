#pragma once

namespace casus::cli {

/// What `--help` says below the options, of the program and of each command.
inline constexpr const char* program_examples = R"(Examples:
  casus validate scenarios/*.yaml
  casus show scenarios/baseline.yaml
  casus run scenarios/baseline.yaml --trajectories 1e6
  casus compare scenarios/baseline.yaml scenarios/whatifs/nato_weapons_strike.yaml
  casus report scenarios/baseline.yaml --out report.html
  casus trace scenarios/baseline.yaml --trajectory 17
  casus sensitivity scenarios/baseline.yaml --outcome lethal_aid
  casus bench scenarios/baseline.yaml

Exit status: 0 done, 1 the input is wrong, 2 the command line is wrong, 3 stopped.
'casus COMMAND --help' tells the options of a command.)";

inline constexpr const char* validate_examples = R"(Examples:
  casus validate baseline.yaml
  casus validate scenarios/*.yaml
  casus validate baseline.yaml --set triggers.strike_on_russian_soil.rate='12 per year')";

inline constexpr const char* show_examples = R"(Examples:
  casus show what-if.yaml
  casus show what-if.yaml --set horizon='1 year' > merged.yaml

What is printed is one scenario without 'extends' and 'include', and runs to the same result.)";

inline constexpr const char* run_examples = R"(Examples:
  casus run baseline.yaml
  casus run baseline.yaml --trajectories 1e6 --seed 7 --out results/baseline
  casus run baseline.yaml --set triggers.strike_on_russian_soil.rate='12 per year'
  casus run baseline.yaml --json --quiet > baseline.json
  casus run baseline.yaml --report report.html

Ctrl-C ends a run cleanly with what has been finished (exit status 3); a second one kills it.)";

inline constexpr const char* compare_examples = R"(Examples:
  casus compare baseline.yaml nato_strike.yaml
  casus compare baseline.yaml nato_strike.yaml peace.yaml --trajectories 1e6 --json > effects.json
  casus compare baseline.yaml nato_strike.yaml --explain

All are simulated with the same random numbers, so that a difference has a far smaller error than that of two
runs. --set holds for all. --explain splits the effect of one what-if over its changes.)";

inline constexpr const char* report_examples = R"(Examples:
  casus report baseline.yaml --out report.html
  casus report baseline.yaml nato_strike.yaml peace.yaml --trajectories 1e6 --out report.html
  casus report baseline.yaml --sensitivity --out report.html

The page needs nothing else and no network: open it in a browser, send it, print it. An earlier report of
that name is replaced.)";

inline constexpr const char* trace_examples = R"(Examples:
  casus trace baseline.yaml --trajectory 17
  casus trace baseline.yaml --trajectory 17 --trajectories 1e6 --seed 7 --json

Trajectories count from 0. Give the --trajectories, --worlds, --seed and --set of the run it belongs to.)";

inline constexpr const char* sensitivity_examples = R"(Examples:
  casus sensitivity baseline.yaml
  casus sensitivity baseline.yaml --outcome lethal_aid --trajectories 1e6 --out results/lethal_aid
  casus sensitivity baseline.yaml --number drivers.beijing_alarm.half_life --number triggers.summit.rate
  casus sensitivity baseline.yaml --all --trajectories 20000

All rates, weights, shares of marks and probabilities together take one run; every other number (a half-life,
an effect, a volatility, a start) takes two more.)";

inline constexpr const char* bench_examples = R"(Examples:
  casus bench baseline.yaml
  casus bench baseline.yaml --threads 1,2,4 --repetitions 9 --json > bench.json
  casus bench baseline.yaml --against what-if.yaml
  casus bench baseline.yaml --against ../before/casus --threads 1

Without --trajectories, a repetition simulates for about a second: ten times as many trajectories are tried
each time, from 1000 on, until they take a tenth of a second, and that speed tells the rest. They then fall
into as many worlds as keep the trajectories of a world as many as in a run of 100000.
With --against, the two are measured in turn, A B A B ...; --set holds for both.)";

} // namespace casus::cli
