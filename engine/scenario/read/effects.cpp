// An effect is a map of a condition (`if`) and of changes, which are made in the order in which they are
// written.

#include "scenario/read/effects.hpp"

#include "formula/complaint.hpp"
#include "scenario/fields.hpp"
#include "scenario/read/declared_names.hpp"
#include "scenario/read/map_reader.hpp"
#include "scenario/read/read_numbers.hpp"
#include "scenario/verbs.hpp"

#include <algorithm>
#include <cmath>

namespace casus::scenario {

using formula::Reads;
using formula::Wanted;

namespace {

/// "add, set or move"
std::string choice_of_verbs() {
  std::string words(verbs.front().key);
  for (std::size_t i = 1; i < verbs.size(); ++i)
    words += (i + 1 < verbs.size() ? ", " : " or ") + std::string(verbs[i].key);
  return words;
}

class EffectReader {
public:
  EffectReader(Reading& reading, const Node& node, Reads reads, const EffectsSite& site)
      : reading_(reading), node_(node), reads_(reads), path_(site.path),
        map_(reading, node, site.what, node.place, keys_of_an_effect()) {}

  Effect read() {
    effect_.note = map_.note();
    effect_.place = node_.place;
    if (const Node* condition = map_.find("if"))
      effect_.condition = read_formula(reading_, *condition, Wanted::condition, reads_);
    for (const Entry& entry : node_.entries) {
      const auto verb = std::find_if(verbs.begin(), verbs.end(),
                                     [&](const Verb& each) { return each.key == entry.key->text; });
      if (verb != verbs.end()) read_changes(*verb);
    }
    require_some_change();
    return std::move(effect_);
  }

private:
  void read_changes(const Verb& verb) {
    const Node* changes = map_.find(verb.key);
    if (!changes || !require_map(reading_, *changes, map_.name_of_value(verb.key))) return;
    for (const Entry& entry : changes->entries) {
      const auto target = verb.acts_on == ActsOn::drivers ? require_driver(reading_, *entry.key)
                                                          : require_ladder(reading_, *entry.key);
      auto amount = verb.amount == AmountKind::rung
                        ? rung_of(target, *entry.value)
                        : amount_of(*entry.value, verb.amount == AmountKind::rungs);
      if (amount) amount->path = path_ + "." + std::string(verb.key) + "." + entry.key->text;
      effect_.changes.push_back({verb.kind, target.value_or(-1), std::move(amount).value_or(Formula{})});
    }
  }

  std::optional<Formula> amount_of(const Node& node, bool counts_rungs) {
    if (node.shape == Shape::map) {
      reading_.problems.error(node.place,
                              "the amount of a change must be a formula, not a map (to draw a number at "
                              "each firing give the trigger a mark; to draw it once give the scenario a "
                              "parameter)");
      return std::nullopt;
    }
    auto amount = read_formula(reading_, node, Wanted::number, reads_);
    if (amount && counts_rungs) require_count(*amount);
    return amount;
  }

  void require_count(const Formula& amount) {
    const Expression& number = amount.expression;
    if (number.operation != Operation::constant ||
        (number.value >= 0 && number.value == std::floor(number.value)))
      return;
    reading_.problems.error(amount.place, "a ladder moves by whole rungs, 0 or more (not by " +
                                              formula::in_quotes(amount.text) +
                                              "): 'raise' goes up and 'lower' goes down");
  }

  std::optional<Formula> rung_of(std::optional<int> ladder, const Node& node) {
    const std::string* text = require_text(reading_, node, "the rung to move to");
    if (!ladder || !text) return std::nullopt;
    const auto rung = require_rung(reading_, *ladder, node);
    if (!rung) return std::nullopt;
    Formula formula{*text, node.place, {}};
    formula.expression.value = *rung;
    return formula;
  }

  void require_some_change() {
    const bool changes =
        !effect_.changes.empty() || std::any_of(verbs.begin(), verbs.end(), [&](const Verb& verb) {
          const Entry* entry = map_.entry(verb.key);
          return map_.has_or_meant(verb.key) && !(entry && entry->value->shape == Shape::map);
        });
    if (map_.is_map() && !changes)
      reading_.problems.error(map_.place(), map_.what() + " changes nothing: give it " + choice_of_verbs());
  }

  Reading& reading_;
  const Node& node_;
  Reads reads_;
  std::string path_;
  MapReader map_;
  Effect effect_;
};

} // namespace

std::vector<Effect> read_effects(Reading& reading, const Node& node, Reads reads, const EffectsSite& site) {
  if (node.shape != Shape::list)
    return {EffectReader(reading, node, reads, {"the effect of " + site.what, site.path}).read()};
  std::vector<Effect> result;
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    const EffectsSite each{"effect " + std::to_string(i + 1) + " of " + site.what,
                           site.path + "." + std::to_string(i)};
    result.push_back(EffectReader(reading, *node.items[i], reads, each).read());
  }
  return result;
}

} // namespace casus::scenario
