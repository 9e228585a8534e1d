#include "analysis/association.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <random>

using namespace casus::analysis;

namespace {

struct Example {
  std::vector<Moment> moments;
  std::vector<Passage> passages;

  Association association() const { return associate(moments, arrivals_of(moments), Trials(passages)); }
};

/// Days are whole, so that many are tied; in every trajectory the candidate's day has nothing to do with the
/// passage's, but for `pull`: the share of trajectories that are hit the day after the candidate came.
Example drawn(std::mt19937_64& generator, std::size_t trajectories, double pull = 0) {
  std::exponential_distribution<double> wait(0.05);
  std::bernoulli_distribution is_trial(0.9), is_pulled(pull);
  Example example;
  for (std::size_t k = 0; k < trajectories; ++k) {
    const double came = std::ceil(wait(generator));
    const double passage = is_pulled(generator) ? came + 1 : std::ceil(wait(generator));
    Passage& out = example.passages.emplace_back();
    if (passage <= 30) out.day = passage;
    out.event = passage <= 30 && came <= passage ? 2 : 1;
    out.is_trial = is_trial(generator);
    Moment& moment = example.moments.emplace_back();
    if (came <= 30) moment = {static_cast<float>(came), came <= passage ? 2U : 9U};
  }
  return example;
}

/// By the definition: for each day of passages, who is at risk and who of them is exposed.
Association by_definition(const Example& example) {
  Association found;
  for (int day = 0; day <= 30; ++day) {
    double at_risk = 0, exposed = 0, hits = 0, came = 0;
    for (std::size_t k = 0; k < example.passages.size(); ++k) {
      const Passage& passage = example.passages[k];
      if (!passage.is_trial || passage.day < day) continue;
      ++at_risk;
      exposed += static_cast<double>(example.moments[k].day) <= day;
      if (passage.day > day) continue;
      ++hits;
      came += static_cast<double>(example.moments[k].day) <= day;
    }
    if (hits == 0) continue;
    const double share = exposed / at_risk;
    found.came += came;
    found.expected += hits * share;
    if (at_risk > 1) found.variance += hits * share * (1 - share) * (at_risk - hits) / (at_risk - 1);
  }
  return found;
}

} // namespace

TEST_CASE("The association is that of the log-rank test's definition") {
  std::mt19937_64 generator(11);
  for (int i = 0; i < 50; ++i) {
    const Example example = drawn(generator, 60, 0.3);
    const Association fast = example.association(), slow = by_definition(example);
    CHECK(fast.came == slow.came);
    CHECK(fast.expected == Approx(slow.expected));
    CHECK(fast.variance == Approx(slow.variance));
  }
}

TEST_CASE("Without any connection z is standard normal") {
  std::mt19937_64 generator(12);
  constexpr int sets = 2000;
  const auto moments_of_z = [&](double pull) {
    double sum = 0, squares = 0;
    for (int i = 0; i < sets; ++i) {
      const double z = drawn(generator, 200, pull).association().z();
      sum += z;
      squares += z * z;
    }
    return std::pair(sum / sets, squares / sets);
  };
  // Within four standard errors: of a mean 1 / sqrt(sets), of a mean square sqrt(2 / sets).
  const auto [mean, square] = moments_of_z(0);
  CHECK(std::abs(mean) < 4 / std::sqrt(sets));
  CHECK(std::abs(square - 1) < 4 * std::sqrt(2.0 / sets));
  CHECK(moments_of_z(0.02).first > 4 / std::sqrt(sets));
}

TEST_CASE("What comes later on the day of the passage did not come before it") {
  Example example;
  example.passages = {{10, 3, true}, {10, 3, true}, {20, 5, true}, {}, {.is_trial = true}};
  example.moments = {{10, 3}, {10, 4}, {12, 2}, {1, 1}, {}};
  const Association found = example.association();
  CHECK(found.hits == 3);
  CHECK(found.came == 2);       // the first, at its passage, and the third
  CHECK(found.at_passage == 1); // the first
  CHECK(found.expected == Approx(2 * 1.0 / 4 + 1.0 / 2));
}

TEST_CASE("The chance of an association is the binomial's") {
  CHECK(Association{.came = 2, .expected = 1, .hits = 2}.chance() == Approx(0.25));
  CHECK(Association{.came = 1, .expected = 1, .hits = 2}.chance() == Approx(0.75));
  CHECK(Association{.came = 0, .expected = 1, .hits = 2}.chance() == 1);
  CHECK(Association{.came = 2, .expected = 1, .hits = 2}.information() == Approx(std::log(2)));
}
