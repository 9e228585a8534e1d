#include "casus/changes.hpp"

#include "scenario/change/difference.hpp"
#include "scenario/change/force_difference.hpp"
#include "scenario/change/grouping.hpp"
#include "scenario/loaded_tree.hpp"
#include "scenario/tree/write_yaml.hpp"

#include <algorithm>
#include <optional>

namespace casus {

using namespace scenario;

namespace {

/// Each try reads the scenario once, so there are no more tries than this.
constexpr std::size_t most_tries = 500;

/// A change of a value, or else of what is forced.
struct Item {
  ScenarioChange shown;
  std::optional<TreeChange> value;
  std::size_t number = 0; ///< among the values, or of the firing
};

std::string line_of(const NodePtr& node) { return node ? to_yaml_line(*node) : ""; }

bool begins_with(const Path& path, const Path& start) {
  return start.size() <= path.size() && std::equal(start.begin(), start.end(), path.begin());
}

/// The place of what stands at a path in the tree, or of the nearest key on the way.
Place place_in(const Node& tree, const Path& path) {
  Place place = tree.place;
  const Node* node = &tree;
  for (const std::string& key : path) {
    const Entry* entry = node->find(key);
    if (!entry) break;
    place = entry->key->place;
    node = entry->value.get();
  }
  return place;
}

/// A scenario between the two has the name and the notes of the what-if.
NodePtr with_titles_of(const Node& whatif, const Node& tree) {
  auto result = std::make_shared<Node>(tree);
  std::erase_if(result->entries, [](const Entry& entry) { return is_only_said({}, entry.key->text); });
  auto end = result->entries.begin();
  for (const Entry& entry : whatif.entries)
    if (is_only_said({}, entry.key->text)) end = result->entries.insert(end, entry) + 1;
  return result;
}

} // namespace

class Changes::Impl {
public:
  Impl(const std::filesystem::path& baseline, const std::filesystem::path& whatif,
       const std::vector<std::string>& settings)
      : baseline_(baseline, settings), whatif_(whatif, settings),
        firings_(forced_in_either(*baseline_.root(), baseline_.read(), *whatif_.root(), whatif_.read())) {
    collect_values();
    collect_firings();
    std::stable_sort(items_.begin(), items_.end(), [this](const Item& a, const Item& b) {
      return whatif_.precedes(a.shown.place, b.shown.place);
    });
    collect_groups();
  }

  const std::vector<std::vector<ScenarioChange>>& groups() const { return groups_; }

  Scenario with(const std::vector<bool>& groups) const {
    if (groups.size() != members_.size())
      throw RunError("there are " + std::to_string(members_.size()) + " groups of changes, not " +
                     std::to_string(groups.size()));
    if (std::find(groups.begin(), groups.end(), true) == groups.end()) return baseline_.read();
    if (std::find(groups.begin(), groups.end(), false) == groups.end()) return whatif_.read();
    std::vector<bool> chosen(items_.size());
    for (std::size_t g = 0; g < groups.size(); ++g)
      for (const std::size_t i : members_[g]) chosen[i] = groups[g];
    return whatif_.read(*tree_with(chosen));
  }

private:
  void collect_values() {
    for (TreeChange& change : differences(*baseline_.root(), *whatif_.root())) {
      Place place = change.key ? change.key->place : place_without(change.path);
      items_.push_back(
          {{joined(change.path), line_of(change.before), line_of(change.after), std::move(place)},
           std::move(change),
           items_.size()});
    }
  }

  void collect_firings() {
    for (std::size_t i = 0; i < firings_.size(); ++i) {
      const ForceItem& firing = firings_[i];
      if (firing.in_first == firing.in_second) continue;
      const std::string line = line_of(firing.entry);
      Place place = firing.in_second ? firing.entry->place : place_without({"force"});
      items_.push_back(
          {{firing.label, firing.in_first ? line : "", firing.in_second ? line : "", std::move(place)},
           {},
           i});
    }
  }

  /// The place where what stood at a path was taken out: of the null that did it, or of the nearest key
  /// around it.
  Place place_without(const Path& path) const {
    const auto& removals = whatif_.removals();
    const auto last = std::find_if(removals.rbegin(), removals.rend(),
                                   [&](const Removal& removal) { return begins_with(path, removal.path); });
    return last != removals.rend() ? last->place : place_in(*whatif_.root(), path);
  }

  void collect_groups() {
    const auto can_be_read = [this](const std::vector<bool>& chosen) {
      return whatif_.can_be_read(*tree_with(chosen));
    };
    members_ = grouped(items_.size(), can_be_read, most_tries);
    for (const std::vector<std::size_t>& group : members_) {
      groups_.emplace_back();
      for (const std::size_t i : group) groups_.back().push_back(items_[i].shown);
    }
  }

  /// The baseline's tree with the chosen items.
  NodePtr tree_with(const std::vector<bool>& chosen) const {
    std::vector<const Item*> values; // in the order in which keys are added
    for (std::size_t i = 0; i < items_.size(); ++i)
      if (chosen[i] && items_[i].value) values.push_back(&items_[i]);
    std::sort(values.begin(), values.end(),
              [](const Item* a, const Item* b) { return a->number < b->number; });
    NodePtr tree = baseline_.root();
    for (const Item* item : values) tree = changed(*tree, *item->value);
    return with_titles_of(*whatif_.root(), *with_force(*tree, chosen));
  }

  NodePtr with_force(const Node& tree, const std::vector<bool>& chosen) const {
    std::vector<bool> fires;
    for (const ForceItem& firing : firings_) fires.push_back(firing.in_first);
    for (std::size_t i = 0; i < items_.size(); ++i)
      if (chosen[i] && !items_[i].value) fires[items_[i].number] = firings_[items_[i].number].in_second;
    auto list = std::make_shared<Node>();
    list->shape = Shape::list;
    list->place = place_in(*whatif_.root(), {"force"});
    for (std::size_t i = 0; i < firings_.size(); ++i)
      if (fires[i]) list->items.push_back(firings_[i].entry);
    return changed(
        tree, {{"force"}, scalar_node("force", list->place), nullptr, list->items.empty() ? nullptr : list});
  }

  LoadedTree baseline_;
  LoadedTree whatif_;
  std::vector<ForceItem> firings_;
  std::vector<Item> items_;                       ///< in the order of the what-if
  std::vector<std::vector<std::size_t>> members_; ///< the items of each group
  std::vector<std::vector<ScenarioChange>> groups_;
};

Changes::Changes(const std::filesystem::path& baseline, const std::filesystem::path& whatif,
                 const std::vector<std::string>& settings)
    : impl_(std::make_unique<Impl>(baseline, whatif, settings)) {}

Changes::~Changes() = default;
Changes::Changes(Changes&&) noexcept = default;
Changes& Changes::operator=(Changes&&) noexcept = default;

const std::vector<std::vector<ScenarioChange>>& Changes::groups() const { return impl_->groups(); }

Scenario Changes::with(const std::vector<bool>& groups) const { return impl_->with(groups); }

} // namespace casus
