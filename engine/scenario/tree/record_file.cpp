#include "scenario/tree/record_file.hpp"

#include "formula/complaint.hpp"

#include <boost/algorithm/string/predicate.hpp>

#include <algorithm>

namespace casus::scenario {

namespace {

NodePtr events_in(const NodePtr& name) {
  return std::make_shared<Node>(Node{.shape = Shape::map,
                                     .place = name->place,
                                     .text = {},
                                     .items = {},
                                     .entries = {{scalar_node("events", name->place), name}}});
}

/// The record that a file holds; none where it cannot be read.
NodePtr record_in(const Node& name, Files& files, Problems& problems) {
  const File asker{name.place.file, name.place.file};
  auto file = files.named(name, asker);
  if (!file || !files.read(*file, name, asker)) return nullptr;
  const Entry* section = file->tree->find("observed");
  const Node& record = section ? *section->value : *file->tree;
  if (record.shape != Shape::map) {
    problems.error(record.place,
                   "what has been observed must be a map of keys, not " + name_of(record.shape));
    return nullptr;
  }
  auto result = std::make_shared<Node>(record);
  result->replaces = true;
  return result;
}

} // namespace

NodePtr with_record_file(const NodePtr& tree, Files& files, Problems& problems) {
  const Entry* named = tree->find("observed");
  if (!named || named->value->shape != Shape::scalar) return tree;
  const NodePtr name = named->value;
  const NodePtr record =
      boost::algorithm::iends_with(name->text, ".csv") ? events_in(name) : record_in(*name, files, problems);
  auto result = std::make_shared<Node>(*tree);
  const auto section = std::find_if(result->entries.begin(), result->entries.end(),
                                    [](const Entry& entry) { return entry.key->text == "observed"; });
  if (record)
    section->value = record;
  else
    result->entries.erase(section);
  return result;
}

} // namespace casus::scenario
