#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace casus::report {

/// A table as comma-separated text (RFC 4180, lines ending in a newline alone), cell by cell. Numbers have
/// the digits that they have in JSON, whatever the locale; what is not there or not finite is an empty cell.
class Csv {
public:
  void add(std::string_view text);
  void add(const char* text) { add(std::string_view(text)); }
  void add(double number);
  void add(std::uint64_t number);
  void add(bool is_true);
  void add(std::nullopt_t);
  void end_row();

  std::string text() && { return std::move(text_); }

private:
  void separate();

  std::string text_;
  bool is_begun_ = false; ///< the row
};

} // namespace casus::report
