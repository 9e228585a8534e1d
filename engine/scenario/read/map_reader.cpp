#include "scenario/read/map_reader.hpp"

#include "formula/complaint.hpp"
#include "scenario/fields.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace casus::scenario {

using formula::did_you_mean;

namespace {

const Key* key_named(std::string_view name, std::span<const Key> keys) {
  const auto found = std::find_if(keys.begin(), keys.end(), [&](const Key& key) { return key.name == name; });
  return found == keys.end() ? nullptr : &*found;
}

/// What people write, and the key that they mean where there is one of that name.
struct Synonym {
  std::string_view written;
  std::string_view meant;
};
constexpr std::array synonyms = {
    Synonym{"date", "at"},          Synonym{"dates", "at"},         Synonym{"on", "at"},
    Synonym{"day", "at"},           Synonym{"time", "at"},          Synonym{"until", "by"},
    Synonym{"if", "when"},          Synonym{"condition", "when"},   Synonym{"description", "about"},
    Synonym{"desc", "about"},       Synonym{"note", "about"},       Synonym{"comment", "about"},
    Synonym{"source", "sources"},   Synonym{"p", "probability"},    Synonym{"chance", "probability"},
    Synonym{"prob", "probability"}, Synonym{"sigma", "volatility"}, Synonym{"sd", "volatility"},
    Synonym{"noise", "volatility"}, Synonym{"drift", "trend"},      Synonym{"initial", "start"},
    Synonym{"levels", "rungs"},     Synonym{"intensity", "rate"},   Synonym{"frequency", "rate"},
    Synonym{"max", "limit"},        Synonym{"end", "horizon"},      Synonym{"dt", "step"},
};

/// The known key that is meant by another: a synonym, or the nearest.
std::optional<std::string> meant_by(const std::string& key, const std::vector<std::string>& known) {
  const auto found = std::find_if(synonyms.begin(), synonyms.end(), [&](const Synonym& each) {
    return each.written == key && std::find(known.begin(), known.end(), each.meant) != known.end();
  });
  return found != synonyms.end() ? std::optional(std::string(found->meant))
                                 : formula::nearest_name(key, known);
}

/// `rate 6 per year`, where the colon behind a known key is missing.
bool lacks_colon(std::string_view key, const std::vector<std::string>& known) {
  const std::size_t blank = key.find(' ');
  return blank != std::string_view::npos &&
         std::find(known.begin(), known.end(), key.substr(0, blank)) != known.end();
}

} // namespace

MapReader::MapReader(Reading& reading, const Node& node, std::string what, Place place,
                     std::span<const Key> keys)
    : reading_(reading), node_(node), what_(std::move(what)), place_(std::move(place)), keys_(keys),
      is_map_(require_map(reading, node, what_)) {
  check_keys();
}

void MapReader::check_keys() {
  for (const Entry& entry : node_.entries)
    if (!key_named(entry.key->text, keys_) && !key_named(entry.key->text, keys_of<Note>()))
      tell_unknown(entry);
  for (const Key& key : keys_) require_what_it_needs(key);
}

void MapReader::require_what_it_needs(const Key& key) {
  const Entry* const found = entry(key.name);
  if (found == nullptr || key.needs.key.empty() || has_or_meant(key.needs.key)) return;
  reading_.problems.error(found->key->place, name_of_value(key.name) + " has no meaning without " +
                                                 formula::in_quotes(key.needs.key) + ": " +
                                                 std::string(key.needs.otherwise));
}

void MapReader::tell_unknown(const Entry& entry) {
  const std::string& key = entry.key->text;
  std::vector<std::string> known;
  for (const std::span<const Key> keys : {keys_, std::span<const Key>(keys_of<Note>())})
    for (const Key& each : keys) known.emplace_back(each.name);
  const auto nearest = meant_by(key, known);
  if (nearest) meant_.push_back(*nearest);
  std::string message = "unknown key " + formula::in_quotes(key) + " in " + what_;
  if (entry.value->shape == Shape::null && lacks_colon(key, known)) {
    meant_.push_back(key.substr(0, key.find(' ')));
    message += ": write " + formula::in_quotes(meant_.back() + ": " + key.substr(key.find(' ') + 1));
  } else if (nearest)
    message += did_you_mean(nearest);
  else if (entry.value->shape == Shape::null) // the rest of `{when: count(x, 90 days) > 2}`
    message += " (a comma in brackets begins a new key): put text with commas into quotes";
  else
    message += ": its keys are " + formula::in_quotes(known);
  reading_.problems.error(entry.key->place, message);
}

bool MapReader::has_or_meant(std::string_view key) const {
  return has(key) || std::find(meant_.begin(), meant_.end(), key) != meant_.end();
}

const Node* MapReader::find(std::string_view key) const {
  const Entry* found = entry(key);
  if (!found) return nullptr;
  if (found->value->shape != Shape::null) return found->value.get();
  reading_.problems.error(found->key->place,
                          name_of_value(key) + " is empty: give it a value, or leave the key out");
  return nullptr;
}

const Node* MapReader::require(std::string_view key, std::string_view why) const {
  if (is_map_ && !has_or_meant(key))
    reading_.problems.error(place_, "the key " + formula::in_quotes(key) + " is missing in " + what_ + ": " +
                                        std::string(why));
  return find(key);
}

const Takes& MapReader::takes(std::string_view key) const {
  const Key* const found = key_named(key, keys_);
  assert(found != nullptr);
  return found->takes;
}

std::string MapReader::text(std::string_view key) const {
  const Node* node = find(key);
  const std::string* text = node ? require_text(reading_, *node, name_of_value(key)) : nullptr;
  return text ? *text : "";
}

Note MapReader::note() const {
  Note note;
  each_member(note, [this]<typename Member>(const auto& field, Member& member) {
    if constexpr (std::is_same_v<Member, std::string>)
      member = text(field.key.name);
    else
      member = texts(field.key.name);
  });
  return note;
}

std::vector<std::string> MapReader::texts(std::string_view key) const {
  const Node* node = find(key);
  if (!node) return {};
  std::vector<std::string> result;
  const auto read = [&](const Node& item) {
    if (const std::string* text = require_text(reading_, item, name_of_value(key))) result.push_back(*text);
  };
  if (node->shape != Shape::list) read(*node);
  for (const NodePtr& item : node->items) read(*item);
  return result;
}

std::string MapReader::name_of_value(std::string_view key) const {
  return formula::in_quotes(key) + " of " + what_;
}

const std::vector<Entry>& entries_of(const Node* node) {
  static const std::vector<Entry> none;
  return node ? node->entries : none;
}

const std::string* require_text(Reading& reading, const Node& node, const std::string& what) {
  if (node.shape == Shape::scalar) return &node.text;
  reading.problems.error(node.place, what + " must be text, not " + name_of(node.shape));
  return nullptr;
}

bool require_map(Reading& reading, const Node& node, const std::string& what) {
  if (node.shape == Shape::map || node.shape == Shape::null) return true;
  const bool may_lack_colon = node.shape == Shape::scalar && node.text.find(' ') != std::string::npos;
  reading.problems.error(
      node.place, what + " must be a map of keys, not " + name_of(node.shape) +
                      (may_lack_colon ? " (a key and its value are parted by a colon and a blank)" : ""));
  return false;
}

} // namespace casus::scenario
