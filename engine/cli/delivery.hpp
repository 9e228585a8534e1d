#pragma once

#include "cli/arguments.hpp"
#include "cli/out_directory.hpp"
#include "cli/report_file.hpp"

#include "report/text/style.hpp"

#include <functional>

namespace casus::cli {

/// What a command has found, as text for people, as JSON, and where --report is an option as a page.
struct Report {
  std::string text_name; ///< of the file for people
  std::string json_name;
  std::function<std::string(const report::TextStyle&)> text;
  std::function<std::string()> json;
  /// Makes of these two all that --out writes; where left out they are all.
  std::function<std::vector<OutFile>(std::vector<OutFile>)> with_data{};
  std::function<std::string()> page{};
};

/// Brings a report to where the arguments want it. Made before the work, so that a bad --out or --report does
/// not waste it.
class Delivery {
public:
  explicit Delivery(const RunArguments& arguments);

  /// Where --out or --report fails, standard output still gets what it should before the failure is thrown.
  void deliver(const Report& report) const;

private:
  void write_directory(const Report& report) const;

  bool json_;
  std::optional<OutDirectory> directory_;
  std::optional<ReportFile> page_;
};

} // namespace casus::cli
