#include "report/data/csv.hpp"

#include <nlohmann/json.hpp>

#include <cmath>

namespace casus::report {

void Csv::add(std::string_view text) {
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
