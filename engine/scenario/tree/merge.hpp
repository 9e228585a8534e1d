#pragma once

#include "scenario/tree/key_kinds.hpp"
#include "scenario/tree/node.hpp"
#include "source/problems.hpp"

#include <optional>
#include <string>
#include <vector>

namespace casus::scenario {

using source::Problems;

/// What a null has taken out of a tree, and where the null stands.
struct Removal {
  Path path;
  Place place;
};

/// A tree and what was laid over it.
struct Layer {
  NodePtr base;
  NodePtr overlay;
};

/// Lays trees over others. Tells of nulls that remove nothing, and warns of new parts that are named nearly
/// like one that is there, since these are most likely slips.
class Merger {
public:
  explicit Merger(Problems& problems) : problems_(problems) {}

  /// The tree `base` as `overlay` changes it: maps merge key by key, everything else replaces, null removes a
  /// key. A distribution is a value: one of another family replaces it.
  NodePtr merged(const NodePtr& base, const NodePtr& overlay);

  const std::vector<Removal>& removals() const { return removals_; }
  /// Whole trees, in the order in which they were laid over each other.
  const std::vector<Layer>& layers() const { return layers_; }

private:
  NodePtr merged_at_path(const NodePtr& base, const NodePtr& overlay);
  bool leaves_section_empty(const Node& base, const Node& change) const;
  NodePtr at_key(const NodePtr& base, const Entry& change);
  NodePtr merged_maps(const Node& base, const Node& overlay);
  void add_new(Node& result, const std::vector<const Entry*>& entries, const Node& base);
  /// Tells of the nulls in an overlay under a key where nothing stands that they could remove, and returns
  /// whether there are any. `meant` is what may have been meant by a key on the way.
  bool refuse_nulls(const Node& node, const std::optional<std::string>& meant);
  void refuse_null_at(const Entry& entry, const std::optional<std::string>& meant);
  void warn_of_near_name(const Entry& part, const std::string& near);

  Problems& problems_;
  Path path_; ///< to what is being merged
  std::vector<Removal> removals_;
  std::vector<Layer> layers_;
};

} // namespace casus::scenario
