// Maps and lists are written in blocks, short ones within brackets. A text is quoted where YAML would take it
// for something else; yaml-cpp's emitter knows when.

#include "scenario/tree/write_yaml.hpp"

#include "scenario/longest_name.hpp"
#include "source/source_text.hpp"

#include <yaml-cpp/emitter.h>
#include <yaml-cpp/emittermanip.h>
#include <yaml-cpp/null.h>

#include <boost/algorithm/string/replace.hpp>

#include <algorithm>

namespace casus::scenario {

namespace {

/// A list or map that takes no more characters than this is written within brackets.
constexpr std::size_t longest_flow = 100;

/// YAML reads no key longer than this without a mark before it (YAML 1.2, section 7.4).
constexpr std::size_t longest_plain_key = 1000;

/// Lists and maps down to this depth, the root and its sections, are never written within brackets.
constexpr int first_depth_of_flow = 2;

/// Characters that a node takes within brackets, counted until they are too many.
std::size_t flow_length(const Node& node) {
  std::size_t length = 2 + node.text.size();
  for (const NodePtr& item : node.items)
    if (length <= longest_flow) length += flow_length(*item);
  for (const Entry& entry : node.entries)
    if (length <= longest_flow) length += entry.key->text.size() + flow_length(*entry.value);
  return length;
}

/// Whether a text must be quoted although the emitter would take it for plain.
bool needs_escapes(const std::string& text) {
  const auto is_control = [](char c) { return (c >= 0 && c < ' ') || c == '\x7f'; };
  return std::any_of(text.begin(), text.end(), is_control);
}

class Writer {
public:
  explicit Writer(bool on_one_line) : on_one_line_(on_one_line) { emitter_.SetNullFormat(YAML::LowerNull); }

  void write(const Node& node, int depth) {
    switch (node.shape) {
    case Shape::null:
      emitter_ << YAML::Null;
      break;
    case Shape::scalar:
      write_text(node.text);
      break;
    case Shape::list:
      choose_style(node, depth);
      emitter_ << YAML::BeginSeq;
      for (const NodePtr& item : node.items) write(*item, depth + 1);
      emitter_ << YAML::EndSeq;
      break;
    case Shape::map:
      choose_style(node, depth);
      emitter_ << YAML::BeginMap;
      for (const Entry& entry : node.entries) write(entry, depth + 1);
      emitter_ << YAML::EndMap;
    }
  }

  /// DEL is the one character that the emitter lets through and no YAML text may have.
  std::string text() const {
    return boost::algorithm::replace_all_copy(std::string(emitter_.c_str()), "\x7f", "\\x7F");
  }

private:
  void write(const Entry& entry, int depth) {
    if (entry.key->text.size() > longest_plain_key) emitter_ << YAML::LongKey;
    emitter_ << YAML::Key;
    write_text(entry.key->text);
    emitter_ << YAML::Value;
    write(*entry.value, depth);
  }

  void write_text(const std::string& text) {
    if (needs_escapes(text)) emitter_ << YAML::DoubleQuoted;
    emitter_ << text;
  }

  void choose_style(const Node& node, int depth) {
    if (on_one_line_ || (depth >= first_depth_of_flow && flow_length(node) <= longest_flow))
      emitter_ << YAML::Flow;
  }

  bool on_one_line_;
  YAML::Emitter emitter_;
};

/// Whether a scenario can have this name: a file may be called what no scenario can be.
bool can_be_name(const std::string& name) {
  return source::character_count(name) <= longest_name && !source::SourceText("", name).first_unreadable();
}

} // namespace

std::string to_yaml(const Node& root, const std::string& name) {
  Node named = root;
  if (!root.find("name") && can_be_name(name)) {
    const bool has_version = !root.entries.empty() && root.entries[0].key->text == "casus";
    named.entries.insert(named.entries.begin() + (has_version ? 1 : 0),
                         {scalar_node("name"), scalar_node(name)});
  }
  Writer writer(false);
  writer.write(named, 0);
  return writer.text() + "\n";
}

std::string to_yaml_line(const Node& node) {
  Writer writer(true);
  writer.write(node, 0);
  return writer.text();
}

} // namespace casus::scenario
