#include "formula/complaint.hpp"
#include "scenario/fields.hpp"
#include "scenario/read/declared_names.hpp"
#include "scenario/read/effects.hpp"
#include "scenario/read/map_reader.hpp"
#include "scenario/read/parts.hpp"
#include "scenario/read/steps.hpp"

namespace casus::scenario {

using formula::Reads;

namespace {

class LadderReader {
public:
  LadderReader(Reading& reading, const Entry& entry, int index)
      : reading_(reading), index_(index), path_("ladders." + entry.key->text),
        map_(reading, *entry.value, "ladder " + formula::in_quotes(entry.key->text), entry.key->place,
             keys_of<Ladder>()) {
    ladder_.name = entry.key->text;
    ladder_.place = entry.key->place;
  }

  Ladder read() {
    ladder_.note = map_.note();
    read_rungs();
    const auto up = read_direction("up"), down = read_direction("down");
    if (ladder_.rungs.size() < 2) return std::move(ladder_); // all else would be wrong only because of that
    if (const Node* start = map_.find("start");
        start && require_text(reading_, *start, map_.name_of_value("start")))
      ladder_.start = require_rung(reading_, index_, *start).value_or(0);
    fold_steps(up, down);
    read_effects_on("on_enter", &Rung::on_enter);
    read_effects_on("on_leave", &Rung::on_leave);
    return std::move(ladder_);
  }

private:
  void read_rungs() {
    const Node* rungs = map_.require("rungs", "give it a list of names, lowest first");
    if (!rungs) return;
    if (rungs->items.size() < 2) {
      reading_.problems.error(rungs->place, map_.name_of_value("rungs") +
                                                " must be a list of two names or more, lowest first");
      return;
    }
    for (const NodePtr& item : rungs->items) ladder_.rungs.push_back(read_rung(*item));
  }

  Rung read_rung(const Node& item) {
    const RungEntry entry = rung_entry(item);
    Rung rung;
    rung.place = item.place;
    if (entry.name) rung.name = entry.name->text;
    if (entry.about)
      rung.note =
          MapReader(reading_, *entry.about, "rung " + formula::in_quotes(rung.name), item.place, {}).note();
    return rung;
  }

  std::optional<PartialIntensity> read_direction(const std::string& key) {
    const Node* node = map_.find(key);
    if (!node) return std::nullopt;
    const MapReader map(reading_, *node, map_.name_of_value(key), map_.entry(key)->key->place,
                        keys_of<Intensity>());
    static_cast<void>(map.note());
    return read_intensity(reading_, map, path_ + "." + key);
  }

  void fold_steps(const std::optional<PartialIntensity>& up, const std::optional<PartialIntensity>& down) {
    const Overrides overrides = read_steps(reading_, map_, index_, path_);
    const auto intensity = [&](int from, int to) {
      const auto found = overrides.find({from, to});
      return folded(reading_, from < to ? up : down, found == overrides.end() ? nullptr : &found->second);
    };
    const int count = static_cast<int>(ladder_.rungs.size());
    for (int rung = 0; rung < count; ++rung) {
      ladder_.up.push_back(rung + 1 < count ? intensity(rung, rung + 1) : std::nullopt);
      ladder_.down.push_back(rung > 0 ? intensity(rung, rung - 1) : std::nullopt);
    }
  }

  void read_effects_on(const std::string& key, std::vector<Effect> Rung::*effects) {
    const Node* node = map_.find(key);
    if (!node || !require_map(reading_, *node, map_.name_of_value(key))) return;
    for (const Entry& entry : node->entries) {
      auto read = read_effects(reading_, *entry.value, Reads::state,
                               {formula::in_quotes(key + "." + entry.key->text) + " of " + map_.what(),
                                path_ + "." + key + "." + entry.key->text});
      if (const auto rung = require_rung(reading_, index_, *entry.key))
        ladder_.rungs[static_cast<std::size_t>(*rung)].*effects = std::move(read);
    }
  }

  Reading& reading_;
  int index_;
  std::string path_;
  MapReader map_;
  Ladder ladder_;
};

} // namespace

void read_ladders(Reading& reading, const Node& section) {
  int index = 0;
  for (const Entry& entry : section.entries)
    reading.scenario.ladders.push_back(LadderReader(reading, entry, index++).read());
}

} // namespace casus::scenario
