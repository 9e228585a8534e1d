// A what-if may break what it extends: remove a driver that the base reads, or shorten the horizon. The
// reader finds that where it reads on in the base, which is right by itself.

#include "scenario/blame.hpp"

#include "scenario/places.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace casus::scenario {

namespace {

bool is_same(const Problem& a, const Problem& b) {
  return a.message == b.message && a.place.file == b.place.file && a.place.line == b.place.line &&
         a.place.column == b.place.column;
}

bool is_letter(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

bool names(const std::string& message, const std::string& word) {
  for (std::size_t at = message.find(word); at != std::string::npos; at = message.find(word, at + 1)) {
    const bool begins = at == 0 || !is_letter(message[at - 1]);
    const std::size_t end = at + word.size();
    if (begins && (end == message.size() || !is_letter(message[end]))) return true;
  }
  return false;
}

/// The key with the longest text that the message names, if any does.
void find_named_key(const Node& node, const std::string& message, const Node*& found) {
  for (const Entry& entry : node.entries) {
    const bool is_longer = found == nullptr || entry.key->text.size() > found->text.size();
    if (is_longer && names(message, entry.key->text)) found = entry.key.get();
    find_named_key(*entry.value, message, found);
  }
}

/// What stands at a path; none where nothing does.
const Node* node_at(const Node& tree, const Path& path) {
  const Node* at = &tree;
  for (const std::string& key : path) {
    const Entry* entry = at->find(key);
    if (entry == nullptr) return nullptr;
    at = entry->value.get();
  }
  return at;
}

/// Whether the message names what was removed, or a part of a section that was.
bool tells_of(const std::string& message, const Removal& removal, const Node& base) {
  if (names(message, removal.path.back())) return true;
  const Node* removed = node_at(base, removal.path);
  return removed != nullptr &&
         std::any_of(removed->entries.begin(), removed->entries.end(),
                     [&](const Entry& entry) { return names(message, entry.key->text); });
}

/// Where a layer has most likely caused what the message tells.
Place cause(const Layer& layer, const std::vector<Removal>& removals, const std::string& message) {
  const std::string& file = layer.overlay->place.file;
  const auto removed = std::find_if(removals.begin(), removals.end(), [&](const Removal& removal) {
    return removal.place.file == file && tells_of(message, removal, *layer.base);
  });
  if (removed != removals.end()) return removed->place;
  const Node* key = nullptr;
  find_named_key(*layer.overlay, message, key);
  return key != nullptr ? key->place : Place{file, 0, 0};
}

/// Rows of a record are read when it is given and as far as it reaches, and are wrong by themselves.
bool changes_only_the_record(const Layer& layer) {
  const auto& entries = layer.overlay->entries;
  return std::all_of(entries.begin(), entries.end(),
                     [](const Entry& entry) { return entry.key->text == "observed"; });
}

bool has(const std::vector<Problem>& problems, const Problem& wanted) {
  return std::any_of(problems.begin(), problems.end(),
                     [&](const Problem& problem) { return is_same(problem, wanted); });
}

} // namespace

Problem blamed(const Problem& problem, const std::vector<Layer>& layers, const std::vector<Removal>& removals,
               const Check& check) {
  if (problem.severity == Severity::warning) return problem;
  const auto end = layers.rbegin() + std::min(std::ssize(layers), most_layers_blamed);
  for (auto layer = layers.rbegin(); layer != end; ++layer) {
    if (problem.place.file == layer->overlay->place.file) return problem;
    if (has(check(*layer->base), problem)) continue;
    if (changes_only_the_record(*layer)) return problem;
    Problem result = problem;
    result.place = cause(*layer, removals, problem.message);
    result.message += fmt::format(" (in {}, which is right without this change)", to_string(problem.place));
    return result;
  }
  return problem;
}

} // namespace casus::scenario
