#pragma once

#include "filtering/posterior.hpp"
#include "filtering/proposal.hpp"

#include <memory>
#include <vector>

namespace casus::simulation {
class BlockSimulator;
}

namespace casus::filtering {

/// A world on its way to the posterior.
struct Candidate {
  Scores scores;
  std::uint64_t number = 0; ///< of its past
  std::size_t island = 0;
  simulation::Evidence evidence{};
};

/// Runs the filter over many worlds at once.
class Filters {
public:
  Filters(const plan::Plan& plan, const Search& search);
  ~Filters();

  /// The past of a candidate: its parameters' draws and its number.
  simulation::Past past_of(const Candidate& candidate) const;
  /// The scores of a world of the prior.
  Scores prior_scores(std::uint64_t world) const;
  /// A standard normal vector for the move that has this number.
  Scores normal_for(std::uint64_t number) const;
  /// A uniform number for it.
  double uniform_for(std::uint64_t number, std::uint64_t index) const;
  /// Filters all of them, which takes up a pass.
  void run(std::vector<Candidate>& candidates);

  std::size_t passes() const { return passes_; }

private:
  const plan::Plan& plan_;
  const Search& search_;
  std::vector<std::size_t> uncertain_; ///< parameters
  std::vector<std::unique_ptr<simulation::BlockSimulator>> simulators_;
  int threads_;
  std::size_t passes_ = 0;
};

} // namespace casus::filtering
