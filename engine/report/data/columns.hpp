#pragma once

#include "report/data/entries.hpp"

#include "casus/result.hpp"

#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <vector>

namespace casus::report {

/// The tables of findings. A table's columns are a list of entries of what a row is about:
///
///   struct SomeTable {
///     static constexpr auto name = …;  // of its file, without the ending
///     static constexpr std::tuple columns{Field{…}, …};
///     static void rows(const Finding& finding, auto add);  // calls add(part, whole) for each row
///   };
class Columns {
public:
  template <class... Entries>
  static void add_names(std::vector<std::string>& names, const std::tuple<Entries...>& list) {
    std::apply([&](const auto&... entries) { (add_names(names, entries), ...); }, list);
  }

  /// Calls `cell` with each cell of a row, std::nullopt where it is empty.
  template <class... Entries>
  static void visit(const std::tuple<Entries...>& list, const auto& part, const auto& whole, auto cell) {
    std::apply([&](const auto&... entries) { (visit(entries, part, whole, cell), ...); }, list);
  }

private:
  template <class Getter, class... Members>
  static void add_names(std::vector<std::string>& names, const Field<Getter, Members...>& field) {
    names.emplace_back(field.key);
  }
  template <class Getter, class... Members>
  static void add_names(std::vector<std::string>& names, const Bounds<Getter, Members...>& field) {
    for (const char* end : {"_low", "_high"}) names.push_back(std::string(field.key) + end);
  }
  template <class Getter, class... Entries>
  static void add_names(std::vector<std::string>& names, const Inline<Getter, Entries...>& other) {
    add_names(names, other.list);
  }
  template <class Condition, class... Entries>
  static void add_names(std::vector<std::string>& names, const OnlyIf<Condition, Entries...>& some) {
    add_names(names, some.list);
  }
  template <class... Members>
  static void add_names(std::vector<std::string>&, const Untold<Members...>&) {}

  template <class Getter, class... Members>
  static void visit(const Field<Getter, Members...>& field, const auto& part, const auto& whole, auto cell) {
    visit_value(get(field.what, part, whole), cell);
  }
  template <class Getter, class... Members>
  static void visit(const Bounds<Getter, Members...>& field, const auto& part, const auto& whole, auto cell) {
    const std::optional<Interval> interval = get(field.what, part, whole);
    visit_value(interval ? std::optional(interval->low) : std::nullopt, cell);
    visit_value(interval ? std::optional(interval->high) : std::nullopt, cell);
  }
  template <class Getter, class... Entries>
  static void visit(const Inline<Getter, Entries...>& other, const auto& part, const auto& whole, auto cell) {
    const auto& found = get(other.part, part, whole);
    if constexpr (!may_be_missing<std::remove_cvref_t<decltype(found)>>)
      visit(other.list, found, whole, cell);
    else if (found)
      visit(other.list, *found, whole, cell);
    else
      visit_none(other.list, cell);
  }
  template <class Condition, class... Entries>
  static void visit(const OnlyIf<Condition, Entries...>& some, const auto& part, const auto& whole,
                    auto cell) {
    if (get(some.condition, part, whole))
      visit(some.list, part, whole, cell);
    else
      visit_none(some.list, cell);
  }
  template <class... Members>
  static void visit(const Untold<Members...>&, const auto&, const auto&, auto) {}

  static void visit_none(const auto& list, auto cell) {
    std::vector<std::string> names;
    add_names(names, list);
    for (std::size_t i = 0; i < names.size(); ++i) cell(std::nullopt);
  }

  template <class Value>
  static void visit_value(const Value& value, auto cell) {
    if constexpr (!may_be_missing<Value>)
      cell(value);
    else if (value)
      cell(*value);
    else
      cell(std::nullopt);
  }
};

/// Writes the rows of a finding, or of several, one after the other.
template <class Table, class Finding>
void each_row(const Finding& finding, auto add) {
  Table::rows(finding, add);
}
template <class Table, class Finding>
void each_row(const std::vector<Finding>& findings, auto add) {
  for (const Finding& finding : findings) Table::rows(finding, add);
}

} // namespace casus::report
