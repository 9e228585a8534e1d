#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace casus::formula {

/// Lets a map from strings be asked with a string_view.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

using Positions = std::unordered_map<std::string, int, TextHash, std::equal_to<>>;

/// Names numbered in the order in which they are added. A name added twice keeps its first number.
class NameList {
public:
  void add(const std::string& name) {
    positions_.try_emplace(name, static_cast<int>(names_.size()));
    names_.push_back(name);
  }

  std::optional<int> find(std::string_view name) const {
    const auto found = positions_.find(name);
    return found == positions_.end() ? std::nullopt : std::optional(found->second);
  }

  const std::vector<std::string>& names() const { return names_; }

private:
  std::vector<std::string> names_;
  Positions positions_;
};

} // namespace casus::formula
