#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

/// A line of scenarios/expectations.yaml: which way a what-if moves an outcome.
struct Expectation {
  std::vector<std::string> claims;
  std::string whatif;
  std::string against; ///< the what-if that the difference is to; empty for the baseline
  std::string outcome;
  int sign = 0;                ///< 1 up, -1 down; 0 where there is a bound
  std::optional<double> bound; ///< the difference lies inside ±bound

  std::string text() const;
};

std::vector<Expectation> read_expectations();

std::filesystem::path baseline_file();
std::filesystem::path whatif_file(const std::string& name);

/// Names of all what-ifs of the library, in alphabetical order.
std::vector<std::string> whatif_names();
