#pragma once

#include "casus/scenario.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace casus {

/// What a target speaks of.
enum class TargetKind {
  probability, ///< of an event, or of one given that another was met
  mean,        ///< of a value
  ratio,       ///< of two events' probabilities
  order,       ///< one event is likelier than another
};

/// The scale on which a belief is normal: log-odds of probabilities, logarithms of ratios, means as they are.
/// An order speaks of the difference of two log-odds.
enum class BeliefScale { log_odds, logarithm, plain };

/// What the experts said of an outcome: a normal distribution on the scale of its kind. Docs/methods.md tells
/// what each way of saying it comes to.
struct Target {
  std::string name{};
  Note note{};
  Place place{};
  TargetKind kind = TargetKind::probability;
  int outcome = -1;
  std::optional<int> given{};    ///< an event that was met (its own `by` counts)
  std::optional<int> than{};     ///< the event under the line of a ratio, or the less likely one of an order
  double location = 0;           ///< on the scale
  double spread = 0;             ///< standard deviation on the scale
  std::vector<double> experts{}; ///< what each said, where several did
  std::string said{};            ///< in words: "0.15", "0.1 to 0.3", "3 experts", "likelier than war"

  BeliefScale scale() const;
  /// What was asked: a probability, mean or ratio; 0 of an order.
  double asked() const;
};

/// These turn a probability, mean or ratio into its scale, and back.
double to_scale(BeliefScale scale, double value);
double from_scale(BeliefScale scale, double value);

/// Reads and checks a file of targets for a scenario. Throws ScenarioError with every problem found.
std::vector<Target> load_targets(const std::filesystem::path& file, const Scenario& scenario);
std::vector<Target> parse_targets(const std::string& text, const std::string& file, const Scenario& scenario);

} // namespace casus
