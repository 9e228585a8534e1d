#include "scenario/read/mark_values.hpp"

#include "formula/complaint.hpp"
#include "scenario/read/map_reader.hpp"
#include "scenario/read/ranges.hpp"
#include "scenario/read/read_numbers.hpp"

#include <algorithm>

namespace casus::scenario {

using formula::did_you_mean;
using formula::Wanted;

namespace {

template <typename Named>
std::vector<std::string> names_of(const std::vector<Named>& parts) {
  std::vector<std::string> names;
  for (const Named& part : parts) names.push_back(part.name);
  return names;
}

template <typename Named>
std::optional<std::size_t> position(const std::vector<Named>& parts, const std::string& name) {
  const auto found =
      std::find_if(parts.begin(), parts.end(), [&](const Named& part) { return part.name == name; });
  if (found == parts.end()) return std::nullopt;
  return static_cast<std::size_t>(found - parts.begin());
}

class MarkValueReader {
public:
  MarkValueReader(Reading& reading, const Trigger& trigger) : reading_(reading), trigger_(trigger) {}

  std::vector<std::optional<double>> read(const Node& map) {
    std::vector<std::optional<double>> values(trigger_.marks.size());
    for (const Entry& entry : map.entries) {
      const auto mark = position(trigger_.marks, entry.key->text);
      if (mark)
        values[*mark] = value(trigger_.marks[*mark], *entry.value);
      else
        tell_no_mark(*entry.key);
    }
    return values;
  }

private:
  void tell_no_mark(const Node& name) {
    const std::vector<std::string> known = names_of(trigger_.marks);
    reading_.problems.error(name.place, formula::in_quotes(name.text) + " is no mark of trigger " +
                                            formula::in_quotes(trigger_.name) +
                                            did_you_mean(formula::nearest_name(name.text, known)) +
                                            (known.empty() ? ", which has none: leave it out"
                                                           : ": its marks are " + formula::in_quotes(known)));
  }

  std::optional<double> value(const Mark& mark, const Node& node) {
    if (mark.categories.empty()) return number(mark, node);
    const std::string* name = require_text(reading_, node, "mark " + formula::in_quotes(mark.name));
    const auto index = name ? position(mark.categories, *name) : std::nullopt;
    if (index) return static_cast<double>(*index);
    const std::vector<std::string> known = names_of(mark.categories);
    if (name)
      reading_.problems.error(node.place, formula::in_quotes(*name) + " is no category of mark " +
                                              formula::in_quotes(mark.name) +
                                              did_you_mean(formula::nearest_name(*name, known)) +
                                              ": its categories are " + formula::in_quotes(known));
    return std::nullopt;
  }

  std::optional<double> number(const Mark& mark, const Node& node) {
    const auto constant = read_constant(reading_, node, Wanted::number);
    if (constant && mark.distribution)
      require_drawable(reading_, *constant, *mark.distribution, "mark " + formula::in_quotes(mark.name));
    return constant ? std::optional(constant->expression.value) : std::nullopt;
  }

  Reading& reading_;
  const Trigger& trigger_;
};

} // namespace

std::vector<std::optional<double>> read_mark_values(Reading& reading, const Trigger& trigger, const Node* map,
                                                    const std::string& what) {
  if (map == nullptr || !require_map(reading, *map, what))
    return std::vector<std::optional<double>>(trigger.marks.size());
  return MarkValueReader(reading, trigger).read(*map);
}

} // namespace casus::scenario
