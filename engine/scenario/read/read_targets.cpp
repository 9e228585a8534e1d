// A target is `name: {outcome: …, …}`, where the outcome may be left out if it has the target's name, or
// `name: NUMBER`. What is said of it stands under `probability`, `mean` or `ratio`, under `experts`, or under
// `p05` and `p95`; an order has `likelier_than` and nothing else.

#include "casus/targets.hpp"
#include "formula/complaint.hpp"
#include "formula/vocabulary.hpp"
#include "scenario/read/belief.hpp"
#include "scenario/read/declared_names.hpp"
#include "scenario/read/map_reader.hpp"
#include "scenario/read/read_numbers.hpp"
#include "scenario/target_fields.hpp"
#include "scenario/tree/assemble.hpp"
#include "scenario/tree/require_version.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace casus {
namespace scenario {
namespace {

using formula::Wanted;

/// There are no more targets than this: each takes its share of the memory, and of the time that every step
/// of the search needs.
constexpr std::size_t most_targets = 1000;
constexpr std::size_t most_experts = 10'000;
/// Misfits are squares of means over squares of standard deviations: within these bounds they are finite.
constexpr double largest_mean = 1e150;
constexpr double smallest_sd = 1e-150;
constexpr double largest_sd = 1e150;

class TargetReader {
public:
  TargetReader(Reading& reading, const Scenario& scenario, const Entry& entry)
      : reading_(reading), scenario_(scenario), entry_(entry),
        what_("target " + formula::in_quotes(entry.key->text)) {
    target_.name = entry.key->text;
    target_.place = entry.key->place;
  }

  Target read() {
    if (entry_.value->shape == Shape::scalar)
      read_number();
    else if (entry_.value->shape == Shape::map)
      read_map();
    else
      complain(target_.place,
               fmt::format("{} must be a number or a map, not {}", what_, name_of(entry_.value->shape)));
    if (is_believed_ && target_.spread == 0)
      complain(target_.place, fmt::format("how surely {} is 0 is not said: give it an 'sd'", what_));
    else if (is_believed_ && target_.spread < smallest_sd)
      complain(entry_.value->place,
               fmt::format("{} is so near 0 that how surely is not said: give it an 'sd'", what_));
    return std::move(target_);
  }

private:
  void complain(const Place& place, const std::string& message) { reading_.problems.error(place, message); }

  void read_number() {
    if (!name_outcome(*entry_.key)) return;
    target_.kind = is_event(target_.outcome) ? TargetKind::probability : TargetKind::mean;
    if (const auto value = value_at(*entry_.value, what_)) believe_about(*value, entry_.value->text);
  }

  void read_map() {
    const MapReader map(reading_, *entry_.value, what_, entry_.key->place, keys_of<Target>());
    target_.note = map.note();
    const Node* named = map.find("outcome");
    if (!name_outcome(named ? *named : *entry_.key)) return;
    read_other(map);
    if (target_.kind == TargetKind::order)
      read_order(map);
    else
      read_belief(map);
  }

  bool name_outcome(const Node& name) {
    const auto outcome = outcome_named(name);
    target_.outcome = outcome.value_or(-1);
    return outcome.has_value();
  }

  std::optional<int> outcome_named(const Node& name) {
    const std::string* text = require_text(reading_, name, "the outcome of " + what_);
    if (text == nullptr) return std::nullopt;
    std::vector<std::string> names;
    for (const Outcome& outcome : scenario_.outcomes) names.push_back(outcome.name);
    const auto found = std::find(names.begin(), names.end(), *text);
    if (found != names.end()) return static_cast<int>(found - names.begin());
    const auto near = formula::nearest_name(*text, names);
    complain(name.place, fmt::format("the scenario has no outcome {}{}", formula::in_quotes(*text),
                                     near            ? formula::did_you_mean(near)
                                     : names.empty() ? ""
                                                     : ": it has " + formula::in_quotes(names)));
    return std::nullopt;
  }

  bool is_event(int outcome) const {
    return scenario_.outcomes[static_cast<std::size_t>(outcome)].when.has_value();
  }

