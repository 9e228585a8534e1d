#pragma once

#include "cli/arguments.hpp"
#include "cli/out_directory.hpp"

#include "report/style.hpp"

#include <functional>

namespace casus::cli {

/// What a command has found, as text for people and as JSON.
struct Report {
  std::string text_name; ///< of the file for people
  std::string json_name;
  std::function<std::string(const report::TextStyle&)> text;
  std::function<std::string()> json;
  /// Makes of these two all that --out writes; where left out they are all.
  std::function<std::vector<OutFile>(std::vector<OutFile>)> with_data{};
};

/// Brings a report to where the arguments want it. Made before the work, so that a bad --out does not waste
/// it.
class Delivery {
public:
  explicit Delivery(const RunArguments& arguments);

  /// Where --out fails, standard output still gets what it should before the failure is thrown.
  void deliver(const Report& report) const;

private:
  void write_directory(const Report& report) const;

  bool json_;
  std::optional<OutDirectory> directory_;
};

} // namespace casus::cli
