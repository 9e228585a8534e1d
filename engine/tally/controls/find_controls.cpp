// The martingales have no covariance with each other, so the best coefficient of each, by itself and among
// all, is E[h x] / E[x^2]; h is the answer of a trial less the mean answer, and 0 where it is no trial: that
// is what an answer adds to the error of their ratio.

#include "simulation/block_simulator.hpp"
#include "simulation/jobs.hpp"
#include "tally/controls/controls.hpp"
#include "tally/controls/gated_martingales.hpp"
#include "tally/controls/noise_sums.hpp"
#include "tally/controls/regressions.hpp"

#include <algorithm>
#include <boost/math/special_functions/legendre.hpp>
#include <cmath>
#include <memory>

namespace casus::tally {
namespace {

using simulation::block_lanes;
using simulation::BlockState;
using simulation::cell_lanes;

constexpr std::uint64_t pilot_trajectories = 4096;
/// No run has trajectories, or worlds, with such numbers.
constexpr std::uint64_t first_pilot = std::uint64_t{1} << 40;
constexpr std::uint64_t worlds_without_end = std::uint64_t{1} << 60;
constexpr std::size_t most_stretches = 4;
constexpr std::size_t most_sums = 400'000; ///< some 50 MB a thread
/// With fewer trials a condition holds too seldom for its outcome to have controls.
constexpr double fewest_trials = 200;

struct OutcomeSums {
  double trials = 0, answers = 0;
  JointRegression noises;
  std::vector<Regression> gated;      ///< [gate][martingale]
  std::vector<Regression> parameters; ///< [parameter][degree - 1]

  void merge(const OutcomeSums& other) {
    trials += other.trials;
    answers += other.answers;
    noises.merge(other.noises);
    for (std::size_t i = 0; i < gated.size(); ++i) gated[i].merge(other.gated[i]);
    for (std::size_t i = 0; i < parameters.size(); ++i) parameters[i].merge(other.parameters[i]);
  }
};

class Pilot : public GatedMartingales {
public:
  Pilot(const plan::Plan& plan, std::uint64_t seed, const Controls& controls)
      : GatedMartingales(plan, seed, controls.gates), plan_(plan), noisy_(controls.noisy),
        noises_(plan, block_lanes) {
    lanes_.assign(noisy_.size(), std::vector<LaneGains>(block_lanes));
    clear();
  }

  const IdVector<OutcomeId, OutcomeSums>& sums() const { return sums_; }
  void clear() {
    sums_.clear();
    for (const OutcomeId outcome : gates().ids())
      sums_.push_back({.noises = JointRegression(NoiseSums::count(noisy_[outcome])),
                       .gated = std::vector<Regression>(gates()[outcome].count() * martingales()),
                       .parameters = std::vector<Regression>(plan_.parameters.size() * highest_degree)});
  }

  bool reads_noises() const override { return true; }
  void at_begin(const BlockState& state) override {
    GatedMartingales::at_begin(state);
    noises_.begin();
  }
  void at_grid_point(std::size_t point, const BlockState& state) override {
    GatedMartingales::at_grid_point(point, state);
    noises_.at_grid_point(state);
    for (const OutcomeId outcome : gates().ids())
      if (plan_.outcomes[outcome].grid_point == point) note_noises(outcome, state);
  }

  void at_end(const BlockState& state) override {
    for (const OutcomeId outcome : sums_.ids()) add(outcome, state);
  }

private:
  void gain(OutcomeId outcome, std::size_t lane, std::size_t gate, std::span<const double> gains) override {
    auto& [visited, sums, noises] = lanes_[outcome][lane];
    const auto place =
        static_cast<std::size_t>(std::find(visited.begin(), visited.end(), gate) - visited.begin());
    if (place == visited.size()) {
      visited.push_back(gate);
      sums.resize(sums.size() + martingales());
    }
    for (std::size_t m = 0; m < gains.size(); ++m) sums[place * martingales() + m] += gains[m];
  }

  void note_noises(OutcomeId outcome, const BlockState& state) {
    for (std::size_t lane = 0; lane < state.spec.lanes; ++lane) {
      Eigen::VectorXd& noises = lanes_[outcome][lane].noises;
      noises.resize(eigen_index(NoiseSums::count(noisy_[outcome])));
      noises_.tell(state, noisy_[outcome], lane,
                   [&](std::size_t i, double noise) { noises(eigen_index(i)) = noise; });
    }
  }

  void add(OutcomeId outcome, const BlockState& state) {
    for (std::size_t lane = 0; lane < state.spec.lanes; lane += cell_lanes) add_cell(outcome, state, lane);
  }

  void add_cell(OutcomeId outcome, const BlockState& state, std::size_t first) {
    OutcomeSums& sums = sums_[outcome];
    double trials = 0, answers = 0;
    const std::size_t end = state.spec.end_of_cell(first);
    for (std::size_t lane = first; lane < end; ++lane) {
      const bool is_trial = state.givens(outcome, lane) != 0;
      const double answer = is_trial ? state.answer(plan_, outcome, lane) : 0;
      add_lane(outcome, lane, is_trial, answer);
      trials += is_trial;
      answers += answer;
    }
    sums.trials += trials;
    sums.answers += answers;
    for (std::size_t p = 0; p < plan_.parameters.size(); ++p)
      if (plan_.parameters[p])
        for (unsigned degree = 1; degree <= highest_degree; ++degree)
          sums.parameters[p * highest_degree + degree - 1].add(
              shifted_legendre(degree, state.world(first).draw(p)), trials, answers,
              static_cast<double>(end - first));
  }

