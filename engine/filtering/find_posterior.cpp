// Worlds of the prior are weighed by the filter. The likelihood is let in by steps; after each the worlds of
// an island are resampled and moved. What an island's likelihood has been on the way is its evidence, by
// which islands count in the end.

#include "filtering/population.hpp"
#include "simulation/evidence/lane_weights.hpp"
#include "source/places.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

namespace casus::filtering {
namespace {

/// All of it takes at most so many passes of the filter over all worlds.
constexpr std::size_t most_passes = 10;
/// So many moves follow the last step, as far as passes are left: the worlds then lie where they should.
constexpr std::size_t last_moves = 3;
/// Sizes of moves, taken in turn by chance: one that is independent of where a world is, and shorter ones.
constexpr std::array sizes{1.0, 0.5, 0.2};

constexpr std::uint64_t choice_of_size = 0, choice_to_accept = 1, choice_of_resampling = 2,
                        choice_of_islands = 3;

class PosteriorSearch {
public:
  PosteriorSearch(const plan::Plan& plan, const Search& search)
      : plan_(plan), search_(search), filters_(plan, search), log_evidences_(islands, 0) {}

  Posterior find() {
    begin();
    while (temperature_ < 1) {
      const double step = next_step();
      weigh(step);
      resample();
      if (temperature_ < 1 || has_moved_) move();
    }
    for (std::size_t moves = 0; has_moved_ && moves + 1 < last_moves && has_passes(); ++moves) move();
    return posterior();
  }

private:
  void begin() {
    for (std::size_t w = 0; w < search_.worlds; ++w)
      worlds_.push_back({filters_.prior_scores(w), w, w % islands, {}});
    filters_.run(worlds_);
    next_number_ = search_.worlds;
    check_explained();
  }

  /// Tells from which item on no course explains what was observed.
  void check_explained() const {
    const auto is_alive = [](const Candidate& world) { return std::isfinite(world.evidence.log_likelihood); };
    if (std::any_of(worlds_.begin(), worlds_.end(), is_alive)) return;
    std::size_t furthest = 0;
    for (const Candidate& world : worlds_) furthest = std::max(furthest, world.evidence.unexplained);
    const auto& items = plan_.observed->items;
    if (furthest == items.size())
      throw RunError("no course explains what was observed after the last event: something would have been "
                     "recorded that was not (look at `known`)");
    throw RunError(fmt::format(
        "{}: no course explains what was observed, from {} on: there its intensity is 0, its gate closed, "
        "its cooldown not over, or the ladder cannot have come there (leave the row out, give it a "
        "confidence "
        "below 0.5, or change the scenario)",
        source::to_string(place_of(items[furthest])), items[furthest].what));
  }

  /// Where the record tells an item.
  Place place_of(const plan::ObservedItem& item) const {
    const Observed& observed = *plan_.scenario->observed;
    for (const ObservedFiring& firing : observed.firings)
      if (item.trigger && TriggerId(firing.trigger) == *item.trigger && firing.when.day == item.day)
        return firing.place;
    for (const ObservedRung& rung : observed.rungs)
      if (item.ladder && LadderId(rung.ladder) == *item.ladder && rung.when.day == item.day)
        return rung.place;
    return {};
  }

  bool has_passes() const { return filters_.passes() < most_passes; }

  simulation::LaneWeights weights(double step) const {
    simulation::LaneWeights weights;
    weights.begin(worlds_.size());
    for (std::size_t w = 0; w < worlds_.size(); ++w)
      if (std::isfinite(worlds_[w].evidence.log_likelihood))
        weights.add_logarithm(w, step * worlds_[w].evidence.log_likelihood);
      else
        weights.kill(w);
    return weights;
  }

  /// The longest step that leaves half of the effective number of those that explain anything; all that is
  /// left where passes run out.
  double next_step() const {
    const double left = 1 - temperature_;
    const double alive = weights(0).effective_number();
    const auto is_short = [&](double step) { return weights(step).effective_number() >= alive / 2; };
    if (filters_.passes() + 1 >= most_passes || is_short(left)) return left;
    double low = 0, high = left;
    constexpr int halvings = 40;
    for (int i = 0; i < halvings; ++i) {
      const double middle = (low + high) / 2;
      (is_short(middle) ? low : high) = middle;
    }
    return std::max(low, 1e-6);
  }

  void weigh(double step) {
    temperature_ = std::min(1.0, temperature_ + step);
    if (temperature_ > 1 - 1e-12) temperature_ = 1;
    step_weights_ = weights(step);
    for (std::size_t island = 0; island < islands; ++island)
      log_evidences_[island] += weights_of(island).log_mean();
  }

  std::vector<std::size_t> members(std::size_t island) const {
    std::vector<std::size_t> members;
    for (std::size_t w = island; w < worlds_.size(); w += islands) members.push_back(w);
    return members;
  }

  simulation::LaneWeights weights_of(std::size_t island) const {
    simulation::LaneWeights some;
    const auto all = members(island);
    some.begin(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) some.add_logarithm(i, step_weights_.logarithm(all[i]));
    return some;
  }

