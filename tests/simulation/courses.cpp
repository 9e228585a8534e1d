#include "simulation/courses.hpp"

#include "simulation/scenario_generator.hpp"
#include "simulation/support.hpp"

#include <bit>

namespace casus::test {
namespace {

using simulation::BlockState;
using simulation::Happening;

class Recorder : public simulation::Observer {
public:
  Recorder(const plan::Plan& plan, std::size_t lanes) : plan_(plan), courses_(lanes) {}

  void before(const Happening& happening, const BlockState& state) override {
    Course& course = courses_[happening.lane];
    note(course, happening.moment.day);
    course.push_back(static_cast<std::uint64_t>(happening.cause));
    course.push_back(happening.trigger ? happening.trigger->number() : ~0U);
    course.push_back(happening.ladder ? happening.ladder->number() : ~0U);
    for (const double mark : happening.marks) note(course, mark);
    note(course, state, happening.lane);
  }
  void after(const Happening& happening, const BlockState& state) override {
    note(courses_[happening.lane], state, happening.lane);
  }
  void at_grid_point(std::size_t, const BlockState& state) override {
    for (std::size_t lane = 0; lane < courses_.size(); ++lane) note(courses_[lane], state, lane);
  }
  void at_end(const BlockState& state) override {
    for (std::size_t lane = 0; lane < courses_.size(); ++lane) {
      for (const plan::ClockId clock : plan_.clocks.ids()) courses_[lane].push_back(state.draws(clock, lane));
      for (const OutcomeId outcome : plan_.outcomes.ids()) {
        note(courses_[lane], state.first_passages(outcome, lane));
        courses_[lane].push_back(state.givens(outcome, lane));
        if (plan_.outcomes[outcome].value && state.givens(outcome, lane))
          note(courses_[lane], state.values(outcome, lane));
      }
    }
  }
  std::vector<Course> take() { return std::move(courses_); }

private:
  static void note(Course& course, double number) { course.push_back(std::bit_cast<std::uint64_t>(number)); }

  static void note(Course& course, const BlockState& state, std::size_t lane) {
    for (const Row row : Ids<Row>(state.rows.rows())) note(course, state.at(row, lane));
    for (const plan::ClockId clock : Ids<plan::ClockId>(state.draws.rows())) {
      note(course, state.clocks.intensity(clock, lane));
      note(course, state.clocks.residual(clock, lane));
    }
  }

  const plan::Plan& plan_;
  std::vector<Course> courses_;
};

} // namespace

std::vector<Course> courses(const plan::Plan& plan, std::uint64_t seed, const simulation::BlockSpec& spec,
                            const kernels::Kernels& kernels) {
  Recorder recorder(plan, spec.lanes);
  simulation::BlockSimulator(plan, seed, kernels).run(spec, recorder);
  return recorder.take();
}

std::vector<std::vector<Course>> courses(const plan::Plan& plan, std::uint64_t seed,
                                         const std::vector<simulation::BlockSpec>& specs) {
  simulation::BlockSimulator simulator(plan, seed);
  std::vector<std::vector<Course>> all;
  for (const simulation::BlockSpec& spec : specs) {
    Recorder recorder(plan, spec.lanes);
    simulator.run(spec, recorder);
    all.push_back(recorder.take());
  }
  return all;
}

plan::Plan plan_of(const Scenario& scenario) {
  return plan::compile(std::make_shared<const Scenario>(scenario));
}

std::vector<Named> various_scenarios() {
  std::vector<Named> all;
  for (std::uint64_t seed = 1; seed <= 12; ++seed)
    all.push_back({"random scenario " + std::to_string(seed), scenario_of(random_scenario(seed))});
  for (std::uint64_t seed = 13; seed <= 16; ++seed)
    all.push_back({"random what-if " + std::to_string(seed), random_whatif(seed)});
  for (const std::string file : {"scenarios/baseline.yaml", "bench/reference.yaml"})
    all.push_back({file, load_scenario(std::string(CASUS_SOURCE_DIR "/") + file)});
  return all;
}

} // namespace casus::test
