#pragma once

#include <cstddef>
#include <utility>

namespace casus::scenario {

namespace detail {

struct Anything {
  template <typename Value>
  operator Value() const;
};

template <typename Part, std::size_t... I>
constexpr bool takes_members(std::index_sequence<I...>) {
  return requires { Part{(static_cast<void>(I), Anything{})...}; };
}

} // namespace detail

/// An aggregate takes as many initialisers as it has members.
template <typename Part, std::size_t most = 32>
constexpr std::size_t member_count() {
  if constexpr (detail::takes_members<Part>(std::make_index_sequence<most>{}))
    return most;
  else
    return member_count<Part, most - 1>();
}

} // namespace casus::scenario
