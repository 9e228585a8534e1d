#pragma once

#include "scenario/tree/files.hpp"
#include "scenario/tree/node.hpp"

#include <map>
#include <memory>
#include <string>

namespace casus::scenario {

/// The tables of what has been observed. They are put into the tree as the lists that might stand there as
/// well, so that a tree needs no other file; each is read from its file once.
class RecordTables {
public:
  /// The tree of a scenario with its tables put in. Tells what is wrong with them. `extent` is that of all
  /// else.
  NodePtr put_into(const NodePtr& tree, Problems& problems, const Extent& extent);

private:
  struct TableFile {
    std::unique_ptr<SourceText> source; ///< none where it cannot be read
    std::string trouble;
  };

  NodePtr rows(const std::string& key, const Node& name, const Node& tree, Problems& problems);
  const TableFile& file_named(const Node& name);

  std::map<std::string, TableFile> files_; ///< by their paths
};

} // namespace casus::scenario
