#pragma once

#include "casus/scenario.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace casus {

/// One thing that a what-if changes of its baseline: a key that it sets or removes, or a firing that it
/// forces.
struct ScenarioChange {
  std::string path;   ///< "triggers.strike.rate", or "force strike on 2023-09-01"
  std::string before; ///< as YAML on one line; empty where there was nothing
  std::string after;  ///< the same; empty where it is removed
  Place place;        ///< of the key in the what-if
};

/// What lies between a baseline and a what-if of it: the changes that lead from the one to the other, and
/// every scenario on the way. Changes that cannot be read without one another (a new driver, and the effect
/// on it) make one group.
class Changes {
public:
  /// `settings` are put into both. Throws ScenarioError where one of the two cannot be read.
  Changes(const std::filesystem::path& baseline, const std::filesystem::path& whatif,
          const std::vector<std::string>& settings = {});
  ~Changes();
  Changes(Changes&&) noexcept;
  Changes& operator=(Changes&&) noexcept;

  /// The changes in the order of the what-if; each inner list is a group.
  const std::vector<std::vector<ScenarioChange>>& groups() const;
  /// The baseline with the groups whose flag is set: none gives the baseline, all the what-if. Each group can
  /// be read alone and left out; where there are too many to try all sets of them, one that cannot be read
  /// throws ScenarioError.
  Scenario with(const std::vector<bool>& groups) const;

private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

} // namespace casus
