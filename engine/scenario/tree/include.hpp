#pragma once

#include "scenario/tree/files.hpp"

#include <map>
#include <string>
#include <vector>

namespace casus::scenario {

/// The sections of files that are included, put together in the order in which these come.
class IncludedSections {
public:
  explicit IncludedSections(Problems& problems) : problems_(problems) {}

  /// Whether a file that is named at `place` comes for the first time; where it does not, that is told.
  bool is_new(const File& file, const Place& place);
  /// Adds the sections of an included file. Tells what cannot stand in one, and parts that stand twice.
  void add(const Node& tree);
  /// The tree of the including file, with the sections gathered here before its own parts.
  NodePtr before(const NodePtr& tree);

private:
  struct Section {
    std::shared_ptr<Node> node;
    NodePtr key;
    std::map<std::string, Place> parts;
  };

  void add_section(const Entry& entry);
  void add_part(Section& section, const Entry& part);

  Problems& problems_;
  std::map<std::string, Place> files_; ///< where each was named, by its identity
  std::vector<Section> sections_;
};

} // namespace casus::scenario
