#include "cli/delivery.hpp"

#include "cli/console.hpp"

#include <exception>

namespace casus::cli {

Delivery::Delivery(const RunArguments& arguments) : json_(arguments.json) {
  if (arguments.out) directory_.emplace(*arguments.out);
  if (arguments.report) page_.emplace(*arguments.report);
}

void Delivery::write_directory(const Report& report) const {
  std::vector<OutFile> files{{report.json_name, report.json()},
                             {report.text_name, report.text(report::TextStyle{})}};
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
  write_output(json_ ? report.json() : report.text({.colour = colour_is_welcome()}));
  if (failure) std::rethrow_exception(failure);
}

} // namespace casus::cli
