#pragma once

#include "casus/fit.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

/// A history as its files would tell it.
struct HistoryText {
  std::optional<std::string> events{};
  std::optional<std::string> covariates{};
  std::optional<std::string> panel{};
  std::optional<std::string> until{};
};

/// Writes the files, reads them and fits the scenario.
casus::Fit fit_of(const casus::Scenario& scenario, const HistoryText& text);
casus::History history_of(const casus::Scenario& scenario, const HistoryText& text);

/// A scenario of `days` days from 2020-01-01 in steps of a day, with more YAML below.
casus::Scenario scenario_of(int days, const std::string& parts);

/// The message of all problems that are found, empty where there is none.
std::string problems_of(const casus::Scenario& scenario, const HistoryText& text);
