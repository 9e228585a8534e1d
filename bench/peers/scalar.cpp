// The reference model in scalar C++, one trajectory after another, exact within the step: Gillespie's direct
// method between grid points. An event's effects are constants, so what it does to the intensities is a list
// of factors worked out beforehand; exponentials are taken at grid points only. Random numbers:
// std::mt19937_64 with Boost's ziggurats, the fastest distributions that a Debian system brings along.

#include "model.hpp"
#include "peer.hpp"

#include <boost/random/exponential_distribution.hpp>
#include <boost/random/normal_distribution.hpp>

#include <algorithm>
#include <array>
#include <random>

namespace {

constexpr int up(int ladder) { return model::triggers + ladder; }
constexpr int down(int ladder) { return model::triggers + model::ladders + ladder; }

struct Factor {
  int clock;
  double factor;
};

std::vector<Factor> factors_of(int trigger) {
  std::array<double, model::drivers> change{};
  for (int k = model::effect_begin[trigger]; k < model::effect_begin[trigger + 1]; ++k)
    change[static_cast<std::size_t>(model::effect_index[k])] = model::effect_value[k];
  std::vector<Factor> factors;
  for (int clock = 0; clock < model::clocks; ++clock) {
    double sum = 0;
    for (int k = model::weight_begin[clock]; k < model::weight_begin[clock + 1]; ++k)
      sum += model::weight_value[k] * change[static_cast<std::size_t>(model::weight_index[k])];
    if (sum != 0) factors.push_back({clock, std::exp(sum)});
  }
  return factors;
}

struct Tally {
  peer::Estimate events, rung[model::ladders], high[model::ladders], moves;

  void merge(const Tally& other) {
    events.merge(other.events), moves.merge(other.moves);
    for (int l = 0; l < model::ladders; ++l) rung[l].merge(other.rung[l]), high[l].merge(other.high[l]);
  }
};

class Simulation {
public:
  Simulation(std::uint64_t seed, int thread) {
    std::seed_seq sequence{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32),
                           static_cast<std::uint32_t>(thread)};
    engine_.seed(sequence);
    for (int j = 0; j < model::triggers; ++j) factors_[j] = factors_of(j);
  }

  void trajectory(Tally& tally) {
    start();
    for (int s = 0; s < model::steps; ++s) {
      intensities();
      events();
      drivers();
    }
    tally.events.add(static_cast<double>(events_));
    tally.moves.add(static_cast<double>(moves_));
    for (int l = 0; l < model::ladders; ++l) {
      tally.rung[l].add(rung_[l] == model::high_rung);
      tally.high[l].add(highest_[l] >= model::high_rung);
    }
  }

private:
  void start() {
    std::fill(std::begin(x_), std::end(x_), 0.0);
    std::fill(std::begin(rung_), std::end(rung_), 0);
    std::fill(std::begin(highest_), std::end(highest_), 0);
    events_ = moves_ = 0;
  }

  void intensities() {
    for (int j = 0; j < model::clocks; ++j) {
      double sum = 0;
      for (int k = model::weight_begin[j]; k < model::weight_begin[j + 1]; ++k)
        sum += model::weight_value[k] * x_[model::weight_index[k]];
      relative_[j] = sum;
    }
    for (double& relative : relative_) relative = std::exp(relative);
    for (int j = 0; j < model::triggers; ++j) intensity_[j] = model::rate[j] * relative_[j];
    for (int l = 0; l < model::ladders; ++l) ladder(l);
    total_ = 0;
    for (double intensity : intensity_) total_ += intensity;
  }

  void ladder(int l) {
    intensity_[up(l)] = model::up_rate[l][rung_[l]] * relative_[up(l)];
    intensity_[down(l)] = model::down_rate[l][rung_[l]] * relative_[down(l)];
  }

  void events() {
    double time = exponential_(engine_) / total_;
    for (; time < model::step; time += exponential_(engine_) / total_) fire(chosen());
  }

  int chosen() {
    double rest = total_ * (static_cast<double>(engine_() >> 11) * 0x1p-53);
    int j = 0;
    while (j < model::clocks - 1 && rest >= intensity_[j]) rest -= intensity_[j++];
    return j;
  }

  void fire(int clock) {
    if (clock >= model::triggers)
      move((clock - model::triggers) % model::ladders, clock < down(0) ? 1 : -1);
    else
      happen(clock);
  }

  void happen(int trigger) {
    ++events_;
    for (int k = model::effect_begin[trigger]; k < model::effect_begin[trigger + 1]; ++k)
      x_[model::effect_index[k]] += model::effect_value[k];
    for (auto [clock, factor] : factors_[trigger]) {
      total_ += intensity_[clock] * (factor - 1);
      intensity_[clock] *= factor;
      relative_[clock] *= factor;
    }
  }

  void move(int l, int by) {
    ++moves_;
    rung_[l] += by;
    highest_[l] = std::max(highest_[l], rung_[l]);
    total_ -= intensity_[up(l)] + intensity_[down(l)];
    ladder(l);
    total_ += intensity_[up(l)] + intensity_[down(l)];
  }

  void drivers() {
    double z[model::noisy];
    for (double& normal : z) normal = normal_(engine_);
    for (int i = 0; i < model::drivers; ++i) x_[i] *= model::decay[i];
    for (int i = 0; i < model::noisy; ++i)
      for (int k = 0; k <= i; ++k) x_[i] += model::noise[i * model::noisy + k] * z[k];
  }

  std::mt19937_64 engine_;
  boost::random::exponential_distribution<double> exponential_;
  boost::random::normal_distribution<double> normal_;
  std::vector<Factor> factors_[model::triggers];
  double x_[model::drivers];
  double relative_[model::clocks]; // exp(sum of weights times drivers)
  double intensity_[model::clocks];
  double total_; // of the intensities
  int rung_[model::ladders], highest_[model::ladders];
  long events_, moves_;
};

Tally simulate(std::uint64_t seed, int thread, long trajectories) {
  Simulation simulation(seed, thread);
  Tally tally;
  for (long k = 0; k < trajectories; ++k) simulation.trajectory(tally);
  return tally;
}

} // namespace

int main(int count, char** words) {
  auto arguments = peer::arguments(count, words);
  Tally all;
  double seconds = peer::seconds([&] {
    for (const auto& tally : peer::on_threads<Tally>(
             arguments, [&](int thread, long share) { return simulate(arguments.seed, thread, share); }))
      all.merge(tally);
  });
  peer::print("scalar", arguments, seconds,
              {{"events", all.events},
               {"rung4_l0", all.rung[0]},
               {"rung4_l1", all.rung[1]},
               {"high0", all.high[0]},
               {"high1", all.high[1]},
               {"moves", all.moves}});
}
