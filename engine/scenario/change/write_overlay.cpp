// Values are gathered into a tree of keys, so that those of one part stand together, in the order in which
// they come.

#include "casus/numbers.hpp"

#include <yaml-cpp/emitter.h>
#include <yaml-cpp/emittermanip.h>

#include <fmt/format.h>

#include <algorithm>
#include <deque>

namespace casus {
namespace {

struct Branch {
  std::string key;
  std::deque<Branch> branches{}; ///< references into it stay
  const NewValue* value = nullptr;
};

Branch& branch_of(Branch& parent, const std::string& key) {
  const auto known = std::find_if(parent.branches.begin(), parent.branches.end(),
                                  [&](const Branch& branch) { return branch.key == key; });
  return known != parent.branches.end() ? *known : parent.branches.emplace_back(Branch{key});
}

void write(YAML::Emitter& emitter, const Branch& branch) {
  emitter << YAML::Key << branch.key << YAML::Value;
  if (branch.value != nullptr) {
    emitter << branch.value->number.written(branch.value->value);
    if (!branch.value->comment.empty()) emitter << YAML::Comment(branch.value->comment);
    return;
  }
  emitter << YAML::BeginMap;
  for (const Branch& each : branch.branches) write(emitter, each);
  emitter << YAML::EndMap;
}

} // namespace

std::string overlay_of(const std::string& extends, const std::string& name, const std::string& about,
                       const std::string& comment, const std::vector<NewValue>& values) {
  Branch root{};
  for (const NewValue& value : values) {
    Branch* branch = &root;
    for (const std::string& key : value.number.keys) branch = &branch_of(*branch, key);
    branch->value = &value;
  }
  YAML::Emitter emitter;
  if (!comment.empty()) emitter << YAML::Comment(comment) << YAML::Newline;
  emitter << YAML::BeginMap << YAML::Key << "casus" << YAML::Value << 1;
  emitter << YAML::Key << "extends" << YAML::Value << extends;
  emitter << YAML::Key << "name" << YAML::Value << name;
  emitter << YAML::Key << "about" << YAML::Value << about;
  for (const Branch& branch : root.branches) write(emitter, branch);
  emitter << YAML::EndMap;
  return std::string(emitter.c_str()) + "\n";
}

} // namespace casus
