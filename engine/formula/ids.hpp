#pragma once

#include <cassert>
#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace casus {

/// The number of a thing among those of its kind, which cannot be taken for that of another kind. Where there
/// may be none, it is optional. It has four bytes, as every event reads lists of ids.
template <typename Tag>
class Id {
public:
  constexpr Id() = default;
  /// Public structs hold plain numbers, which become ids here.
  template <std::integral Number>
  constexpr explicit Id(Number number) : number_(static_cast<std::uint32_t>(number)) {
    assert(std::in_range<std::uint32_t>(number));
  }

  constexpr std::uint32_t number() const { return number_; }
  friend constexpr auto operator<=>(const Id&, const Id&) = default;
  constexpr Id& operator++() {
    ++number_;
    return *this;
  }

private:
  std::uint32_t number_ = 0;
};

/// The ids of so many things, in order.
template <typename Key>
class Ids {
public:
  class Iterator {
  public:
    explicit Iterator(Key id) : id_(id) {}
    Key operator*() const { return id_; }
    Iterator& operator++() {
      ++id_;
      return *this;
    }
    bool operator==(const Iterator&) const = default;

  private:
    Key id_;
  };

  explicit Ids(std::size_t count) : end_(count) {}
  Iterator begin() const { return Iterator(Key{}); }
  Iterator end() const { return Iterator(end_); }

private:
  Key end_;
};

/// A vector that only ids of its own kind look into.
template <typename Key, typename Item>
class IdVector : public std::vector<Item> {
public:
  using std::vector<Item>::vector;

  typename std::vector<Item>::reference operator[](Key id) {
    assert(id.number() < this->size());
    return std::vector<Item>::operator[](id.number());
  }
  typename std::vector<Item>::const_reference operator[](Key id) const {
    assert(id.number() < this->size());
    return std::vector<Item>::operator[](id.number());
  }

  Ids<Key> ids() const { return Ids<Key>(this->size()); }
  /// The id of what is added next.
  Key next_id() const { return Key(this->size()); }
};

/// A row of a block's state: drivers, ladders, counts, last firings, means of drivers over the step, derived
/// values.
using Row = Id<struct RowTag>;
/// These ids are of the parts of a scenario, in its order.
using DriverId = Id<struct DriverTag>;
using LadderId = Id<struct LadderTag>;
using TriggerId = Id<struct TriggerTag>;
using OutcomeId = Id<struct OutcomeTag>;
/// This id is of the triggers' histories of firings.
using HistoryId = Id<struct HistoryTag>;

} // namespace casus
