#pragma once

#include "report/data/entries.hpp"
#include "scenario/member_count.hpp"

#include <cstddef>
#include <tuple>
#include <type_traits>

namespace casus::report {

namespace detail {

/// The pointers to members that stand in a list, its entries and their getters.
class Pointers {
public:
  template <class Getter>
  static constexpr auto in(const Getter& getter) {
    if constexpr (std::is_member_object_pointer_v<Getter>)
      return std::tuple(getter);
    else if constexpr (requires { getter.first; }) // a getter that goes on from another
      return in(getter.first);
    else
      return std::tuple();
  }
  template <class... Entries>
  static constexpr auto in(const std::tuple<Entries...>& list) {
    return std::apply([](const auto&... entries) { return std::tuple_cat(in(entries)...); }, list);
  }
  template <class What, class... Members>
  static constexpr auto in(const Field<What, Members...>& field) {
    return std::tuple_cat(in(field.what), field.members);
  }
  template <class Getter, class... Members>
  static constexpr auto in(const Bounds<Getter, Members...>& field) {
    return std::tuple_cat(in(field.what), field.members);
  }
  template <class... Entries>
  static constexpr auto in(const Group<Entries...>& group) {
    return in(group.list);
  }
  template <class Getter, class Name, class What>
  static constexpr auto in(const ByName<Getter, Name, What>& by_name) {
    return in(by_name.parts);
  }
  template <class Getter, class... Entries>
  static constexpr auto in(const Inline<Getter, Entries...>& other) {
    return std::tuple_cat(in(other.part), in(other.list));
  }
  template <class Condition, class... Entries>
  static constexpr auto in(const OnlyIf<Condition, Entries...>& some) {
    return std::tuple_cat(in(some.condition), in(some.list));
  }
  template <class... Members>
  static constexpr auto in(const Untold<Members...>& untold) {
    return untold.members;
  }
  template <class Condition, class Getter>
  static constexpr auto in(const Where<Condition, Getter>& where) {
    return std::tuple_cat(in(where.condition), in(where.getter));
  }
};

template <class Member, class Other>
constexpr bool is_same_member(Member member, Other other) {
  if constexpr (std::is_same_v<Member, Other>)
    return member == other;
  else
    return false;
}

template <class Part, class Value, class Struct>
constexpr bool is_of(Value Struct::*) {
  return std::is_same_v<Part, Struct>;
}

/// How many different members of the struct there are among the pointers.
template <class Part, class... Members>
constexpr std::size_t count_members(const std::tuple<Members...>& pointers) {
  std::size_t count = 0, place = 0;
  const auto is_first = [&](auto member) {
    std::size_t before = 0;
    return std::apply(
        [&](auto... others) { return !((before++ < place && is_same_member(member, others)) || ...); },
        pointers);
  };
  const auto add = [&](auto member) {
    if (is_of<Part>(member) && is_first(member)) ++count;
    ++place;
  };
  std::apply([&](auto... members) { (add(members), ...); }, pointers);
  return count;
}

} // namespace detail

/// Every member of the struct stands in its list of fields.
template <class Part>
inline constexpr bool tells_all_members =
    detail::count_members<Part>(detail::Pointers::in(fields<Part>)) == scenario::member_count<Part>();

} // namespace casus::report
