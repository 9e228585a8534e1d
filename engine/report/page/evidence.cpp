#include "report/page/evidence.hpp"

#include "scenario/fields.hpp"

#include <utility>

namespace casus::report {
namespace {

using scenario::Fields;

bool is_silent(const Note& note) { return note.about.empty() && note.sources.empty() && note.basis.empty(); }

/// Walks through the parts and keeps the names that lead to where it is.
class Trail {
public:
  explicit Trail(const Scenario& scenario) : scenario_(scenario) {}

  std::vector<Part> take() && { return std::move(parts_); }

  /// What the parts within a scenario or a part say of themselves.
  template <scenario::HasFields Whole>
  void walk(const Whole& whole) {
    scenario::each_member(whole, [this](const auto&, const auto& member) { visit(member); });
  }

private:
  template <scenario::HasFields Each>
  void visit(const Each& part) {
    const bool is_outermost = name_.empty(); // it is told of even where it says nothing of itself
    const std::string name = within(name_, name_of(part));
    if constexpr (requires { part.note; })
      if (is_outermost || !is_silent(part.note))
        parts_.push_back({std::string(Fields<Each>::word), name, part.note});
    const std::string outer = std::exchange(name_, name);
    walk(part);
    name_ = outer;
  }

  /// A number that stands in place of a name carries its path, and says nothing of itself.
  void visit(const Parameter& parameter) {
    if (parameter.name.find('.') == std::string::npos)
      parts_.push_back({std::string(Fields<Parameter>::word), parameter.name, parameter.note});
  }

  template <typename Each>
  void visit(const std::vector<Each>& parts) {
    for (const Each& part : parts) visit(part);
  }
  template <typename Value>
  void visit(const Value&) {}

  template <typename Each>
  std::string name_of(const Each& part) const {
    if constexpr (requires { part.trigger; })
      return scenario_.triggers.at(static_cast<std::size_t>(part.trigger)).name;
    else if constexpr (requires { part.name; })
      return part.name;
    else
      return {};
  }

  /// "strike", "strike: weapon", "strike: weapon nato"
  static std::string within(const std::string& outer, const std::string& name) {
    if (name.empty()) return outer;
    if (outer.empty()) return name;
    return outer + (outer.find(':') == std::string::npos ? ": " : " ") + name;
  }

  const Scenario& scenario_;
  std::string name_; ///< of the part that is walked through
  std::vector<Part> parts_;
};

} // namespace

std::vector<Part> evidence(const Scenario& scenario) {
  Trail trail(scenario);
  trail.walk(scenario);
  return std::move(trail).take();
}

} // namespace casus::report
