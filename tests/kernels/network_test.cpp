// Events of whole vectors of lanes against a loop that takes each lane's one by one.

#include "kernels/support.hpp"
#include "simulation/streams.hpp"

#include <algorithm>

namespace casus::test {
namespace {

constexpr std::size_t widest = 128;
constexpr double highest = 1e12;

/// Some species, and events at rates that are products of numbers and species.
struct NetworkExample {
  static constexpr std::size_t count = 5, species = 3;

  explicit NetworkExample(Randomness& random) {
    for (std::size_t i = 0; i < species * widest; ++i)
      state.push_back(static_cast<double>(random.bits() % 9));
    for (std::size_t i = 0; i < count; ++i) {
      shapes.push_back(random.bits());
      rates.push_back(random.uniform(0.1, 0.6));
    }
    residuals = random.numbers(count * widest, -1.5, 1);
    intensities = random.numbers(count * widest, 0, 2);
    firings.assign(count * widest, 0);
    last_days.assign(count * widest, -INFINITY);
    draws.assign(count * widest, 1);
  }

  void connect() {
    factors.clear();
    changes.clear();
    reactions.clear();
    for (std::size_t i = 0; i < count; ++i) {
      double* const first = state.data() + shapes[i] % species * widest;
      factors.push_back({nullptr, rates[i]});
      factors.push_back({first, 0});
      changes.push_back({first, -1});
      changes.push_back({state.data() + shapes[i] / 7 % species * widest, 1});
    }
    for (std::size_t i = 0; i < count; ++i) {
      kernels::Reaction reaction;
      reaction.factors = factors.data() + 2 * i;
      reaction.factor_count = 1 + (shapes[i] >> 8) % 2;
      reaction.rows.changes = changes.data() + 2 * i;
      reaction.rows.change_count = (shapes[i] >> 9) % 3;
      if (reaction.factor_count == 1) reaction.rows.change_count = 0;
      reaction.key = {static_cast<std::uint32_t>(shapes[i]), static_cast<std::uint32_t>(i)};
      reaction.draws = draws.data() + i * widest;
      reaction.intensities = intensities.data() + i * widest;
      reaction.residuals = residuals.data() + i * widest;
      reaction.rows.firings = firings.data() + i * widest;
      reaction.rows.last_days = last_days.data() + i * widest;
      reactions.push_back(reaction);
    }
  }
  kernels::Network network(std::size_t lanes) const {
    return {reactions.data(), reactions.size(), 5, 0, lanes, 10, 13, highest, 100'000};
  }

  std::vector<double> state, rates, residuals, intensities, firings, last_days;
  std::vector<std::uint64_t> shapes, draws;
  std::vector<kernels::Factor> factors;
  std::vector<kernels::Change> changes;
  std::vector<kernels::Reaction> reactions;
};

double rate_of(const kernels::Reaction& reaction, std::size_t lane) {
  double product = 1;
  for (std::size_t f = 0; f < reaction.factor_count; ++f)
    product *= reaction.factors[f].row ? reaction.factors[f].row[lane] : reaction.factors[f].number;
  return product;
}

double threshold(const Kernels& kernels, const kernels::Reaction& reaction, std::uint64_t trajectory,
                 std::uint64_t draw) {
  std::vector<std::uint64_t> words[4];
  const std::uint64_t of[4] = {reaction.key.low, reaction.key.high, trajectory, draw};
  for (std::size_t i = 0; i < 4; ++i) words[i].assign(kernels::lane_multiple, of[i]);
  double out[kernels::lane_multiple];
  kernels.draw_exponentials({words[0].data(), words[1].data(), words[2].data(), words[3].data()}, 1, out);
  return out[0];
}

/// The events of one lane, in order: how many.
std::uint64_t run_lane(const Kernels& kernels, const kernels::Network& network, std::size_t lane) {
  double day = network.begin;
  for (std::uint64_t events = 0;; ++events) {
    const kernels::Reaction* next = nullptr;
    double earliest = INFINITY;
    for (std::size_t r = 0; r < network.count; ++r) {
      const kernels::Reaction& reaction = network.reactions[r];
      double& intensity = reaction.intensities[lane];
      double& residual = reaction.residuals[lane];
      const double now = rate_of(reaction, lane);
      residual += (intensity - now) * (network.end - day);
      intensity = now;
      const double expiry = network.end + residual / now;
      if (residual < 0 && now > 0 && expiry < earliest) next = &reaction, earliest = expiry;
    }
    if (next == nullptr) return events;
    day = std::clamp(earliest, day, network.end);
    next->residuals[lane] += threshold(kernels, *next, 5 + lane, next->draws[lane]++);
    next->rows.firings[lane] += 1;
    next->rows.last_days[lane] = day;
    for (std::size_t c = 0; c < next->rows.change_count; ++c)
      next->rows.changes[c].row[lane] += next->rows.changes[c].amount;
  }
}

bool same(const NetworkExample& a, const NetworkExample& b, std::size_t lanes) {
  const auto same_rows = [lanes](const auto& x, const auto& y) {
    for (std::size_t row = 0; row < x.size() / widest;
         ++row) // lanes that are not in use may do what they like
      if (std::memcmp(x.data() + row * widest, y.data() + row * widest, lanes * sizeof x[0]) != 0)
        return false;
    return true;
  };
  return same_rows(a.state, b.state) && same_rows(a.residuals, b.residuals) && same_rows(a.draws, b.draws) &&
         same_rows(a.firings, b.firings) && same_rows(a.last_days, b.last_days) &&
         same_rows(a.intensities, b.intensities);
}

} // namespace

TEST_CASE("A network's events are those of each lane taken one by one, to the last bit") {
  Randomness random(30);
  std::uint64_t events = 0;
  for (const Kernels* kernels : all_kernels())
    for (const std::size_t lanes : {1, 5, 8, 13, 24, 40, 64, 127, 128})
      for (int repetition = 0; repetition < 15; ++repetition) {
        NetworkExample found(random), expected = found;
        found.connect();
        expected.connect();
        const kernels::NetworkRun run = kernels->run_network(found.network(lanes));
        std::uint64_t wanted = 0;
        for (std::size_t lane = 0; lane < lanes; ++lane)
          wanted += run_lane(*kernels, expected.network(lanes), lane);
        INFO(name_of(kernels->instruction_set) << ", " << lanes << " lanes");
        REQUIRE(run.is_right);
        REQUIRE(run.events == wanted);
        REQUIRE(same(found, expected, lanes));
        events += wanted;
      }
  CHECK(events > 10'000);
}

} // namespace casus::test
