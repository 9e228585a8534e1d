// Models of events alone, which are simulated whole vectors of lanes at a time where nobody asks for each.

#include "simulation/courses.hpp"
#include "simulation/support.hpp"

#include <cstring>

namespace casus::test {
namespace {

using simulation::BlockState;

/// Sees grid points and the end only, unless it is told to mind each event.
class Onlooker : public simulation::Observer {
public:
  explicit Onlooker(bool minds) : minds_(minds) {}
  simulation::Attention attention() const override {
    return minds_ ? simulation::Attention::all : simulation::Attention::marked;
  }
  void at_grid_point(std::size_t, const BlockState& state) override { note(state); }
  void at_end(const BlockState& state) override { note(state); }

  std::vector<double> seen;

private:
  void note(const BlockState& state) {
    for (std::size_t lane = 0; lane < state.spec.lanes; ++lane) {
      for (const Row row : Ids<Row>(state.rows.rows())) seen.push_back(state.at(row, lane));
      for (const plan::ClockId clock : Ids<plan::ClockId>(state.draws.rows())) {
        seen.push_back(state.clocks.intensity(clock, lane));
        seen.push_back(state.clocks.residual(clock, lane));
      }
    }
  }

  bool minds_;
};

std::vector<double> seen(const plan::Plan& plan, const kernels::Kernels& kernels, std::size_t lanes,
                         bool minds) {
  Onlooker onlooker(minds);
  simulation::BlockSimulator(plan, 31, kernels).run({3, lanes}, onlooker);
  return onlooker.seen;
}

bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof a[0]) == 0;
}

const std::string epidemic = R"(
horizon: 60 days
step: 5 days
parameters: {pace: {value: {uniform: [0.002, 0.004]}}}
drivers: {healthy: {start: 90}, ill: {start: 10}}
triggers:
  infection: {rate: pace * healthy * ill, effects: [add: {healthy: -1, ill: 1}]}
  recovery: {rate: 0.1 * ill, effects: [add: {ill: -1}]}
  arrival: {rate: 0.4 per day, effects: [add: {healthy: 1}]}
  feast: {at: [12 days, 13 days], effects: [add: {ill: 3}]}
outcomes: {left: {value: healthy}}
)";

} // namespace

TEST_CASE("A network has the same bits whether its events are told one by one or not, on every machine") {
  Scenario scenario = scenario_of(epidemic);
  for (const double day : {0.0, 22.5, 22.5}) force(scenario, "infection", day);
  const plan::Plan plan = plan_of(scenario);
  for (const std::size_t lanes : {1, 7, 64, 128}) {
    const std::vector<double> told =
        seen(plan, *kernels::kernels_of(kernels::InstructionSet::generic), lanes, true);
    for (const kernels::InstructionSet set :
         {kernels::InstructionSet::generic, kernels::InstructionSet::avx2, kernels::InstructionSet::avx512})
      if (const kernels::Kernels* kernels = kernels::kernels_of(set)) {
        INFO(static_cast<int>(set) << ", " << lanes << " lanes");
        CHECK(same_bits(seen(plan, *kernels, lanes, false), told));
        CHECK(same_bits(seen(plan, *kernels, lanes, true), told));
      }
  }
}

} // namespace casus::test
