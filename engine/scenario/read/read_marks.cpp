// A mark is a number, `severity: {lognormal: …}`, or one of several categories, `weapon: {domestic: 0.8,
// nato: {share: 0.2, weights: {…}}}`. It is the former if its map has one key and this names a family.

#include "scenario/read/read_marks.hpp"

#include "formula/complaint.hpp"
#include "scenario/fields.hpp"
#include "scenario/read/declared_names.hpp"
#include "scenario/read/intensities.hpp"
#include "scenario/read/map_reader.hpp"
#include "scenario/read/ranges.hpp"
#include "scenario/read/read_numbers.hpp"
#include "scenario/tree/distribution_map.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace casus::scenario {

using formula::Wanted;

namespace {

/// A sum that misses the whole by less is rounded (three times 0.33), and by more is meant.
constexpr double least_doubted = 0.015, most_doubted = 0.25;

std::string kind_of(formula::Kind kind) {
  switch (kind) {
  case formula::Kind::parameter:
    return "parameter";
  case formula::Kind::driver:
    return "driver";
  case formula::Kind::ladder:
    return "ladder";
  case formula::Kind::mark:
    break;
  }
  return "mark";
}

/// Checks a mark's name against the other names that it meets in the formulas of effects.
void check_mark_name(Reading& reading, const Node& name) {
  check_name(reading, name, "mark");
  const auto symbol = reading.vocabulary.find(name.text);
  if (symbol || reading.vocabulary.any_rung(name.text))
    reading.problems.error(name.place, "mark " + formula::in_quotes(name.text) + " has the name of a " +
                                           (symbol ? kind_of(symbol->kind) : "rung") +
                                           " (effects could not tell them apart): rename one of them");
}

class MarkReader {
public:
  MarkReader(Reading& reading, const Entry& entry, const std::string& trigger)
      : reading_(reading), entry_(entry), path_("triggers." + trigger + ".marks." + entry.key->text) {}

  Mark read() {
    mark_.name = entry_.key->text;
    mark_.place = entry_.key->place;
    const Node& node = *entry_.value;
    if (node.shape != Shape::map || node.entries.empty())
      reading_.problems.error(mark_.place,
                              "mark " + formula::in_quotes(mark_.name) +
                                  " must be a map of categories to their shares, or a distribution");
    else if (family_of(node))
      read_distribution_of(node);
    else
      read_categories(node);
    return std::move(mark_);
  }

private:
  void read_distribution_of(const Node& node) {
    mark_.distribution =
        read_distribution(reading_, node, [this](const Node& argument, const ArgumentSlot& slot) {
          return read_number(reading_, argument, Wanted::number, path_ + "." + slot.path);
        });
  }

  void read_categories(const Node& node) {
    for (const Entry& entry : node.entries) {
      check_name(reading_, *entry.key, "category");
      mark_.categories.push_back(read_category(entry));
    }
    const bool none =
        std::all_of(mark_.categories.begin(), mark_.categories.end(), [](const Category& category) {
          const Expression& share = category.share.expression;
          return !category.share.text.empty() && share.operation == Operation::constant && share.value == 0;
        });
    if (none)
      reading_.problems.error(mark_.place, "all shares of mark " + formula::in_quotes(mark_.name) +
                                               " are zero: give at least one category a share above 0");
    doubt_sum();
  }

  /// Shares count against each other, so that any sum will do; one that is nearly 1 or 100 is a slip.
  void doubt_sum() {
    double sum = 0;
    for (const Category& category : mark_.categories) {
      if (category.share.expression.operation != Operation::constant || category.share.text.empty()) return;
      sum += category.share.expression.value;
    }
    const double whole = sum > 10 ? 100 : 1;
    const double missing = std::abs(sum / whole - 1);
    if (missing < least_doubted || missing > most_doubted) return;
    reading_.problems.warning(
        mark_.place,
        fmt::format("the shares of mark {} sum to {:.6g}, not to {}: they count against each "
                    "other, so that {} gets {:.3g} of all; complete them if a category is "
                    "missing",
                    formula::in_quotes(mark_.name), sum, whole, formula::in_quotes(mark_.categories[0].name),
                    mark_.categories[0].share.expression.value / sum));
  }

  Category read_category(const Entry& entry) {
    Category category;
    category.name = entry.key->text;
    const std::string path = path_ + "." + category.name;
    const std::string what = "category " + formula::in_quotes(category.name);
    if (entry.value->shape != Shape::map || family_of(*entry.value)) {
      category.share = share(*entry.value, path, "the share of " + what);
      stand_at(path, category.share);
      return category;
    }
    const MapReader map(reading_, *entry.value, what, entry.key->place, keys_of<Category>());
    category.note = map.note();
    if (const Node* node = map.require("share", "give it one, such as 0.2"))
      category.share = share(*node, path, map.name_of_value("share"));
    category.weights = read_weights(reading_, map, path + ".weights");
    return category;
  }

  Number share(const Node& node, const std::string& path, const std::string& what) {
    auto result = read_number(reading_, node, Wanted::number, path + ".share");
    require_within(reading_, result, bounds_of<NumberKind::share>, what);
    return std::move(result).value_or(Number{});
  }

  /// Notes the path of a category's share. A share that stands for its category by itself is not at the path
  /// that names its parameter.
  void stand_at(const std::string& path, Number& share) {
    share.path = path;
    if (share.expression.operation == Operation::parameter && share.text == path + ".share")
      reading_.scenario.parameters.back().path = path;
  }

  Reading& reading_;
  const Entry& entry_;
  std::string path_;
  Mark mark_;
};

} // namespace

std::vector<Mark> read_marks(Reading& reading, const Node& node, const std::string& trigger) {
  std::vector<Mark> result;
  if (!require_map(reading, node, "'marks' of trigger " + formula::in_quotes(trigger))) return result;
  for (const Entry& entry : node.entries) {
    check_mark_name(reading, *entry.key);
    result.push_back(MarkReader(reading, entry, trigger).read());
  }
  declare_marks(reading, result);
  return result;
}

void declare_marks(Reading& reading, const std::vector<Mark>& marks) {
  for (const Mark& mark : marks) {
    std::vector<std::string> categories;
    for (const Category& category : mark.categories) categories.push_back(category.name);
    reading.vocabulary.add_mark(mark.name, categories);
  }
}

} // namespace casus::scenario
