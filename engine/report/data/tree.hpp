#pragma once

#include "report/data/entries.hpp"
#include "report/data/told_members.hpp"

#include "casus/result.hpp"

#include <array>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

namespace casus::report {

/// A finding as a tree of values, lists and objects. A format says what these are made of:
///
///   using Tree = …;
///   static Tree none();             // what is not known
///   static Tree value(const auto&); // numbers, truth values, text, and whatever else it takes as it stands
///   static Tree list();
///   static void add(Tree& list, Tree each);
///   static Tree object();
///   static void put(Tree& object, std::string_view key, Tree value);
template <class Format>
class TreeOf {
public:
  using Tree = typename Format::Tree;

  /// Makes the tree of a value, or of a part with the whole that its getters may ask.
  template <class Value>
  static Tree make(const Value& value, const auto& whole) {
    if constexpr (HasFields<Value>) {
      return object_of(std::tuple(), value, whole);
    } else if constexpr (requires { Format::value(value); }) {
      return Format::value(value);
    } else if constexpr (may_be_missing<Value>) {
      return value ? make(*value, whole) : Format::none();
    } else {
      Tree list = Format::list();
      for (const auto& each : value) Format::add(list, make(each, whole));
      return list;
    }
  }
  template <class Value>
  static Tree make(const Whole<Value>& own, const auto&) {
    return make(own.value, own.value);
  }
  template <class... Values>
  static Tree make(const std::variant<Values...>& one, const auto& whole) {
    return std::visit([&](const auto& value) { return make(value, whole); }, one);
  }
  static Tree make(const Interval& interval, const auto& whole) {
    return make(std::array{interval.low, interval.high}, whole);
  }

private:
  static Tree object_of(const auto& list, const auto& part, const auto& whole) {
    Tree object = Format::object();
    put_all(object, list, part, whole);
    return object;
  }

  /// Without entries, those of the part's own list.
  template <class... Entries, class Part>
  static void put_all(Tree& object, const std::tuple<Entries...>& list, const Part& part, const auto& whole) {
    if constexpr (sizeof...(Entries) == 0) {
      static_assert(tells_all_members<Part>, "a member of the struct is missing in its list of fields");
      put(object, fields<Part>, part, whole);
    } else {
      put(object, list, part, whole);
    }
  }

  template <class... Entries>
  static void put(Tree& object, const std::tuple<Entries...>& list, const auto& part, const auto& whole) {
    std::apply([&](const auto&... entries) { (put(object, entries, part, whole), ...); }, list);
  }
  template <class What, class... Members>
  static void put(Tree& object, const Field<What, Members...>& field, const auto& part, const auto& whole) {
    put_under(object, field.key, field.what, part, whole);
  }
  template <class Getter, class Name, class What>
  static void put(Tree& object, const ByName<Getter, Name, What>& named, const auto& part,
                  const auto& whole) {
    for (const auto& each : get(named.parts, part, whole))
      put_under(object, get(named.name, each, whole), named.what, each, whole);
  }
  template <class Getter, class... Entries>
  static void put(Tree& object, const Inline<Getter, Entries...>& other, const auto& part,
                  const auto& whole) {
    const auto& found = get(other.part, part, whole);
    if constexpr (!may_be_missing<std::remove_cvref_t<decltype(found)>>)
      put_all(object, other.list, found, whole);
    else if (found)
      put_all(object, other.list, *found, whole);
  }
  template <class Condition, class... Entries>
  static void put(Tree& object, const OnlyIf<Condition, Entries...>& some, const auto& part,
                  const auto& whole) {
    if (get(some.condition, part, whole)) put(object, some.list, part, whole);
  }
  template <class... Members>
  static void put(Tree&, const Untold<Members...>&, const auto&, const auto&) {}

  template <class Getter>
  static void put_under(Tree& object, std::string_view key, const Getter& getter, const auto& part,
                        const auto& whole) {
    Format::put(object, key, make(get(getter, part, whole), whole));
  }
  template <class... Entries>
  static void put_under(Tree& object, std::string_view key, const Group<Entries...>& group, const auto& part,
                        const auto& whole) {
    Format::put(object, key, object_of(group.list, part, whole));
  }
  template <class Getter, class Name, class What>
  static void put_under(Tree& object, std::string_view key, const ByName<Getter, Name, What>& named,
                        const auto& part, const auto& whole) {
    Format::put(object, key, object_of(std::tuple(named), part, whole));
  }
};

} // namespace casus::report
