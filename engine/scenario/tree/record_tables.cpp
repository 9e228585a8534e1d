#include "scenario/tree/record_tables.hpp"

#include "formula/complaint.hpp"
#include "scenario/tree/table_rows.hpp"
#include "table/table.hpp"

#include <array>

namespace casus::scenario {

namespace fs = std::filesystem;

namespace {

constexpr std::array<std::string_view, 3> tables = {"events", "panel", "drivers"};

const Node* child(const Node* map, std::string_view key) {
  const Entry* entry = map ? map->find(key) : nullptr;
  return entry ? entry->value.get() : nullptr;
}

/// The names of all marks of a scenario that may be wrong in any way.
std::vector<std::string> names_of_marks(const Node& tree) {
  std::vector<std::string> names;
  const Node* triggers = child(&tree, "triggers");
  if (!triggers) return names;
  for (const Entry& trigger : triggers->entries)
    if (const Node* marks = child(trigger.value.get(), "marks"))
      for (const Entry& mark : marks->entries) names.push_back(mark.key->text);
  return names;
}

std::size_t node_count(const Node& node) {
  std::size_t count = 1;
  for (const NodePtr& item : node.items) count += node_count(*item);
  for (const Entry& entry : node.entries) count += 1 + node_count(*entry.value);
  return count;
}

/// A relative name is one in the folder of the file in which it stands; of a setting, in that where casus
/// runs.
fs::path path_of(const Node& name) {
  const fs::path path = fs::path(name.place.file).parent_path() / name.text;
  const fs::path result = path.lexically_normal();
  std::error_code error;
  return fs::equivalent(path, result, error) ? result : path;
}

bool can_be_path(const std::string& name) {
  return !name.empty() && name.size() <= longest_path && name.find('\0') == std::string::npos;
}

} // namespace

NodePtr RecordTables::put_into(const NodePtr& tree, Problems& problems, const Extent& extent) {
  const Node* record = child(tree.get(), "observed");
  if (!record || record->shape != Shape::map) return tree;
  auto filled = std::make_shared<Node>(*record);
  std::size_t nodes = extent.nodes;
  for (Entry& entry : filled->entries) {
    const bool is_table = std::find(tables.begin(), tables.end(), entry.key->text) != tables.end();
    if (!is_table || entry.value->shape != Shape::scalar) continue;
    const NodePtr name = entry.value;
    entry.value = rows(entry.key->text, *name, *tree, problems);
    nodes += node_count(*entry.value);
    if (nodes > most_nodes)
      problems.error(name->place, "with this table the scenario has too many values (more than " +
                                      std::to_string(most_nodes) + "): leave out rows or columns");
  }
  auto result = std::make_shared<Node>(*tree);
  for (Entry& entry : result->entries)
    if (entry.key->text == "observed") entry.value = filled;
  return result;
}

/// An empty list where the table cannot be read, which is told.
NodePtr RecordTables::rows(const std::string& key, const Node& name, const Node& tree, Problems& problems) {
  const auto none = std::make_shared<Node>(
      Node{.shape = Shape::list, .place = name.place, .text = {}, .items = {}, .entries = {}});
  const TableFile& file = file_named(name);
  if (!file.source) {
    problems.error(name.place, formula::in_quotes(name.text) + " cannot be read: " + file.trouble);
    return none;
  }
  problems.add_source(*file.source);
  try {
    const table::Table table(file.source->text(), file.source->file());
    if (key == "events") return rows_of_events(table, names_of_marks(tree), problems);
    return key == "panel" ? rows_of_panel(table, problems) : rows_of_drivers(table, problems);
  } catch (const ScenarioError& error) {
    for (const Problem& problem : error.problems()) problems.error(problem.place, problem.message);
    return none;
  }
}

const RecordTables::TableFile& RecordTables::file_named(const Node& name) {
  const fs::path path = can_be_path(name.text) ? path_of(name) : fs::path();
  const auto [found, is_new] = files_.try_emplace(path.string());
  TableFile& file = found->second;
  if (!is_new) return file;
  if (path.empty() || path.string().size() > longest_path) {
    file.trouble = "this is no name of a file";
    return file;
  }
  source::FileText read = source::read_regular_file(path, largest_file);
  file.trouble = std::move(read.trouble);
  if (file.trouble.empty() && read.text.size() > largest_file)
    file.trouble = "the table is larger than " + std::to_string(largest_file) + " bytes";
  if (file.trouble.empty()) file.source = std::make_unique<SourceText>(path.string(), std::move(read.text));
  return file;
}

} // namespace casus::scenario