  void add_lane(OutcomeId outcome, std::size_t lane, bool is_trial, double answer) {
    auto& [visited, gains, noises] = lanes_[outcome][lane];
    sums_[outcome].noises.add(noises, is_trial, answer);
    for (std::size_t i = 0; i < visited.size(); ++i) {
      Regression* const sums = sums_[outcome].gated.data() + visited[i] * martingales();
      for (std::size_t m = 0; m < martingales(); ++m)
        if (const double gain = gains[i * martingales() + m]; gain != 0) sums[m].add(gain, is_trial, answer);
    }
    visited.clear();
    gains.clear();
  }

  const plan::Plan& plan_;
  const IdVector<OutcomeId, std::vector<DriverId>>& noisy_;
  NoiseSums noises_;
  IdVector<OutcomeId, OutcomeSums> sums_;
  /// What a lane of the block at hand has gained behind the gates that it has passed.
  struct LaneGains {
    std::vector<std::size_t> visited;
    std::vector<double> gains; ///< [of these][martingale]
    Eigen::VectorXd noises;    ///< by the outcome's date
  };
  IdVector<OutcomeId, std::vector<LaneGains>> lanes_;
};

/// Gates as fine as memory allows; none where the coarsest are too many.
IdVector<OutcomeId, OutcomeGates> affordable_gates(const plan::Plan& plan) {
  const std::size_t martingales = Martingales(plan, 0).count();
  const auto are_affordable = [&](const IdVector<OutcomeId, OutcomeGates>& gates) {
    std::size_t sums = 0;
    for (const OutcomeGates& of : gates) sums += of.count() * martingales;
    return sums <= most_sums;
  };
  for (const std::size_t stretches : {most_stretches, std::size_t{1}})
    if (auto gates = gates_of(plan, stretches); are_affordable(gates)) return gates;
  auto coarsest = gates_of(plan, 1);
  for (OutcomeGates& of : coarsest) of.ladder.reset(), of.rungs = 1;
  return are_affordable(coarsest) ? coarsest : IdVector<OutcomeId, OutcomeGates>{};
}

OutcomeControls controls_of(const OutcomeSums& sums, const OutcomeGates& gates, bool is_event) {
  OutcomeControls controls;
  controls.martingales.resize(gates.count());
  const bool is_rare = std::min(sums.answers, sums.trials - sums.answers) < fewest_controlled_hits;
  if (sums.trials < fewest_trials || (is_event && is_rare)) return controls;
  controls.centre = sums.answers / sums.trials;
  controls.noises = sums.noises.coefficients(controls.centre);
  const std::size_t martingales = sums.gated.size() / gates.count();
  for (std::size_t i = 0; i < sums.gated.size(); ++i)
    if (const double c = sums.gated[i].coefficient(controls.centre, true); c != 0)
      controls.martingales[i / martingales].push_back({i % martingales, c});
  for (std::size_t i = 0; i < sums.parameters.size(); ++i)
    if (const double c = sums.parameters[i].coefficient(controls.centre, false); c != 0)
      controls.parameters.push_back({i / highest_degree, static_cast<unsigned>(i % highest_degree + 1), c});
  return controls;
}

} // namespace

double shifted_legendre(unsigned degree, double u) {
  return boost::math::legendre_p(static_cast<int>(degree), 2 * u - 1) * std::sqrt(2.0 * degree + 1);
}

bool OutcomeControls::exist() const {
  return !parameters.empty() || !noises.empty() ||
         std::any_of(martingales.begin(), martingales.end(), [](const auto& gate) { return !gate.empty(); });
}

bool Controls::exist() const {
  return std::any_of(outcomes.begin(), outcomes.end(), [](const auto& each) { return each.exist(); });
}

Controls find_controls(const plan::Plan& plan, const RunOptions& options) {
  Controls controls{.gates = affordable_gates(plan)};
  if (controls.gates.empty()) return controls;
  for (const OutcomeId outcome : plan.outcomes.ids())
    controls.noisy.push_back(noisy_drivers_of(plan, outcome));
  const std::uint64_t worlds = plan::is_uncertain(*plan.scenario) ? worlds_without_end : 1;
  const int threads = simulation::actual_threads(options.threads);
  std::vector<std::unique_ptr<simulation::BlockSimulator>> simulators(simulation::slots_of(threads));
  std::vector<std::unique_ptr<Pilot>> pilots(simulators.size());
  IdVector<OutcomeId, OutcomeSums> total = Pilot(plan, options.seed, controls).sums();
  const auto work = [&](std::size_t job, std::size_t slot) {
    if (!simulators[slot]) {
      simulators[slot] = std::make_unique<simulation::BlockSimulator>(plan, options.seed);
      pilots[slot] = std::make_unique<Pilot>(plan, options.seed, controls);
    }
    pilots[slot]->clear();
    const std::uint64_t first = first_pilot + job * block_lanes;
    simulators[slot]->run({.first = first, .lanes = block_lanes, .worlds = worlds}, *pilots[slot]);
  };
  const auto take = [&](std::size_t, std::size_t slot) {
    for (const OutcomeId o : total.ids()) total[o].merge(pilots[slot]->sums()[o]);
  };
  try {
    simulation::run_jobs(
        {.count = pilot_trajectories / block_lanes, .work = work, .take = take, .stop = options.stop},
        threads);
  } catch (const RunError&) {
    return {}; // what goes wrong in trajectories that do not count is told where it happens in those that do
  }
  for (const OutcomeId o : total.ids())
    controls.outcomes.push_back(controls_of(total[o], controls.gates[o], !plan.outcomes[o].value));
  return controls;
}

} // namespace casus::tally
