// Scenarios with one step share the noise of their drivers, so that what no change reaches is the same in
// each.

#include "simulation/courses.hpp"
#include "simulation/support.hpp"

namespace casus::test {
namespace {

using simulation::BlockState;
using Paths = std::vector<std::vector<double>>; ///< [day][lane]

class PathRecorder : public simulation::Observer {
public:
  explicit PathRecorder(Row row) : row_(row) {}
  void at_grid_point(std::size_t, const BlockState& state) override {
    const double* values = state.rows.row(row_).data();
    paths.emplace_back(values, values + state.spec.lanes);
  }
  void at_end(const BlockState&) override {}

  Paths paths;

private:
  Row row_;
};

Paths paths_of(const plan::Plan& plan, const std::string& driver) {
  const auto& drivers = plan.scenario->drivers;
  const auto found =
      std::find_if(drivers.begin(), drivers.end(), [&](const Driver& each) { return each.name == driver; });
  PathRecorder recorder(plan.layout.row_of(DriverId(found - drivers.begin())));
  simulation::BlockSimulator(plan, 11).run({0, 32}, recorder);
  return recorder.paths;
}

plan::Plan planned(const Scenario& scenario, double step = 7) {
  return plan::compile(std::make_shared<const Scenario>(scenario), {.step = step});
}

const std::string text = R"(
horizon: 100 days
step: 1 week
drivers:
  setbacks: {mean: 0.4, half_life: 26 weeks, volatility: 0.25}
  fatigue: {mean: 0, half_life: 10 weeks, volatility: 0.5, follows: {setbacks: 0.5}}
  alarm: {mean: 0, half_life: 12 weeks, volatility: 0.3}
triggers:
  strike: {rate: 6 per month, weights: {setbacks: 0.5}, effects: [add: {alarm: 0.1}]}
  summit: {at: 40 days}
outcomes: {alarmed: {when: alarm > 1, by: 77 days}}
)";

/// Everything that a what-if may do to time.
std::vector<Scenario> whatifs() {
  std::vector<Scenario> all{
      scenario_of(text),
      scenario_of(text, {"step=1 month"}),
      scenario_of(text, {"step=0.1 weeks"}),
      scenario_of(text, {"horizon=80 days"}),
      scenario_of(text, {"outcomes.alarmed.by=33.3 days", "triggers.summit.at=[1 day]"}),
      scenario_of(text, {"drivers.alarm.volatility=0.9"})};
  force(all[0], "strike", 17.5);
  return all;
}

} // namespace

TEST_CASE("A driver that no change reaches has the same path to the last bit") {
  const plan::Plan one = planned(scenario_of(text));
  for (const Scenario& whatif : whatifs()) {
    const plan::Plan other = planned(whatif);
    INFO("step " << whatif.step << ", horizon " << whatif.horizon);
    const std::size_t common = std::min(one.grid.size(), other.grid.size()) - 1; // horizons may differ
    CHECK(std::equal(one.grid.begin(), one.grid.begin() + static_cast<long>(common), other.grid.begin()));
    for (const std::string driver : {"setbacks", "fatigue"}) {
      Paths ours = paths_of(one, driver), theirs = paths_of(other, driver);
      ours.resize(common);
      theirs.resize(common);
      CHECK(ours == theirs);
    }
  }
}

TEST_CASE("By another step a driver has another path") {
  const Paths ours = paths_of(planned(scenario_of(text)), "setbacks");
  const Paths theirs = paths_of(planned(scenario_of(text), 3.5), "setbacks");
  CHECK(ours[1] != theirs[2]);
}

TEST_CASE("A driver that follows another leaves its path alone, whatever their names") {
  const Scenario baseline = scenario_of(text);
  const Paths ours = paths_of(planned(baseline), "setbacks");
  const std::string follower = "drivers.a_follower={mean: 0, half_life: 1 week, follows: {setbacks: 3}}";
  const Paths theirs = paths_of(planned(scenario_of(text, {follower})), "setbacks");
  // On the last day, within a step, what follows it tells where it is.
  for (std::size_t day = 0; day + 1 < ours.size(); ++day)
    for (std::size_t lane = 0; lane < ours[day].size(); ++lane)
      CHECK(theirs[day][lane] == Approx(ours[day][lane]).margin(1e-6));
}

TEST_CASE("A scenario's own step is its plan's") {
  const Scenario scenario = scenario_of(text);
  const plan::Plan plain = plan::compile(std::make_shared<const Scenario>(scenario)),
                   given = planned(scenario);
  const simulation::BlockSpec block{0, 64};
  CHECK(plain.grid == given.grid);
  CHECK(courses(plain, 5, block) == courses(given, 5, block));
}

} // namespace casus::test
