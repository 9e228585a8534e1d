// `a.b.c=VALUE` is the overlay {a: {b: {c: VALUE}}}.

#include "scenario/tree/settings.hpp"

#include "formula/complaint.hpp"

#include <boost/algorithm/string/classification.hpp>
#include <boost/algorithm/string/split.hpp>

#include <algorithm>

namespace casus::scenario {

namespace {

struct Setting {
  std::string path;
  std::vector<std::string> keys;
  NodePtr value;
  Place place;
};

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

/// The setting that a text says; none where it is wrong, which has been told.
std::optional<Setting> read_setting(const std::string& text, Problems& problems, Extent& total) {
  const std::size_t equals = text.find('=');
  Setting setting{text.substr(0, equals), {}, nullptr, {"--set " + text.substr(0, equals), 0, 0}};
  if (setting.place.file.size() > 200) setting.place.file = "--set " + formula::in_quotes(setting.path);
  boost::algorithm::split(setting.keys, setting.path, boost::algorithm::is_any_of("."));
  const bool has_empty_key = std::any_of(setting.keys.begin(), setting.keys.end(),
                                         [](const std::string& key) { return key.empty(); });
  if (equals == std::string::npos || has_empty_key || setting.keys.size() > deepest_nesting) {
    problems.error(setting.place, "a setting is a path of keys parted by dots, '=' and a value, such as "
                                  "triggers.strike.rate='6 per year'");
    return std::nullopt;
  }
  if (setting.keys[0] == "extends" || setting.keys[0] == "include") {
    problems.error(setting.place, "files are put together before anything is set: write " +
                                      formula::in_quotes(setting.keys[0]) + " into a file");
    return std::nullopt;
  }
  setting.value =
      read_document(SourceText::without_lines(setting.place.file, text.substr(equals + 1)), problems, total);
  return setting.value ? std::optional(std::move(setting)) : std::nullopt;
}

bool leads_through_maps(const Node& tree, const Setting& setting, Problems& problems) {
  const Node* at = &tree;
  for (std::size_t i = 0; i < setting.keys.size() && at; ++i) {
    if (at->shape == Shape::list) {
      problems.error(setting.place, "a setting cannot go into a list (before " +
                                        formula::in_quotes(setting.keys[i]) + "): set the whole list");
      return false;
    }
    const Entry* entry = at->find(setting.keys[i]);
    at = entry ? entry->value.get() : nullptr;
  }
  return true;
}

} // namespace

NodePtr with_settings(NodePtr tree, const std::vector<std::string>& settings, Merger& merger,
                      Problems& problems, Extent& total) {
  for (const std::string& text : settings) {
    const auto setting = read_setting(text, problems, total);
    if (setting && leads_through_maps(*tree, *setting, problems))
      tree = merger.merged(tree, overlay_of(*setting));
  }
  return tree;
}

} // namespace casus::scenario
