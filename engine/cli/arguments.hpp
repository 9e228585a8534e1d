#pragma once

#include "casus/fit.hpp"
#include "casus/run.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace casus::cli {

struct ValidateArguments {
  std::vector<std::string> files;
  std::vector<std::string> settings; ///< PATH=VALUE
  bool quiet = false;
};

struct ShowArguments {
  std::string file;
  std::vector<std::string> settings; ///< PATH=VALUE
  bool quiet = false;
};

struct RunArguments {
  std::vector<std::string> words; ///< the command line after the program's name
  std::string file;
  std::vector<std::string> settings; ///< PATH=VALUE
  RunOptions options;
  bool json = false;
  bool quiet = false;
  std::optional<std::string> out;    ///< a directory
  std::optional<std::string> report; ///< an HTML page
};

struct PlainRunArguments {
  RunArguments run;
  bool check_step = false; ///< instead, what half the step would change
};

struct ReportArguments {
  RunArguments run; ///< with the report's place
  std::vector<std::string> whatifs;
  bool sensitivity = false;
};

struct TraceArguments {
  RunArguments run; ///< of which a trajectory is told
  std::uint64_t trajectory = 0;
};

struct CompareArguments {
  RunArguments run; ///< of the baseline; what it asks for holds for all
  std::vector<std::string> whatifs;
  bool explain = false; ///< of one what-if
};

struct SensitivityArguments {
  RunArguments run;
  std::vector<std::string> numbers;  ///< paths
  std::vector<std::string> outcomes; ///< names
  bool all = false;
  bool sobol = false; ///< of the parameters, in the place of all that
};

struct ScoreArguments {
  RunArguments run; ///< what it asks for holds for all scenarios; its file is not looked at
  std::vector<std::string> files;
  std::string outcomes; ///< a CSV file
};

struct FitArguments {
  RunArguments run; ///< whose options are not looked at: nothing is simulated
  HistoryFiles history;
};

struct TuneArguments {
  RunArguments run; ///< without its --out
  std::string targets;
  std::vector<std::string> free;  ///< paths
  std::optional<std::string> out; ///< the overlay to write
};

struct BenchArguments {
  RunArguments run; ///< whose trajectories and threads are not looked at
  std::optional<std::uint64_t> trajectories;
  std::vector<int> threads;
  int repetitions = 5;
  std::optional<std::string> against; ///< a scenario or a program
};

} // namespace casus::cli
