#include "scenario/formulas.hpp"

#include "scenario/fields.hpp"

#include <type_traits>

namespace casus::scenario {

namespace {

/// Visits what is in a part, const or not; names, places and plain values hold no formula.
template <typename Visit>
class FormulaVisitor {
public:
  explicit FormulaVisitor(const Visit& visit) : visit_(visit) {}

  template <typename Part>
  void operator()(Part& part) const {
    if constexpr (std::is_same_v<std::remove_const_t<Part>, Formula>)
      visit_(part);
    else if constexpr (HasFields<std::remove_const_t<Part>>)
      each_member(part, [this](const auto&, auto& member) { (*this)(member); });
    else
      each_within(part);
  }

private:
  template <typename Part>
  void each_within(Part& part) const {
    if constexpr (requires { part.has_value(); }) {
      if (part) (*this)(*part);
    } else if constexpr (requires { part.begin(); } && !std::is_convertible_v<Part, std::string>) {
      for (auto& each : part) (*this)(each);
    }
  }

  const Visit& visit_;
};

} // namespace

void each_formula(Scenario& scenario, const std::function<void(Formula&)>& visit) {
  FormulaVisitor{visit}(scenario);
}

void each_formula(const Scenario& scenario, const std::function<void(const Formula&)>& visit) {
  FormulaVisitor{visit}(scenario);
}

} // namespace casus::scenario
