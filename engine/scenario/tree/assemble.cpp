// First the parts that a file includes are put before its own; then it is laid over what it extends, which
// has been put together in the same way.

#include "scenario/tree/assemble.hpp"

#include "formula/complaint.hpp"
#include "scenario/tree/include.hpp"
#include "scenario/tree/record_file.hpp"
#include "scenario/tree/require_version.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace casus::scenario {

namespace {

/// What a scenario says of itself is not true of what extends it.
constexpr std::array<std::string_view, 3> not_inherited = {"name", "about", "sources"};

template <typename Keys>
NodePtr without(const Node& map, const Keys& keys) {
  auto result = std::make_shared<Node>(map);
  std::erase_if(result->entries, [&](const Entry& entry) {
    return std::find(keys.begin(), keys.end(), entry.key->text) != keys.end();
  });
  return result;
}

class Assembler {
public:
  Assembler(Files& files, Merger& merger, Problems& problems)
      : files_(files), merger_(merger), problems_(problems) {}

  /// The tree of a file with all that it extends and includes; none where a file cannot be read.
  NodePtr scenario(const File& file) {
    require_version(*file.tree, file.path.string(), problems_);
    if (!is_map(*file.tree)) return nullptr;
    open_.push_back(&file);
    NodePtr result = with_record_file(with_includes(file), files_, problems_);
    if (const Entry* name = file.tree->find("extends")) result = over_base(result, *name->value, file);
    open_.pop_back();
    return all_were_read_ ? result : nullptr;
  }

private:
  NodePtr over_base(const NodePtr& overlay, const Node& name, const File& file) {
    const auto base = opened(name, file, "extends");
    const NodePtr tree = base ? scenario(*base) : nullptr;
    return tree ? merger_.merged(without(*tree, not_inherited), overlay) : nullptr;
  }

  NodePtr with_includes(const File& file) {
    IncludedSections sections(problems_);
    include(file, sections);
    return sections.before(without(*file.tree, std::array<std::string_view, 2>{"extends", "include"}));
  }

  void include(const File& file, IncludedSections& sections) {
    const Entry* entry = file.tree->find("include");
    if (!entry) return;
    const Node& names = *entry->value;
    if (names.shape != Shape::list) include_one(names, file, sections);
    for (const NodePtr& name : names.items) include_one(*name, file, sections);
  }

  void include_one(const Node& name, const File& file, IncludedSections& sections) {
    const auto part = opened(name, file, "include");
    if (!part) return;
    require_no_other_version(*part->tree, problems_);
    if (!sections.is_new(*part, name.place)) return;
    open_.push_back(&*part);
    include(*part, sections);
    sections.add(*part->tree);
    open_.pop_back();
  }

  /// The file that is named; none where it cannot be read, which has been told.
  std::optional<File> opened(const Node& name, const File& asker, const std::string& key) {
    std::optional<File> file;
    if (is_file_name(name, key)) file = files_.named(name, asker);
    const bool is_read = file && !closes_circle(*file, name.place) && files_.read(*file, name, asker);
    all_were_read_ = all_were_read_ && is_read;
    return is_read ? file : std::nullopt;
  }

  bool is_file_name(const Node& node, const std::string& key) {
    if (node.shape == Shape::scalar) return true;
    problems_.error(node.place,
                    formula::in_quotes(key) + " must name a file, not " + name_of(node.shape) +
                        (key == "extends" ? " (parts of a scenario are put together by 'include')" : ""));
    return false;
  }

  bool closes_circle(const File& file, const Place& place) {
    const auto same = std::find_if(open_.begin(), open_.end(),
                                   [&](const File* each) { return each->identity == file.identity; });
    if (same == open_.end()) return false;
    std::vector<std::string> chain;
    for (auto each = same; each != open_.end(); ++each) chain.push_back((*each)->path.string());
    chain.push_back(chain.front());
    problems_.error(
        place, fmt::format("the files go in a circle ({}): leave this one out", fmt::join(chain, " → ")));
    return true;
  }

  bool is_map(const Node& tree) {
    if (tree.shape == Shape::map) return true;
    problems_.error(tree.place, "the scenario must be a map of keys, not " + name_of(tree.shape));
    all_were_read_ = false;
    return false;
  }

  Files& files_;
  Merger& merger_;
  Problems& problems_;
  std::vector<const File*> open_; ///< the way to the file that is being read
  bool all_were_read_ = true;
};

} // namespace

NodePtr assembled(const File& file, Files& files, Merger& merger, Problems& problems) {
  NodePtr result = Assembler(files, merger, problems).scenario(file);
  if (!result) problems.require_none();
  return result;
}

} // namespace casus::scenario
