#pragma once

#include "formula/read_formula.hpp"
#include "scenario/member_count.hpp"
#include "scenario/number_kinds.hpp"

#include <concepts>
#include <cstddef>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace casus::scenario {

/// What may stand under a key of the format.
struct Takes {
  std::string_view schema;                 ///< its definition in the JSON Schema's frame
  std::string_view words;                  ///< for the reference: "a duration"
  std::optional<formula::Wanted> wanted{}; ///< of a formula or a number
  const Bounds* bounds = nullptr;          ///< of a number; none where any will do
  bool keyed_by_names = false;             ///< a map whose keys its author chose
  bool may_be_included = false;            ///< a section that an included file may have
};

/// Another key without which one means nothing, and what to write where it is missing.
struct Needs {
  std::string_view key{}; ///< empty where none is needed
  std::string_view otherwise{};
};

struct Key {
  std::string_view name{}; ///< empty where a member has no key of its own
  Takes takes{};
  std::string_view says{}; ///< what the value means, for the schema and the reference
  Needs needs{};
  bool counts = true; ///< it can change a result
};

constexpr Key only_with(std::string_view other, std::string_view otherwise, Key key) {
  key.needs = {other, otherwise};
  return key;
}

/// A key of the format with the members of a struct that it fills: none where the reader folds it into other
/// parts, two for `bounds`. Members without a key are names, places, and what stands under keys of their own.
template <bool can_change_a_result, typename Struct, typename... Members>
struct Field {
  static constexpr bool counts = can_change_a_result; ///< it is part of the fingerprint
  Key key;
  std::tuple<Members Struct::*...> members;
  std::optional<NumberKind> kind{}; ///< of a number that can be changed by itself
};

template <typename Struct, typename... Members>
constexpr Field<true, Struct, Members...> field(const Key& key, Members Struct::*... members) {
  return {key, {members...}};
}

/// A number keeps to the range of its kind.
template <NumberKind kind, typename Struct, typename... Members>
constexpr Field<true, Struct, Members...> number(Key key, Members Struct::*... members) {
  if (bounds_of<kind>.words != any_number.words) key.takes.bounds = &bounds_of<kind>;
  return {key, {members...}, kind};
}

/// What is said of a part and changes nothing.
template <typename Struct, typename... Members>
constexpr Field<false, Struct, Members...> remark(const Key& key, Members Struct::*... members) {
  return {key, {members...}};
}

/// `Fields<Part>::list` is the tuple of a struct's fields. Those of parts that have keys or notes of their
/// own have a `word` for one of them too, and those of parts with keys say what these are.
template <typename Part>
struct Fields;

template <typename Part>
concept HasFields = requires {
  Fields<Part>::list;
};

namespace detail {

template <bool counts, typename Struct, typename... Members>
constexpr std::size_t members_of(const Field<counts, Struct, Members...>&) {
  return sizeof...(Members);
}

template <typename Part>
constexpr std::size_t listed_members() {
  return std::apply([](const auto&... fields) { return (std::size_t{0} + ... + members_of(fields)); },
                    Fields<Part>::list);
}

} // namespace detail

/// Calls `visit(field)` for each field, in their order.
template <HasFields Part, typename Visit>
void each_field(Visit visit) {
  static_assert(detail::listed_members<Part>() == member_count<Part>(),
                "a member of the struct is missing in its list of fields (scenario/fields.hpp)");
  std::apply([&](const auto&... fields) { (visit(fields), ...); }, Fields<Part>::list);
}

/// Calls `visit(field, member)` for each member of a part, which may be const.
template <typename Part, typename Visit>
void each_member(Part& part, Visit visit) {
  each_field<std::remove_const_t<Part>>([&](const auto& field) {
    std::apply([&](auto... members) { (visit(field, part.*members), ...); }, field.members);
  });
}

/// The keys of a part in the file, besides those of a note.
template <HasFields Part>
const std::vector<Key>& keys_of() {
  static const std::vector<Key> keys = [] {
    std::vector<Key> found;
    each_field<Part>([&](const auto& field) {
      if (field.key.name.empty()) return;
      found.push_back(field.key);
      found.back().counts = field.counts;
    });
    return found;
  }();
  return keys;
}

} // namespace casus::scenario
