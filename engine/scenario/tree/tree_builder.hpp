#pragma once

#include "scenario/tree/document.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/mark.h>

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace casus::scenario {

/// Thrown where reading on makes no sense; the problem has been told.
struct ReadingEnded {};

/// Builds the tree from the events of yaml-cpp's parser. (Its own tree would lose the places of keys, keep
/// the first of two equal keys only, and know no limits.)
class TreeBuilder : public YAML::EventHandler {
public:
  TreeBuilder(const SourceText& source, Problems& problems, Extent& total)
      : source_(source), problems_(problems), total_(total) {}

  NodePtr root() const { return root_; }

  void OnDocumentStart(const YAML::Mark& mark) override;
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override;
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override;
  void OnMapEnd() override { close(); }

private:
  struct Anchored {
    NodePtr node;
    Extent extent;
  };
  /// A list or map that is not closed yet.
  struct Open {
    std::shared_ptr<Node> node;
    YAML::anchor_t anchor;
    Extent extent{1, 0, 0};
    NodePtr key; ///< of the value that comes next
    bool expects_key = true;
    std::unordered_map<std::string_view, Place> keys;
  };

  void open(Shape shape, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor);
  void close();
  void add(const NodePtr& node, const Extent& extent, YAML::anchor_t anchor);
  void place_in_tree(const NodePtr& node, const Extent& extent, YAML::anchor_t anchor);
  void add_to(Open& parent, const NodePtr& node);
  /// The key, if it can be one and does not stand there already; else none, which is told.
  NodePtr checked_key(Open& map, const NodePtr& key);
  void refuse_tag(const YAML::Mark& mark, const std::string& tag);
  void require_depth(std::size_t depth, const Place& place);
  void count(const Extent& extent, const Place& place);
  [[noreturn]] void fail(const Place& place, std::string message);
  std::string_view text_from(const YAML::Mark& mark) const;
  Place place_of(const YAML::Mark& mark) const;

  const SourceText& source_;
  Problems& problems_;
  NodePtr root_;
  std::size_t documents_ = 0;
  Extent& total_;
  std::vector<Open> open_;
  std::unordered_map<YAML::anchor_t, Anchored> anchored_;
};

} // namespace casus::scenario