  /// Finds what kind of target it is, and the other outcome that it speaks of.
  void read_other(const MapReader& map) {
    target_.kind = is_event(target_.outcome) ? TargetKind::probability : TargetKind::mean;
    int others = 0;
    const auto read = [&](std::string_view key, TargetKind kind, std::optional<int> Target::*other) {
      const Node* node = map.find(key);
      if (!node) return;
      ++others;
      target_.kind = kind;
      target_.*other = outcome_named(*node);
      if (target_.*other) require_events(*node, *(target_.*other), key);
    };
    read("given", TargetKind::probability, &Target::given);
    read("over", TargetKind::ratio, &Target::than);
    read("likelier_than", TargetKind::order, &Target::than);
    if (others > 1)
      complain(target_.place, what_ + " can have only one of 'given', 'over' and 'likelier_than': make two "
                                      "targets of it");
  }

  void require_events(const Node& node, int other, std::string_view key) {
    for (const int outcome : {target_.outcome, other}) {
      const Outcome& asked = scenario_.outcomes[static_cast<std::size_t>(outcome)];
      if (!asked.when)
        complain(node.place,
                 fmt::format("{} is about two events, but outcome {} is a value",
                             formula::in_quotes(std::string(key)), formula::in_quotes(asked.name)));
      else if (asked.is_conditional() && key == "given")
        complain(node.place,
                 fmt::format("outcome {} has {} of its own, so it cannot be tied to another",
                             formula::in_quotes(asked.name), asked.given ? "a 'given'" : "an 'after'"));
    }
    if (other == target_.outcome)
      complain(node.place, fmt::format("{} of {} is its own outcome: name another one",
                                       formula::in_quotes(std::string(key)), what_));
  }

  void read_order(const MapReader& map) {
    for (const std::string_view key : {"probability", "mean", "ratio", "experts", "p05", "p95"})
      if (const Entry* entry = map.entry(key))
        complain(entry->key->place, fmt::format("{} has no meaning beside 'likelier_than' (an order says how "
                                                "two compare, not how much): use 'over' with a 'ratio'",
                                                formula::in_quotes(std::string(key))));
    target_.spread = about_sd;
    read_sd(map);
    target_.said = "likelier than " + map.text("likelier_than");
  }

  std::string_view level_key() const {
    if (target_.kind == TargetKind::mean) return "mean";
    return target_.kind == TargetKind::ratio ? "ratio" : "probability";
  }

  void read_belief(const MapReader& map) {
    for (const std::string_view key : {"probability", "mean", "ratio"})
      if (const Entry* entry = map.entry(key); entry && key != level_key()) {
        complain(entry->key->place, fmt::format("{} has no meaning here: {} is about a {}",
                                                formula::in_quotes(std::string(key)), what_, level_key()));
        return;
      }
    const bool has_level = map.has_or_meant(level_key()), has_experts = map.has_or_meant("experts");
    const bool has_interval = map.has_or_meant("p05") || map.has_or_meant("p95");
    if (has_level + has_experts + has_interval != 1) {
      complain(target_.place,
               fmt::format("{} must say one thing: '{}', 'experts', or 'p05' and 'p95'", what_, level_key()));
      return;
    }
    if (has_level) read_level(map);
    if (has_experts) read_experts(map);
    if (has_interval) read_interval(map);
    read_sd(map);
  }

  void read_level(const MapReader& map) {
    const Node* node = map.find(level_key());
    if (const auto value = node ? value_at(*node, map.name_of_value(level_key())) : std::nullopt)
      believe_about(*value, node->text);
  }

  void read_experts(const MapReader& map) {
    const Node* node = map.find("experts");
    if (!node) return;
    if (node->items.empty() || node->items.size() > most_experts) {
      complain(node->place, fmt::format("{} must be a list of what each said, such as [0.1, 0.2]",
                                        map.name_of_value("experts")));
      return;
    }
    for (const NodePtr& item : node->items)
      if (const auto value = value_at(*item, "an expert's value of " + what_))
        target_.experts.push_back(*value);
    if (target_.experts.size() == node->items.size())
      believe(pooled(target_.scale(), target_.experts), fmt::format("{} experts", target_.experts.size()));
  }

  void read_interval(const MapReader& map) {
    const Node* low = map.require("p05", "give it together with 'p95'");
    const Node* high = map.require("p95", "give it together with 'p05'");
    if (!low || !high) return;
    const auto p05 = value_at(*low, map.name_of_value("p05")),
               p95 = value_at(*high, map.name_of_value("p95"));
    if (!p05 || !p95) return;
    if (*p05 < *p95)
      believe(between(target_.scale(), *p05, *p95), fmt::format("{} to {}", low->text, high->text));
    else
      complain(low->place, fmt::format("'p05' of {} must be below its 'p95'", what_));
  }

