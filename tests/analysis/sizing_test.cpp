#include "analysis/sizing.hpp"

#include "scenarios.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <thread>

using namespace casus;
using namespace casus::analysis;

namespace {

/// Simulates at a speed that is known, in no time.
class Pretender : public Contestant {
public:
  explicit Pretender(double trajectories_a_second) : speed_(trajectories_a_second) {}

  std::optional<Repetition> repeat(const Turn& turn) override {
    tried.push_back(turn.chosen);
    if (turn.stop != nullptr && *turn.stop) return std::nullopt;
    return Repetition{.trajectories = turn.chosen, .seconds = static_cast<double>(turn.chosen) / speed_};
  }

  std::vector<std::uint64_t> tried;

  std::optional<std::vector<AnswerCost>> answers(const Turn&) override { return std::nullopt; }

private:
  double speed_;
};

} // namespace

TEST_CASE("A repetition is as many trajectories as take a second, to two digits") {
  Pretender fast(1'234'567);
  CHECK(trajectories_for_a_second(fast, {}) == 1'200'000);
  CHECK(fast.tried == std::vector<std::uint64_t>{1000, 10'000, 100'000, 1'000'000});
  Pretender slow(1789);
  CHECK(trajectories_for_a_second(slow, {}) == 1700);
  CHECK(slow.tried == std::vector<std::uint64_t>{1000});
}

TEST_CASE("A repetition never has fewer trajectories than are fit for it, nor endlessly many") {
  Pretender crawling(3);
  CHECK(trajectories_for_a_second(crawling, {}) == 100);
  CHECK(trajectories_for_a_second(crawling, {.worlds = 5000}) == 40'000);
  Pretender idle(1e15);
  CHECK(trajectories_for_a_second(idle, {}) == 1'000'000'000);
}

TEST_CASE("The search for a second can be stopped") {
  const std::atomic<bool> stop = true;
  Pretender pretender(1000);
  CHECK_FALSE(trajectories_for_a_second(pretender, {.stop = &stop}));
}

TEST_CASE("Threads are measured in rising order, each number once, up to all there are") {
  CHECK(thread_counts({4, 1, 4, 2}) == std::vector<int>{1, 2, 4});
  const auto counts = thread_counts({});
  CHECK(counts.front() == 1);
  CHECK(std::is_sorted(counts.begin(), counts.end()));
  CHECK(counts.back() <= static_cast<int>(std::max(1U, std::thread::hardware_concurrency())));
}

TEST_CASE("Trajectories that were chosen fall into worlds as in any run") {
  const auto worlds = [](const Scenario& scenario, const Turn& turn) {
    return *run_options(scenario, turn).worlds;
  };
  const Scenario uncertain = uncertain_scenario();
  CHECK(worlds(uncertain, {.chosen = 4200}) == 525);
  CHECK(worlds(uncertain, {.trajectories = 4200}) == 525);
  CHECK(worlds(uncertain, {.chosen = 4200, .worlds = 7}) == 7);
  CHECK(worlds(eventful_scenario(), {.chosen = 4200}) == 1);
}
