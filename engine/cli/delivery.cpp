#include "cli/delivery.hpp"

#include "cli/console.hpp"

#include <exception>

namespace casus::cli {

Delivery::Delivery(const RunArguments& arguments) : json_(arguments.json) {
  if (arguments.out) directory_.emplace(*arguments.out);
  if (arguments.report) page_.emplace(*arguments.report);
}

void Delivery::write_files(const Report& report) const {
  if (directory_)
    directory_->write(
        {{report.json_name, report.json()}, {report.text_name, report.text(report::TextStyle{})}});
  if (page_) page_->write(report.page());
}

void Delivery::deliver(const Report& report) const {
  std::exception_ptr failure;
  try {
    write_files(report);
  } catch (...) {
    failure = std::current_exception();
  }
  write_output(json_ ? report.json() : report.text({.colour = colour_is_welcome()}));
  if (failure) std::rethrow_exception(failure);
}

} // namespace casus::cli
