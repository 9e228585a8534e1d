// How likely each event of a scenario is, and what a what-if does to it:  answers SCENARIO WHATIF
#include <casus/compare.hpp>
#include <casus/scenario.hpp>

#include <cstdio>

int main(int count, char** words) try {
  if (count != 3) return std::puts("usage: answers SCENARIO WHATIF"), 2;
  const casus::Scenario scenario = casus::load_scenario(words[1]);
  const casus::Scenario whatif = casus::load_scenario(words[2]);
  const casus::Comparison found = casus::compare(scenario, {whatif}, {.trajectories = 2000, .worlds = 100});
  for (std::size_t i = 0; i < found.baseline.outcomes.size(); ++i) {
    const auto& event = found.baseline.outcomes[i].event;
    const casus::Difference& difference = found.whatifs[0].differences[i];
    if (!event || !event->probability || !difference.difference) continue;
    std::printf("%s %.2f%% (%.2f%% to %.2f%%), in the what-if %+.2f points\n", difference.outcome.c_str(),
                100 * *event->probability, 100 * event->ci95.low, 100 * event->ci95.high,
                100 * *difference.difference);
  }
} catch (const casus::ScenarioError& error) {
  for (const casus::Problem& problem : error.problems()) std::puts(casus::to_string(problem).c_str());
  return 1;
}
