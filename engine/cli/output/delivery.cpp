#include "cli/output/delivery.hpp"

#include "cli/output/console.hpp"

#include <fmt/format.h>

#include <exception>

namespace casus::cli {

void add_json(CLI::App& app, Destinations& destinations) {
  app.add_flag("--json", destinations.json, "Print JSON, and nothing else, on standard output");
}

void add_json_and_directory(CLI::App& app, Destinations& destinations, const char* out) {
  add_json(app, destinations);
  app.add_option("--out", destinations.directory, out)->type_name("DIR");
}

void add_page(CLI::App& app, Destinations& destinations) {
  app.add_option("--report", destinations.page, "Also write an HTML page about it")->type_name("FILE");
}

Delivery::Delivery(const Destinations& destinations) : json_(destinations.json) {
  if (destinations.directory) directory_.emplace(*destinations.directory);
  if (destinations.page) page_.emplace(*destinations.page);
  if (directory_ && page_ && directory_->path() == page_->path())
    throw RunError(
        fmt::format("--out and --report both name '{}': the first is a directory, the second a page; give "
                    "them two names",
                    *destinations.page));
}

void Delivery::write_directory(const Report& report) const {
  std::vector<OutFile> files{{report.json_name, report.forms.json()},
                             {report.text_name, report.forms.text(report::TextStyle{})}};
  if (report.with_data) files = report.with_data(std::move(files));
  directory_->write(files);
}

void Delivery::deliver(const Report& report) const {
  std::exception_ptr failure;
  try {
    if (directory_) write_directory(report);
    if (page_) page_->write(report.page());
  } catch (...) {
    failure = std::current_exception();
  }
  write_output(json_ ? report.forms.json() : report.forms.text({.colour = colour_is_welcome()}));
  if (failure) std::rethrow_exception(failure);
}

} // namespace casus::cli
