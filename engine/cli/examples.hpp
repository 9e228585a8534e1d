#pragma once

namespace casus::cli {

/// What `--help` says below the options, of the program and of each command.
inline constexpr const char* program_examples = R"(Examples:
  casus validate scenarios/baseline.yaml scenarios/whatifs/*.yaml
  casus show scenarios/baseline.yaml
  casus run scenarios/baseline.yaml --trajectories 1e6
  casus compare scenarios/baseline.yaml scenarios/whatifs/nato_weapons_strike.yaml
  casus report scenarios/baseline.yaml --out report.html
  casus trace scenarios/baseline.yaml --trajectory 17
  casus sensitivity scenarios/baseline.yaml --outcome lethal_aid
  casus score scenarios/baseline.yaml --outcomes outcomes.csv
  casus fit war.yaml --events events.csv --covariates aid.csv
  casus tune scenarios/baseline.yaml --targets targets.yaml --out tuned.yaml
  casus bench scenarios/baseline.yaml

Exit status: 0 done, 1 the input is wrong, 2 the command line is wrong, 3 stopped.
'casus COMMAND --help' tells the options of a command.)";

inline constexpr const char* validate_examples = R"(Examples:
  casus validate baseline.yaml
  casus validate scenarios/baseline.yaml scenarios/whatifs/*.yaml
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
  casus run baseline.yaml --check-step

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
  casus sensitivity baseline.yaml --sobol --trajectories 1e6

All rates, weights, shares of marks and probabilities together take one run; every other number (a half-life,
an effect, a volatility, a start) takes two more. --sobol simulates, for each of the --worlds, one world for each
uncertain parameter and two, and --trajectories are those of all of them.)";

inline constexpr const char* score_examples = R"(Examples:
  casus score baseline.yaml --outcomes outcomes.csv
  casus score baseline.yaml rival.yaml --outcomes outcomes.csv --trajectories 1e6 --json > scores.json

outcomes.csv has a row an outcome of the scenario:
  outcome,observed,base_rate
  lethal_aid_in_a_year,no,0.1
  russian_losses,0.87,0.4; 0.5; 0.9
observed is yes or no of an event, a number of a value, and empty while it is not known. base_rate, which may be
left out, is the forecast to compare with: of an event its probability, of a value numbers each as likely.
Several scenarios that forecast the same are ranked.)";

inline constexpr const char* fit_examples = R"(Examples:
  casus fit war.yaml --events events.csv
  casus fit war.yaml --events events.csv --covariates aid.csv --out fitted
  casus fit aid.yaml --panel rungs.csv --json > fit.json

events.csv has a row an event (date,trigger and, if need be, sequence and marks), covariates.csv the drivers'
values from each date on (date,DRIVER,...), panel.csv rungs (date,ladder,rung). Dates are ISO dates or days
since the scenario's start. In events.csv, the trigger 'end' ends the watch over a sequence, 'start' begins it.
--out DIR also writes DIR/fitted.yaml: the scenario with the numbers that were found.)";

inline constexpr const char* tune_examples = R"(Examples:
  casus tune baseline.yaml --targets targets.yaml
  casus tune baseline.yaml --targets targets.yaml --free parameters.red_line.value --out tuned.yaml
  casus tune baseline.yaml --targets targets.yaml --free triggers.strike_on_russian_soil.rate \
    --free ladders.china_to_russia.up.weights.beijing_alarm

A file of targets says what the experts said:
  casus: 1
  targets:
    lethal_aid_in_a_year: 0.15
    taiwan_crisis: {p05: 0.05, p95: 0.3}
    lethal_aid_in_three_years: {experts: [0.2, 0.35, 0.3]}

Without --free, every number that a hazard or a mark holds is free. --trajectories are those of the last steps.)";

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
