#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace casus::report {

/// A table as comma-separated text (RFC 4180, lines ending in a newline alone): one header line, one row a
/// line. Numbers have the digits that they have in JSON, whatever the locale; what is not there or not finite
/// is an empty field.
class Csv {
public:
  explicit Csv(std::initializer_list<std::string_view> header);

  /// One field for each column.
  template <typename... Fields>
  void row(const Fields&... fields) {
    (add(fields), ...);
    end_row();
  }

  std::string text() && { return std::move(text_); }

private:
  void add(std::string_view text);
  void add(double number);
  void add(std::uint64_t number);
  void add(const std::optional<double>& number);
  void separate();
  void end_row();

  std::string text_;
  bool is_begun_ = false; ///< the row
};

} // namespace casus::report
