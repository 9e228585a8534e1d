#pragma once

#include "cli/output/out_directory.hpp"
#include "cli/output/report_file.hpp"

#include "report/data/json.hpp"
#include "report/text/style.hpp"

#include <CLI/CLI.hpp>

#include <functional>
#include <optional>
#include <string>

namespace casus::cli {

/// The places where a command's report is wanted besides standard output.
struct Destinations {
  bool json = false; ///< on standard output, in the place of the text
  std::optional<std::string> directory{};
  std::optional<std::string> page{};
};

inline constexpr const char* text_json_and_tables =
    "Write what is printed, its JSON and tables into this new directory";
inline constexpr const char* text_and_json = "Write what is printed and its JSON into this new directory";

void add_json(CLI::App& app, Destinations& destinations);
/// --json, and --out with what the help says of it.
void add_json_and_directory(CLI::App& app, Destinations& destinations, const char* out);
/// --report.
void add_page(CLI::App& app, Destinations& destinations);

/// What a command has found, in each of the formats of machines.
struct Data {
  std::function<std::string()> json;
};

/// Of a finding, with whatever else its document tells of. The data must not outlive them.
template <class... Finding>
Data data_of(const Finding&... finding) {
  return {.json = [&finding...] { return report::to_json(finding...); }};
}

/// What a command has found, as text for people, as data, and where --report is an option as a page.
struct Report {
  std::string text_name; ///< of the file for people
  std::string json_name;
  std::function<std::string(const report::TextStyle&)> text;
  Data data;
  /// Makes of these two all that --out writes; where left out they are all.
  std::function<std::vector<OutFile>(std::vector<OutFile>)> with_data{};
  std::function<std::string()> page{};
};

/// Brings a report to where it is wanted. Made before the work, so that a bad --out or --report does not
/// waste it.
class Delivery {
public:
  explicit Delivery(const Destinations& destinations);

  /// Where --out or --report fails, standard output still gets what it should before the failure is thrown.
  void deliver(const Report& report) const;

private:
  void write_directory(const Report& report) const;

  bool json_;
  std::optional<OutDirectory> directory_;
  std::optional<ReportFile> page_;
};

} // namespace casus::cli
