#pragma once

#include "casus/backtest.hpp"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace casus::scoring {

/// The scenario as it was as of a date, and which of its outcomes have come due since.
struct AskedAsOf {
  std::chrono::sys_days date{};
  Scenario scenario{}; ///< whose record ends there
  std::vector<std::size_t> due{};

  double now() const { return scenario.observed->until; }
  const Outcome& outcome(std::size_t question) const { return scenario.outcomes[due[question]]; }
};

/// What is asked as of which date, and what is known of it from a table.
class Questions {
public:
  /// Loads the scenario as of each date. Throws RunError where no question has come due.
  Questions(const LoadScenario& load, const Scenario& whole, const std::vector<Observation>& observations,
            const BacktestOptions& options);

  const std::vector<AskedAsOf>& dates() const { return dates_; }
  /// The row of the table that tells what came of an outcome; null where none does.
  const Observation* told(const std::string& outcome) const;
  /// Outcomes that are never asked, and why.
  const std::vector<DatedLeftOut>& never_asked() const { return never_asked_; }

private:
  void choose(const BacktestOptions& options);
  void use_tables(const std::vector<Observation>& observations);
  bool is_due(const Outcome& outcome, double now) const;
  void note_never_due();

  const Scenario& whole_;
  std::vector<AskedAsOf> dates_;
  std::vector<std::string> chosen_;                     ///< outcomes
  std::map<std::string, const Observation*> tabulated_; ///< of outcomes whose days never move
  std::vector<DatedLeftOut> never_asked_;
};

/// The name of a question as of a date, beside those of other dates: "war@2024-01-15".
std::string name_of(const AskedAsOf& asked, std::size_t question);

} // namespace casus::scoring
