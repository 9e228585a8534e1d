#pragma once

#include "casus/scenario.hpp"

#include <CLI/CLI.hpp>

#include <optional>
#include <string>
#include <vector>

namespace casus::cli {

/// How a command loads its scenarios.
struct Loading {
  std::vector<std::string> sets;       ///< PATH=VALUE
  std::optional<std::string> observed; ///< the file of a record
  std::optional<std::string> until;    ///< the last day of it that is known
  bool quiet = false;

  /// All that is put into a scenario before it is checked, in this order: the record, what is set, perhaps in
  /// the record, and where it is cut.
  std::vector<std::string> settings() const;
};

inline constexpr const char* no_warnings = "No warnings";
inline constexpr const char* no_bar_and_no_warnings = "No progress bar and no warnings";

/// --set, and --quiet with what the help says of it.
void add_loading(CLI::App& app, Loading& loading, const char* quiet);
/// --observed and --until.
void add_record(CLI::App& app, Loading& loading);
/// FILE, the scenario.
void add_file(CLI::App& app, std::string& file);

/// Loads a scenario and tells its warnings, unless that is to be quiet. Throws ScenarioError.
Scenario load(const std::string& file, const Loading& loading);

/// Loads each in turn.
std::vector<Scenario> load_all(const std::vector<std::string>& files, const Loading& loading);

/// Tells of what the scenario's step is too long for.
void tell_concerns(const Scenario& scenario);

} // namespace casus::cli
