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

/// What a command has found, in words and in each of the formats of machines.
struct Forms {
  std::function<std::string(const report::TextStyle&)> text;
  std::function<std::string()> json;
};

/// The forms of a finding, with whatever else is told with it. They must not outlive these.
template <class... Finding>
Forms forms_of(const Finding&... finding) {
  return {.text = [&finding...](const report::TextStyle& style) { return to_text(finding..., style); },
          .json = [&finding...] { return report::to_json(finding...); }};
}

/// What a command has found, with the names of its files, and where --report is an option as a page.
struct Report {
  Forms forms;
  std::string text_name = "summary.txt"; ///< of the file for people
  std::string json_name = "result.json";
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