  void read_sd(const MapReader& map) {
    const Node* node = map.find("sd");
    if (!node) return;
    const auto number = read_constant(reading_, *node, Wanted::number);
    if (!number) return;
    target_.spread = number->expression.value;
    if (target_.spread >= smallest_sd && target_.spread <= largest_sd) return;
    is_believed_ = false;
    const std::string bounds =
        target_.spread > 0 ? fmt::format("lie between {:g} and {:g}", smallest_sd, largest_sd) : "be above 0";
    complain(node->place,
             fmt::format("{} must {} (it is on the scale of {})", map.name_of_value("sd"), bounds,
                         target_.kind == TargetKind::mean    ? "the mean"
                         : target_.kind == TargetKind::ratio ? "the ratio's logarithm"
                                                             : "log-odds"));
  }

  /// Reads a number that is in the range of this kind of target.
  std::optional<double> value_at(const Node& node, const std::string& what) {
    const auto number = read_constant(reading_, node, Wanted::number);
    if (!number) return std::nullopt;
    const double value = number->expression.value;
    const std::string shown = formula::in_quotes(node.text);
    if (target_.kind == TargetKind::probability && !(value > 0 && value < 1)) {
      complain(node.place,
               fmt::format("{} must be a probability between 0 and 1, without these (it is {}; what "
                           "is certain needs no weights): write 0.99 for 99%",
                           what, shown));
      return std::nullopt;
    }
    if (target_.kind == TargetKind::ratio && !(value > 0)) {
      complain(node.place, fmt::format("{} must be above 0 (it is {})", what, shown));
      return std::nullopt;
    }
    if (target_.kind == TargetKind::mean && std::abs(value) > largest_mean) {
      complain(node.place, fmt::format("{} must lie between {:g} and {:g} (it is {}): give the outcome a "
                                       "larger unit",
                                       what, -largest_mean, largest_mean, shown));
      return std::nullopt;
    }
    return value;
  }

  void believe_about(double value, const std::string& said) {
    believe(about_value(target_.scale(), value), said);
  }
  void believe(const Belief& belief, std::string said) {
    target_.location = belief.location;
    target_.spread = belief.spread;
    target_.said = std::move(said);
    is_believed_ = true;
  }

  Reading& reading_;
  const Scenario& scenario_;
  const Entry& entry_;
  std::string what_;
  Target target_;
  bool is_believed_ = false;
};

std::vector<Target> read_targets(const Node& root, const std::string& file, const Scenario& scenario,
                                 Problems& problems) {
  require_version(root, file, problems);
  Scenario nothing; // targets name outcomes only
  LaterNodes later;
  Reading reading{problems, nothing, later};
  const MapReader map(reading, root, "the file of targets", {file, 0, 0}, keys_of<TargetFile>());
  const Node* section = map.require("targets", "it holds what the experts said");
  std::vector<Target> targets;
  if (section && require_map(reading, *section, "'targets'"))
    for (const Entry& entry : section->entries) {
      check_name(reading, *entry.key, "target");
      targets.push_back(TargetReader(reading, scenario, entry).read());
    }
  if (section && (targets.empty() || targets.size() > most_targets))
    problems.error(section->place,
                   fmt::format("there must be 1 to {} targets, not {}", most_targets, targets.size()));
  problems.require_none();
  return targets;
}

} // namespace
} // namespace scenario

std::vector<Target> parse_targets(const std::string& text, const std::string& file, const Scenario& of) {
  using namespace scenario;
  Problems problems;
  Files files(problems);
  const File read = files.read(text, file);
  problems.require_none();
  return read_targets(*read.tree, file, of, problems);
}

std::vector<Target> load_targets(const std::filesystem::path& file, const Scenario& of) {
  source::FileText read = source::read_file(file, scenario::largest_file);
  if (!read.trouble.empty()) throw ScenarioError({{{}, {file.string(), 0, 0}, std::move(read.trouble), {}}});
  return parse_targets(read.text, file.string(), of);
}

} // namespace casus
