#include "examples.hpp"
#include "golden.hpp"

#include "report/text/printable.hpp"
#include "report/text/result_text.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <sstream>

using namespace casus;

namespace {

std::string text_of(const Result& result) { return report::to_text(result, {}); }

bool says(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

int widest_line(const std::string& text) {
  int widest = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) widest = std::max(widest, report::columns(line));
  return widest;
}

Result with_hits(std::uint64_t hits, std::uint64_t trials, Interval ci95) {
  Result result = example_result();
  auto& event = *result.outcomes[0].event;
  event.probability = static_cast<double>(hits) / static_cast<double>(trials);
  event.hits = hits;
  event.trials = trials;
  event.ci95 = ci95;
  return result;
}

/// Everything as wide as it can be.
Result wide_result() {
  Result result = example_result();
  const std::string long_name(200, 'n');
  result.scenario = long_name;
  result.title = long_name +
                 " 北京北京北京北京北京北京北京北京北京北京北京北京北京北京北京北京北京北京北京北京 " +
                 long_name;
  result.trajectories = 9'007'199'254'740'992, result.requested = result.seed,
  result.worlds = 1'000'000'000'000;
  result.performance = {123456789.123, 1024};
  result.outcomes[0].question = long_name + " does it?";
  result.outcomes[1].value->mean = -1.23456789e+300;
  result.outcomes[1].value->se = 1e280;
  result.ladders[0].name = result.ladders[0].rungs[1] = long_name;
  result.days.clear();
  result.ladders[0].occupancy.clear();
  for (int i = 0; i <= 157; ++i) {
    result.days.push_back(7.0 * i);
    result.ladders[0].occupancy.push_back({0.25, 0.5, 0.25});
  }
  result.triggers[0].name = result.triggers[0].marks[0].name = long_name;
  result.triggers[0].mean_count = 1.23456789e15;
  result.triggers[0].marks[0].categories.assign(40, {long_name, 0.025});
  return result;
}

} // namespace

TEST_CASE("The text of a result is as it was") { check_golden("result.txt", text_of(example_result())); }

TEST_CASE("The text of a stopped run is as it was") {
  Result result = example_result();
  result.trajectories = 12'345;
  check_golden("stopped.txt", text_of(result));
}

TEST_CASE("No line of the text is wider than the page") {
  CHECK(widest_line(text_of(example_result())) <= 80);
  CHECK(widest_line(text_of(wide_result())) <= 80);
  CHECK(widest_line(report::to_text(wide_result(), {.colour = false, .width = 60})) <= 60);
}

TEST_CASE("A wide page shows what a narrow one shortens") {
  const std::string text = report::to_text(wide_result(), {.colour = false, .width = 400});
  CHECK(widest_line(text) <= 400);
  CHECK(says(text, std::string(200, 'n') + " does it?"));
}

TEST_CASE("No hits are told as an upper bound and never as zero") {
  const std::string text = text_of(with_hits(0, 200'000, {0, 1.9207e-5}));
  CHECK(says(text, "none in 200,000: below 0.002%"));
  CHECK_FALSE(says(text, "95% interval 0%"));
  CHECK_FALSE(says(text, "between worlds"));
}

TEST_CASE("All hits are told as a lower bound and never as certainty") {
  CHECK(says(text_of(with_hits(200'000, 200'000, {1 - 1.9207e-5, 1})), "all of 200,000: above 99.998%"));
}

TEST_CASE("Fewer than ten hits, misses or trials are told by their number") {
  CHECK(says(text_of(with_hits(4, 100'000, {1.5e-5, 1.03e-4})),
             "4 in 100,000: below 0.011%, too few to say more"));
  CHECK(says(text_of(with_hits(99'996, 100'000, {1 - 1.03e-4, 1})), "all but 4 of 100,000: above 99.989%"));
  CHECK(says(text_of(with_hits(3, 7, {0.1, 0.8})), "3 in 7: too few to say more"));
  CHECK(says(text_of(with_hits(0, 7, {0, 0.4})), "0 in 7: too few to say more"));
  Result result = example_result();
  result.outcomes[1].value->trials = 9;
  CHECK(says(text_of(result), "mean 0.412 of 9 trajectories: too few to say more"));
}

TEST_CASE("A trigger that hardly ever fired is told by its firings") {
  const std::string text = text_of(example_result());
  CHECK(says(text, "4 in all      only 4"));
  CHECK(says(text, "never"));
  Result result = example_result();
  result.triggers[1].marks = {{"weapon", {{"domestic", 0.75}, {"nato", 0.25}}, 0, 0}};
  CHECK(says(text_of(result), "too few to tell the shares of its marks"));
  CHECK_FALSE(says(text_of(result), "75%"));
}

TEST_CASE("An outcome without trials has no answer") {
  Result result = example_result();
  result.outcomes[0].event = EventResult{};
  result.outcomes[1].value = ValueResult{};
  const std::string text = text_of(result);
  CHECK(says(text, "no trajectory met its condition, so nothing can be said"));
  CHECK_FALSE(says(text, "mean 0"));
}

TEST_CASE("Colour is put in only where it is welcome") {
  CHECK(says(report::to_text(example_result(), {.colour = true}), "\x1b["));
  CHECK_FALSE(says(text_of(example_result()), "\x1b"));
}

TEST_CASE("A title cannot speak to the terminal") {
  Result result = example_result();
  result.title = "\x1b]0;owned\x07\xFF";
  CHECK_FALSE(says(text_of(result), "\x1b"));
}

TEST_CASE("A result without any parts is still told") { CHECK_FALSE(text_of(Result{}).empty()); }

TEST_CASE("A run of a day has the hours above its rungs") {
  Result result = example_result();
  result.days = {0, 0.5, 1};
  CHECK(says(text_of(result), "12:00"));
}
