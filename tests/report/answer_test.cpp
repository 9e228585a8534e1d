#include "examples.hpp"

#include "report/words/answer.hpp"

#include <catch2/catch.hpp>

using namespace casus;
using report::frequency;
using report::likelihood;

TEST_CASE("Likelihoods are worded as Intelligence Community Directive 203 words them") {
  CHECK(likelihood(0.03) == "almost no chance");
  CHECK(likelihood(0.05) == "very unlikely");
  CHECK(likelihood(0.3) == "unlikely");
  CHECK(likelihood(0.5) == "roughly even chance");
  CHECK(likelihood(0.7) == "likely");
  CHECK(likelihood(0.9) == "very likely");
  CHECK(likelihood(0.96) == "almost certain");
}

TEST_CASE("Frequencies are counted in as few as show the rarer side") {
  CHECK(frequency(0.0576) == "about 6 in 100");
  CHECK(frequency(0.004) == "about 4 in 1,000");
  CHECK(frequency(0.00012) == "about 1 in 10,000");
  CHECK(frequency(0.5) == "about 50 in 100");
  CHECK(frequency(0.997) == "about 997 in 1,000");
}

TEST_CASE("An answer keeps apart its figure, its interval and what is not known") {
  const report::Answer answer = report::answer_of(example_result().outcomes[0]);
  CHECK(answer.figure == "12.3%");
  CHECK(answer.interval == "12.1% to 12.5%");
  CHECK(answer.spread == "3.1% to 21.2% in 9 of 10 worlds, give or take 1 point at each end");
  CHECK(answer.doubt.empty());
}

TEST_CASE("A doubtful answer has no figure") {
  OutcomeResult outcome = example_result().outcomes[0];
  outcome.event->hits = 3;
  const report::Answer answer = report::answer_of(outcome);
  CHECK(answer.figure.empty());
  CHECK(answer.spread.empty());
  CHECK(answer.doubt.find("3 in 100,000") == 0);
}
