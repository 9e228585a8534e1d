// A block depends neither on the machine's instruction set nor on which other trajectories share it.

#include "simulation/courses.hpp"
#include "simulation/support.hpp"

namespace casus::test {
namespace {

using kernels::InstructionSet;

/// The first lane in which they differ, or how many there are.
std::size_t first_difference(const std::vector<Course>& a, const std::vector<Course>& b) {
  REQUIRE(a.size() == b.size());
  std::size_t lane = 0;
  while (lane < a.size() && a[lane] == b[lane]) ++lane;
  return lane;
}

} // namespace

TEST_CASE("Every instruction set gives whole blocks the same bits") {
  const kernels::Kernels& generic = *kernels::kernels_of(InstructionSet::generic);
  for (const InstructionSet set : {InstructionSet::avx2, InstructionSet::avx512}) {
    const kernels::Kernels* other = kernels::kernels_of(set);
    if (other == nullptr) {
      WARN("not tested, since this machine lacks it: " << (set == InstructionSet::avx2 ? "avx2" : "avx512"));
      continue;
    }
    for (const auto& [name, scenario] : various_scenarios()) {
      const plan::Plan plan = plan_of(scenario);
      for (const std::uint64_t worlds : {1, 7})
        for (const std::size_t lanes : {128, 45}) {
          const simulation::BlockSpec spec{16, lanes, worlds};
          INFO(name << ", " << lanes << " lanes, " << worlds << " worlds");
          CHECK(first_difference(courses(plan, 11, spec, generic), courses(plan, 11, spec, *other)) == lanes);
        }
    }
  }
}

TEST_CASE("A trajectory alone has the bits that it has among others, wherever it stands") {
  for (const auto& [name, scenario] : various_scenarios()) {
    const plan::Plan plan = plan_of(scenario);
    const std::vector<Course> block = courses(plan, 12, {8, 128});
    for (std::size_t lane = 0; lane < 128; lane += 9) {
      INFO(name << ", lane " << lane);
      CHECK(courses(plan, 12, {8 + lane, 1}) == std::vector<Course>{block[lane]});
    }
    const std::vector<Course> later = courses(plan, 12, {8 + 50, 61});
    CHECK(later == std::vector<Course>(block.begin() + 50, block.begin() + 111));
  }
}

TEST_CASE("A trajectory alone has the bits that it has among others of other worlds") {
  for (const auto& [name, scenario] : various_scenarios()) {
    const plan::Plan plan = plan_of(scenario);
    for (const std::uint64_t worlds : {2, 5, 1000}) {
      const std::vector<Course> block = courses(plan, 12, {64, 125, worlds});
      for (std::size_t lane = 3; lane < 125; lane += 17) {
        INFO(name << ", lane " << lane << ", " << worlds << " worlds");
        CHECK(courses(plan, 12, {64 + lane, 1, worlds}) == std::vector<Course>{block[lane]});
      }
      const std::vector<Course> later = courses(plan, 12, {64 + 48, 61, worlds});
      CHECK(later == std::vector<Course>(block.begin() + 48, block.begin() + 109));
    }
  }
}

TEST_CASE("Courses are told apart: another trajectory, seed or number of the scenario changes their bits") {
  const std::vector<Named> all = various_scenarios();
  const plan::Plan plan = plan_of(all.back().scenario);
  const std::vector<Course> block = courses(plan, 12, {0, 16});
  CHECK(courses(plan, 12, {1, 15}) == std::vector<Course>(block.begin() + 1, block.end()));
  CHECK(first_difference(block, courses(plan, 13, {0, 16})) == 0);
  CHECK(first_difference(block, courses(plan, 12, {1, 16})) == 0);
  const Scenario changed =
      load_scenario(CASUS_SOURCE_DIR "/bench/reference.yaml", {"triggers.t8.weights.d6=-0.0223897574113"});
  CHECK(first_difference(block, courses(plan_of(changed), 12, {0, 16})) == 0);
}

TEST_CASE("A simulator that has run other blocks runs the next as a fresh one does") {
  for (const auto& [name, scenario] : various_scenarios()) {
    const plan::Plan plan = plan_of(scenario);
    INFO(name);
    const std::vector<simulation::BlockSpec> specs = {{0, 8, 3},     {8, 5, 3},    {24, 7, 3}, {0, 128, 3},
                                                      {128, 128, 3}, {256, 20, 3}, {0, 16, 2}, {32, 30, 2}};
    const std::vector<std::vector<Course>> all = courses(plan, 14, specs);
    for (std::size_t i = 0; i < specs.size(); ++i) CHECK(all[i] == courses(plan, 14, specs[i]));
  }
}

} // namespace casus::test
