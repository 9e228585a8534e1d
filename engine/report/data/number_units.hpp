#pragma once

#include "report/data/entries.hpp"

#include "casus/numbers.hpp"
#include "casus/result.hpp"

namespace casus::report {

inline double in_unit_of(const NumberEntry& number, double value) { return value / number.unit_size; }
inline Interval in_unit_of(const NumberEntry& number, const Interval& interval) {
  return {interval.low / number.unit_size, interval.high / number.unit_size};
}

/// A getter of what the first one gets in the unit in which the file has the part's number.
template <class First>
struct InItsUnit {
  First first;

  template <class Part>
  auto operator()(const Part& part) const {
    return in_unit_of(part.number, std::invoke(first, part));
  }
};
template <class First>
InItsUnit(First) -> InItsUnit<First>;

} // namespace casus::report
