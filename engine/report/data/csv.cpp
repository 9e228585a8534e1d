#include "report/data/csv.hpp"

#include <nlohmann/json.hpp>

#include <cmath>
#include <string>

namespace casus::report {

namespace {

/// A spreadsheet takes a cell that begins so for a formula, and runs it.
bool looks_like_a_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

} // namespace

void Csv::add(std::string_view text) {
  if (looks_like_a_formula(text)) return add("'" + std::string(text));
  separate();
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    text_ += text;
    return;
  }
  text_ += '"';
  for (const char character : text) {
    if (character == '"') text_ += '"';
    text_ += character;
  }
  text_ += '"';
}

void Csv::add(double number) {
  separate();
  if (std::isfinite(number)) text_ += nlohmann::json(number).dump();
}

void Csv::add(std::uint64_t number) {
  separate();
  text_ += std::to_string(number);
}

void Csv::add(bool is_true) { add(is_true ? "true" : "false"); }

void Csv::add(std::nullopt_t) { separate(); }

void Csv::separate() {
  if (is_begun_) text_ += ',';
  is_begun_ = true;
}

void Csv::end_row() {
  text_ += '\n';
  is_begun_ = false;
}

} // namespace casus::report
