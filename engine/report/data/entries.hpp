#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>

namespace casus::report {

struct NoFields {};

/// What a finding tells machines stands once: a list of entries for each of its structs, in result_fields.hpp
/// and its like. Formats walk the lists, those of nested objects by tree.hpp, those of tables by columns.hpp.
///
/// A getter is a member of the part that is told, or a function of the part, or of the part and the whole
/// (the result, the fit, …) to which it belongs. What is not known it gets as an empty optional.
template <class Part>
inline constexpr auto fields = NoFields();

template <class Part>
concept HasFields = !std::is_same_v<const NoFields, decltype(fields<Part>)>;

/// A key and what stands under it: a getter, a Group or a ByName. Members that a function reads are named
/// behind it, so that the compiler sees when one stands nowhere.
template <class What, class... Members>
struct Field {
  constexpr Field(std::string_view the_key, What is_told, Members... are_read)
      : key(the_key), what(is_told), members(are_read...) {}

  std::string_view key;
  What what;
  std::tuple<Members...> members;
};

/// A field that is an interval: a list of two numbers, or two columns.
template <class Getter, class... Members>
struct Bounds : Field<Getter, Members...> {
  using Field<Getter, Members...>::Field;
};
template <class Getter, class... Members>
Bounds(const char*, Getter, Members...) -> Bounds<Getter, Members...>;

/// An object of fields of the same part.
template <class... Entries>
struct Group {
  constexpr explicit Group(Entries... entries) : list(entries...) {}

  std::tuple<Entries...> list;
};

/// A key for each of several parts, and `what` of it there. Under a key of its own it is an object, in a list
/// its keys stand among the others.
template <class Getter, class Name, class What = std::identity>
struct ByName {
  constexpr ByName(Getter the_parts, Name their_name, What of_each = {})
      : parts(the_parts), name(their_name), what(of_each) {}

  Getter parts;
  Name name;
  What what;
};

/// Entries of another part among those of this one, its own list where none are given. They are missing where
/// the other is: an empty optional or a null pointer.
template <class Getter, class... Entries>
struct Inline {
  constexpr explicit Inline(Getter the_part, Entries... entries) : part(the_part), list(entries...) {}

  Getter part;
  std::tuple<Entries...> list;
};

/// Entries that are missing where the condition is not met.
template <class Condition, class... Entries>
struct OnlyIf {
  constexpr explicit OnlyIf(Condition needed, Entries... entries) : condition(needed), list(entries...) {}

  Condition condition;
  std::tuple<Entries...> list;
};

/// Members that are not for machines, or that stand elsewhere: in the names of a ByName, in another list.
template <class... Members>
struct Untold {
  constexpr explicit Untold(Members... untold) : members(untold...) {}

  std::tuple<Members...> members;
};

/// A value that is the whole of its own parts.
template <class Value>
struct Whole {
  const Value& value;
};
template <class Value>
Whole(const Value&) -> Whole<Value>;

template <class Getter, class Part, class Of>
constexpr decltype(auto) get(const Getter& getter, const Part& part, const Of& whole) {
  if constexpr (std::is_invocable_v<const Getter&, const Part&>)
    return std::invoke(getter, part);
  else
    return std::invoke(getter, part, whole);
}

/// A getter that goes on from what the first one got: a member of a member.
template <class First, class Next>
struct Through {
  First first;
  Next next;

  template <class Part>
  auto operator()(const Part& part) const {
    return std::invoke(next, std::invoke(first, part));
  }
};
template <class First, class Next>
Through(First, Next) -> Through<First, Next>;

/// A getter that asks the whole about what the first one got: the name behind an index, the date of a day.
template <class First, class Question>
struct Asked {
  First first;
  Question question;

  template <class Part, class Of>
  auto operator()(const Part& part, const Of& whole) const {
    return std::invoke(question, whole, std::invoke(first, part));
  }
};
template <class First, class Question>
Asked(First, Question) -> Asked<First, Question>;

/// A getter of what is known only where the condition is met.
template <class Condition, class Getter>
struct Where {
  Condition condition;
  Getter getter;

  template <class Part>
  auto operator()(const Part& part) const {
    using Value = std::remove_cvref_t<decltype(std::invoke(getter, part))>;
    return std::invoke(condition, part) ? std::optional<Value>(std::invoke(getter, part)) : std::nullopt;
  }
};
template <class Condition, class Getter>
Where(Condition, Getter) -> Where<Condition, Getter>;

inline std::optional<std::string> if_not_empty(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

/// Text is no pointer that may be null.
template <class Value>
inline constexpr bool may_be_missing =
    std::is_pointer_v<Value> && !std::is_convertible_v<Value, std::string_view>;
template <class Value>
inline constexpr bool may_be_missing<std::optional<Value>> = true;

} // namespace casus::report
