#include "scenario/read/declared_names.hpp"

#include "formula/complaint.hpp"
#include "scenario/longest_name.hpp"
#include "scenario/read/map_reader.hpp"

#include <algorithm>
#include <unordered_map>
#include <vector>

namespace casus::scenario {

namespace {

/// A name that formulas use as it stands, without saying of what kind it is.
struct Bare {
  std::string kind;
  const Node* name;
  std::string ladder; ///< of a rung

  std::string described() const {
    return kind + " " + formula::in_quotes(name->text) +
           (ladder.empty() ? "" : " of ladder " + formula::in_quotes(ladder));
  }
};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

const std::vector<Entry>& section(const Node& root, std::string_view key) {
  const Entry* found = root.find(key);
  return entries_of(found ? found->value.get() : nullptr);
}

void check_number(Reading& reading, std::size_t count, const Place& place, const std::string& kinds) {
  if (count > most_of_a_kind)
    reading.problems.error(place, "there are " + std::to_string(count) + " " + kinds + " (at most " +
                                      std::to_string(most_of_a_kind) + ")");
}

/// Checks a section's names and gives each to `declare`.
template <typename Declare>
void each_name(Reading& reading, const Node& root, const std::string& kind, Declare declare) {
  const std::vector<Entry>& parts = section(root, kind + "s");
  if (!parts.empty()) check_number(reading, parts.size(), parts[0].key->place, kind + "s");
  for (const Entry& part : parts) {
    check_name(reading, *part.key, kind);
    declare(part);
  }
}

/// The names of a ladder's rungs. An entry that is wrong has a name here that nothing can be called.
std::vector<std::string> declare_rungs(Reading& reading, const Entry& ladder, std::vector<Bare>& bare) {
  std::vector<std::string> names;
  const Entry* rungs = ladder.value->find("rungs");
  if (!rungs) return names;
  check_number(reading, rungs->value->items.size(), rungs->key->place, "rungs");
  for (const NodePtr& item : rungs->value->items) {
    const RungEntry rung = rung_entry(*item);
    names.push_back(rung.name ? rung.name->text : "");
    if (rung.name) {
      check_name(reading, *rung.name, "rung");
      bare.push_back({"rung", rung.name, ladder.key->text});
    } else {
      reading.problems.error(item->place,
                             "a rung is a name, or a map of one name to what is to be said of it, not " +
                                 name_of(item->shape));
    }
  }
  return names;
}

std::string clash(const Bare& first, const Bare& second) {
  const std::string name = formula::in_quotes(second.name->text);
  if (!first.ladder.empty() && first.ladder == second.ladder)
    return "rung " + name + " stands twice on ladder " + formula::in_quotes(first.ladder);
  if (!first.ladder.empty() && !second.ladder.empty())
    return "rung " + name + " stands on ladder " + formula::in_quotes(first.ladder) + " and on ladder " +
           formula::in_quotes(second.ladder) +
           " (rung names must be unique because formulas use them bare): rename one of them";
  return second.described() + " has the same name as " + first.described() +
         " (formulas could not tell them apart): rename one of them";
}

void tell_clashes(Reading& reading, std::vector<Bare> bare) {
  std::stable_sort(bare.begin(), bare.end(), [&](const Bare& a, const Bare& b) {
    return reading.problems.precedes(a.name->place, b.name->place);
  });
  std::unordered_map<std::string_view, const Bare*> seen;
  for (const Bare& name : bare) {
    const auto [first, is_new] = seen.try_emplace(name.name->text, &name);
    if (!is_new) reading.problems.error(name.name->place, clash(*first->second, name));
  }
}

std::optional<int> require_one_of(Reading& reading, const formula::NameList& list, const Node& name,
                                  const std::string& kind) {
  const auto found = list.find(name.text);
  if (!found) reading.problems.error(name.place, formula::unknown(kind, name.text, list.names()));
  return found;
}

} // namespace

void declare_names(Reading& reading, const Node& root) {
  std::vector<Bare> bare;
  each_name(reading, root, "parameter", [&](const Entry& part) {
    reading.vocabulary.add_parameter(part.key->text);
    reading.parameters.add(part.key->text);
    bare.push_back({"parameter", part.key.get(), ""});
  });
  each_name(reading, root, "driver", [&](const Entry& part) {
    reading.vocabulary.add_driver(part.key->text);
    reading.drivers.add(part.key->text);
    bare.push_back({"driver", part.key.get(), ""});
  });
  each_name(reading, root, "trigger",
            [&](const Entry& part) { reading.vocabulary.add_trigger(part.key->text); });
  each_name(reading, root, "ladder", [&](const Entry& part) {
    bare.push_back({"ladder", part.key.get(), ""});
    reading.vocabulary.add_ladder(part.key->text, declare_rungs(reading, part, bare));
    reading.ladders.add(part.key->text);
  });
  each_name(reading, root, "outcome", [](const Entry&) {});
  tell_clashes(reading, std::move(bare));
}

void check_name(Reading& reading, const Node& name, const std::string& kind) {
  const std::string& text = name.text;
  const auto complain = [&](const std::string& why) {
    reading.problems.error(name.place, formula::in_quotes(text) + " cannot be the name of " +
                                           (kind[0] == 'o' ? "an " : "a ") + kind + " " + why);
  };
  const bool is_word =
      !text.empty() && !is_digit(text[0]) &&
      std::all_of(text.begin(), text.end(), [](char c) { return is_letter(c) || is_digit(c); });
  if (!is_word)
    complain("(names are letters, digits and underscores, and do not begin with a digit)");
  else if (text.size() > longest_name)
    complain("(names have at most " + std::to_string(longest_name) + " characters)");
  else if (formula::is_reserved(text))
    complain("(it is a word of the formulas): choose another");
}

RungEntry rung_entry(const Node& item) {
  if (item.shape == Shape::scalar) return {&item, nullptr};
  if (item.entries.size() == 1) return {item.entries[0].key.get(), item.entries[0].value.get()};
  return {};
}

std::optional<int> require_trigger(Reading& reading, const Node& name) {
  const auto found = reading.vocabulary.trigger(name.text);
  if (!found)
    reading.problems.error(name.place, formula::unknown("trigger", name.text, reading.vocabulary.triggers()));
  return found;
}

std::optional<int> require_driver(Reading& reading, const Node& name) {
  return require_one_of(reading, reading.drivers, name, "driver");
}

std::optional<int> require_ladder(Reading& reading, const Node& name) {
  return require_one_of(reading, reading.ladders, name, "ladder");
}

std::optional<int> require_rung(Reading& reading, int ladder, const Node& name) {
  const auto found = reading.vocabulary.rung(ladder, name.text);
  if (found || reading.vocabulary.rungs(ladder).empty())
    return found; // without rungs, the ladder has been told of
  const std::string& ladder_name = reading.ladders.names()[static_cast<std::size_t>(ladder)];
  reading.problems.error(
      name.place, formula::in_quotes(name.text) + " is no rung of ladder " + formula::in_quotes(ladder_name) +
                      formula::did_you_mean(reading.vocabulary.nearest_rung(ladder, name.text)) +
                      ": its rungs are " + formula::in_quotes(reading.vocabulary.rungs(ladder)));
  return std::nullopt;
}

} // namespace casus::scenario
