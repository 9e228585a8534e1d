#include "scenario/key_kinds.hpp"

#include "scenario/verbs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

namespace casus::scenario {

namespace {

using Keys = std::span<const std::string>;

constexpr std::array<std::string_view, 5> sections = {"parameters", "drivers", "triggers", "ladders",
                                                      "outcomes"};

/// What stands under these, and under verbs, is keyed by names, or by the values of a discrete distribution.
constexpr std::array<std::string_view, 7> maps_of_names = {"weights",  "follows",  "marks",   "steps",
                                                           "on_enter", "on_leave", "discrete"};

template <typename Words>
bool is_one_of(const Words& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_verb(const std::string& word) {
  return std::any_of(verbs.begin(), verbs.end(), [&](const Verb& verb) { return verb.key == word; });
}

/// Its keys are categories, or a family.
bool is_mark(Keys path) { return path.size() == 4 && path[0] == "triggers" && path[2] == "marks"; }

bool keys_are_names(Keys path) {
  if (path.size() == 1) return is_one_of(sections, path[0]);
  if (path.size() < 3) return false;
  return is_mark(path) || ((is_one_of(maps_of_names, path.back()) || is_verb(path.back())) &&
                           !keys_are_names(path.first(path.size() - 1)));
}

} // namespace

std::string joined(const Path& path) { return fmt::format("{}", fmt::join(path, ".")); }

bool keys_are_names(const Path& path) { return keys_are_names(Keys(path)); }

bool may_be_distribution(const Path& path) {
  if (path.size() == 2) return path[0] == "parameters";
  return path.size() > 2 && (is_mark(path) || !keys_are_names(Keys(path)));
}

std::string kind_of_part(const std::string& section) {
  return is_one_of(sections, section) ? section.substr(0, section.size() - 1) : "";
}

} // namespace casus::scenario