  /// Draws the worlds of each island anew, as its weights say. An island of which no world explains anything
  /// keeps them; it has no evidence any more.
  void resample() {
    effective_ = std::max(2.0, step_weights_.effective_number());
    std::vector<Candidate> chosen = worlds_;
    for (std::size_t island = 0; island < islands; ++island) {
      const simulation::LaneWeights weights = weights_of(island);
      if (weights.are_all_dead()) continue;
      const auto all = members(island);
      const auto ancestors =
          weights.resampled(filters_.uniform_for(next_number_ + island, choice_of_resampling));
      for (std::size_t i = 0; i < all.size(); ++i) chosen[all[i]] = worlds_[all[ancestors[i]]];
    }
    worlds_ = std::move(chosen);
  }

  /// Proposes to each world another one, and takes it by the rule of Metropolis and Hastings.
  void move() {
    has_moved_ = true;
    const Proposal proposal = fitted();
    std::vector<Candidate> proposed = worlds_;
    for (Candidate& world : proposed) {
      world.number = next_number_++;
      const auto place = static_cast<std::size_t>(filters_.uniform_for(world.number, choice_of_size) *
                                                  static_cast<double>(sizes.size()));
      if (world.scores.size() > 0)
        world.scores = proposal.move(world.scores, sizes[place], filters_.normal_for(world.number));
    }
    filters_.run(proposed);
    for (std::size_t w = 0; w < worlds_.size(); ++w) {
      ++tried_;
      if (std::log(filters_.uniform_for(proposed[w].number, choice_to_accept)) >=
          worth(proposal, proposed[w]) - worth(proposal, worlds_[w]))
        continue;
      worlds_[w] = std::move(proposed[w]);
      ++taken_;
    }
  }

  Proposal fitted() const {
    std::vector<Scores> scores;
    for (const Candidate& world : worlds_) scores.push_back(world.scores);
    return Proposal(scores, effective_);
  }

  double worth(const Proposal& proposal, const Candidate& world) const {
    return temperature_ * world.evidence.log_likelihood + proposal.log_ratio(world.scores);
  }

  /// Takes worlds in proportion to what their islands have been worth.
  Posterior posterior() const {
    Posterior result{.passes = filters_.passes()};
    if (tried_ > 0) result.acceptance = static_cast<double>(taken_) / static_cast<double>(tried_);
    simulation::LaneWeights of_islands;
    of_islands.begin(islands);
    for (std::size_t island = 0; island < islands; ++island)
      of_islands.add_logarithm(island, log_evidences_[island]);
    result.log_evidence = of_islands.log_mean();
    double squares = 0;
    for (const double each : log_evidences_) squares += std::pow(std::exp(each - result.log_evidence) - 1, 2);
    result.log_evidence_error = std::sqrt(squares / (islands - 1) / islands);
    simulation::LaneWeights of_worlds;
    of_worlds.begin(worlds_.size());
    for (std::size_t w = 0; w < worlds_.size(); ++w)
      of_worlds.add_logarithm(w, log_evidences_[worlds_[w].island] - result.log_evidence);
    choose(of_worlds.resampled(filters_.uniform_for(0, choice_of_islands)), result);
    return result;
  }

  void choose(const std::vector<std::size_t>& chosen, Posterior& result) const {
    std::map<std::uint64_t, double> copies;
    result.log_predictive.assign(plan_.observed->items.size(), 0);
    for (const std::size_t w : chosen) {
      result.worlds.push_back(filters_.past_of(worlds_[w]));
      copies[worlds_[w].number] += 1;
      for (std::size_t i = 0; i < result.log_predictive.size(); ++i)
        result.log_predictive[i] +=
            worlds_[w].evidence.log_predictive[i] / static_cast<double>(chosen.size());
    }
    simulation::LaneWeights of_pasts;
    of_pasts.begin(copies.size());
    std::size_t past = 0;
    for (const auto& [number, count] : copies) of_pasts.multiply(past++, count);
    result.effective_worlds = of_pasts.effective_number();
  }

  const plan::Plan& plan_;
  const Search& search_;
  Filters filters_;
  std::vector<Candidate> worlds_;
  std::vector<double> log_evidences_; ///< of each island
  simulation::LaneWeights step_weights_;
  double temperature_ = 0;
  double effective_ = 0;
  std::uint64_t next_number_ = 0;
  std::uint64_t tried_ = 0, taken_ = 0;
  bool has_moved_ = false;
};

} // namespace

Posterior find_posterior(const plan::Plan& plan, const Search& search) {
  return PosteriorSearch(plan, search).find();
}

/// A step that has no divisor in common with the worlds goes through all of them, and through any part of
/// them evenly (the golden section).
const simulation::Past& past_of_block(const Posterior& posterior, std::uint64_t block) {
  const std::uint64_t worlds = posterior.worlds.size();
  auto stride = static_cast<std::uint64_t>(static_cast<double>(worlds) * 0.6180339887498949);
  stride = std::max<std::uint64_t>(stride, 1);
  while (std::gcd(stride, worlds) != 1) ++stride;
  return posterior.worlds[block * stride % worlds];
}

} // namespace casus::filtering
