// `a.b.c=VALUE` is the overlay {a: {b: {c: VALUE}}}. Keys may hold dots, blanks and '=' themselves: one that
// is there is known as it stands, and any may stand in quotes or brackets.

#include "scenario/tree/settings.hpp"

#include "formula/complaint.hpp"
#include "formula/vocabulary.hpp"
#include "scenario/tree/key_kinds.hpp"
#include "scenario/tree/record_file.hpp"

#include <algorithm>
#include <array>

namespace casus::scenario {

namespace {

struct Setting {
  std::string path;
  Path keys;
  NodePtr value;
  Place place;
};

const Node* child(const Node* map, const std::string& key) {
  const Entry* entry = map ? map->find(key) : nullptr;
  return entry ? entry->value.get() : nullptr;
}

bool may_follow_a_key(std::string_view rest) {
  return rest.empty() || std::string_view(".=[").find(rest[0]) != std::string_view::npos;
}

/// The longest key of the map with which the text begins; empty where there is none.
std::string_view key_that_is_there(const Node* map, std::string_view text) {
  std::string_view longest;
  for (const Entry& entry : map ? map->entries : std::vector<Entry>{}) {
    const std::string_view key = entry.key->text;
    if (key.size() > longest.size() && text.starts_with(key) && may_follow_a_key(text.substr(key.size())))
      longest = text.substr(0, key.size());
  }
  return longest;
}

/// What stands between the mark at the text's beginning and the one that closes it, which may be followed by
/// more keys; none where it is never closed.
std::optional<std::string_view> enclosed(std::string_view text) {
  const char close = text[0] == '[' ? ']' : text[0];
  for (std::size_t end = text.find(close, 1); end != std::string_view::npos; end = text.find(close, end + 1))
    if (may_follow_a_key(text.substr(end + 1))) return text.substr(1, end - 1);
  return std::nullopt;
}

bool is_one_of(std::string_view marks, std::string_view text) {
  return !text.empty() && marks.find(text[0]) != std::string_view::npos;
}

/// Takes the keys of a path off the text, so that '=' and the value are left of it. Returns whether there are
/// keys and '=' behind them.
bool take_keys(std::string_view& text, const Node& tree, Path& keys) {
  const Node* at = &tree;
  while (keys.size() <= deepest_nesting) {
    std::string_view key = key_that_is_there(at, text);
    std::size_t length = key.size();
    if (key.empty() && is_one_of("\"'[", text)) {
      const auto inside = enclosed(text);
      if (!inside) return false;
      length = inside->size() + 2;
      key = is_one_of("\"'", *inside) ? enclosed(*inside).value_or("") : *inside;
    } else if (key.empty()) {
      length = std::min(text.find_first_of(".=["), text.size());
      key = text.substr(0, length);
    }
    if (key.empty()) return false;
    keys.emplace_back(key);
    at = child(at, keys.back());
    text.remove_prefix(length);
    if (text.starts_with('=')) return true;
    if (!is_one_of(".[", text)) return false;
    if (text[0] == '.') text.remove_prefix(1);
  }
  return false;
}

NodePtr map_of(Entry entry) {
  const Place place = entry.key->place;
  return std::make_shared<Node>(
      Node{.shape = Shape::map, .place = place, .text = {}, .items = {}, .entries = {std::move(entry)}});
}

NodePtr overlay_of(const Setting& setting) {
  NodePtr result = setting.value;
  for (auto key = setting.keys.rbegin(); key != setting.keys.rend(); ++key)
    result = map_of({scalar_node(*key, setting.place), result});
  return result;
}

/// An option of the command line that sets one thing to a text.
struct Option {
  std::string_view name;
  std::array<std::string_view, 2> keys; ///< the second may be empty
};
constexpr std::array options = {Option{"--observed", {"observed", ""}},
                                Option{"--until", {"observed", "until"}}};

/// The setting that is written as an option, if the text is one.
std::optional<Setting> read_option(std::string_view text) {
  for (const Option& option : options) {
    if (!text.starts_with(option.name) || !text.substr(option.name.size()).starts_with('=')) continue;
    Setting setting{
        .path = std::string(option.name), .keys = {}, .value = {}, .place = {std::string(option.name), 0, 0}};
    for (const std::string_view key : option.keys)
      if (!key.empty()) setting.keys.emplace_back(key);
    setting.value = scalar_node(std::string(text.substr(option.name.size() + 1)), setting.place);
    return setting;
  }
  return std::nullopt;
}

/// Tells where a record is to be cut that is not there.
bool has_what_is_cut(const Node& tree, const Setting& setting, Problems& problems) {
  if (setting.path != "--until" || child(&tree, "observed")) return true;
  problems.error(setting.place, "nothing has been observed in this scenario: name the record by --observed");
  return false;
}

Place place_of(std::string_view path) {
  std::string file = "--set " + std::string(path);
  if (file.size() > 200) file = "--set " + formula::in_quotes(path);
  return {std::move(file), 0, 0};
}

/// The setting that a text says; none where it is wrong, which has been told.
std::optional<Setting> read_setting(const std::string& text, const Node& tree, Problems& problems,
                                    Extent& total) {
  if (auto option = read_option(text)) return option;
  Setting setting;
  std::string_view rest = text;
  const bool is_setting = take_keys(rest, tree, setting.keys);
  setting.path = text.substr(0, is_setting ? text.size() - rest.size() : text.find('='));
  setting.place = place_of(setting.path);
  if (!is_setting) {
    problems.error(setting.place, "a setting is a path of keys parted by dots, '=' and a value, such as "
                                  "triggers.strike.rate='6 per year' (a key with dots stands in brackets)");
    return std::nullopt;
  }
  if (setting.keys[0] == "extends" || setting.keys[0] == "include") {
    problems.error(setting.place, "files are put together before anything is set: write " +
                                      formula::in_quotes(setting.keys[0]) + " into a file");
    return std::nullopt;
  }
  setting.value = read_document(SourceText::without_lines(setting.place.file, std::string(rest.substr(1))),
                                problems, total);
  return setting.value ? std::optional(std::move(setting)) : std::nullopt;
}

/// Whether a key stands for a part of its own kind, which has a name that its author chose.
bool names_a_part(const Path& keys, std::size_t position) {
  const Path before(keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(position));
  return keys_are_names(before) && (position == 1 || before.back() == "marks");
}

/// Whether keys from this position on, which are not there, were meant to be: a setting makes a part only on
/// purpose, as a whole and not by a name that is nearly that of another.
bool is_slip(const Setting& setting, std::size_t position, const std::optional<std::string>& near) {
  for (std::size_t i = position; i + 1 < setting.keys.size(); ++i)
    if (names_a_part(setting.keys, i)) return true;
  return near && position == 1 && setting.keys.size() == 2 && names_a_part(setting.keys, 1) &&
         setting.value->shape == Shape::scalar;
}

/// Tells of a key at this position that is not there and was most likely meant to be.
bool makes_what_is_meant(const Node& map, const Setting& setting, std::size_t position, Problems& problems) {
  std::vector<std::string> known;
  for (const Entry& entry : map.entries) known.push_back(entry.key->text);
  const auto near = formula::nearest_name(setting.keys[position], known);
  if (setting.value->shape == Shape::null || !is_slip(setting, position, near)) return true;
  const std::size_t part = position == 0 ? 2 : position + 1;
  const std::string path =
      joined(Path(setting.keys.begin(), setting.keys.begin() + static_cast<std::ptrdiff_t>(part)));
  problems.error(setting.place, "nothing stands at " + formula::in_quotes(path) +
                                    formula::did_you_mean(near) + ": to add it, set it as a whole, such as " +
                                    path + "={…}");
  return false;
}

bool leads_through_maps(const Node& tree, const Setting& setting, Problems& problems) {
  const Node* at = &tree;
  for (std::size_t i = 0; i < setting.keys.size(); ++i) {
    if (at->shape == Shape::list) {
      problems.error(setting.place, "a setting cannot go into a list (before " +
                                        formula::in_quotes(setting.keys[i]) + "): set the whole list");
      return false;
    }
    const Node* next = child(at, setting.keys[i]);
    if (next == nullptr) return makes_what_is_meant(*at, setting, i, problems);
    at = next;
  }
  return true;
}

} // namespace

NodePtr with_settings(NodePtr tree, const std::vector<std::string>& settings, Merger& merger,
                      Problems& problems, Files& files) {
  for (const std::string& text : settings) {
    const auto setting = read_setting(text, *tree, problems, files.extent);
    if (setting && has_what_is_cut(*tree, *setting, problems) &&
        leads_through_maps(*tree, *setting, problems))
      tree = merger.merged(tree, with_record_file(overlay_of(*setting), files, problems));
  }
  return tree;
}

} // namespace casus::scenario
