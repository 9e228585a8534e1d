#pragma once

#include "casus/scenario.hpp"
#include "scenario/tree/files.hpp"
#include "scenario/tree/installed.hpp"
#include "scenario/tree/merge.hpp"
#include "scenario/tree/record_tables.hpp"

#include <string>
#include <vector>

namespace casus::scenario {

/// A scenario as the one tree that its file makes with all that it extends and includes and with the
/// settings, before any of it is checked.
class LoadedTree {
public:
  /// Both throw ScenarioError where a file cannot be read.
  LoadedTree(const std::filesystem::path& name, const std::vector<std::string>& settings);
  LoadedTree(const std::string& text, const std::string& file, const std::vector<std::string>& settings);
  LoadedTree(const LoadedTree&) = delete;
  LoadedTree& operator=(const LoadedTree&) = delete;

  const NodePtr& root() const { return root_; }
  const std::vector<Removal>& removals() const { return merger_.removals(); }
  bool precedes(const Place& a, const Place& b) const { return problems_.precedes(a, b); }

  /// The scenario of this tree, or of another that was made of it. Throws ScenarioError.
  Scenario read() const;
  Scenario read(const Node& tree) const;
  bool can_be_read(const Node& tree) const;

private:
  LoadedTree(const Located& file, const std::vector<std::string>& settings);
  NodePtr with_tables(const Node& tree, Problems& problems) const;
  std::vector<Problem> problems_of(const Node& tree) const;

  std::string file_;
  Problems problems_;
  Files files_{problems_};
  Merger merger_{problems_};
  mutable RecordTables tables_{}; ///< keeps the texts of those that have been read
  NodePtr root_;
};

} // namespace casus::scenario
