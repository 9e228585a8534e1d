#pragma once

#include "casus/run.hpp"
#include "simulation/stopwatch.hpp"
#include "tally/answers.hpp"
#include "tally/blocks.hpp"
#include "tally/tally.hpp"

#include <chrono>
#include <deque>
#include <memory>
#include <vector>

namespace casus::tally {

/// A plan to be simulated, and whether all that a result tells is wanted of it or its answers alone.
struct Course {
  const plan::Plan* plan = nullptr;
  bool is_whole = true;
};

/// What is done after each stage of a run that ends when it is precise: a look at it for who waits, and,
/// from so many trajectories on that its errors can be trusted, whether it is enough.
struct Stages {
  std::function<bool()> is_enough{};
  std::function<void()> look{};
};

/// One or several plans simulated side by side on the same streams: block by block, each block by every plan
/// before the next. What is gathered of a plan is the same to the last bit whatever stands beside it, and for
/// any number of threads. Owns a simulator and a tally of every plan for each thread, and two more.
class JointRun {
public:
  /// The plans outlive it; `options` are settled.
  JointRun(const std::vector<Course>& courses, const RunOptions& options,
           const std::optional<Pairing>& pairing = std::nullopt);
  ~JointRun();

  /// Simulates all of it, or stage by stage until it is enough; may be called once. Throws RunError, which
  /// names the scenario where there are several.
  void simulate(const Stages& stages = {});

  const Tally& tally(std::size_t course) const { return courses_[course].total.value(); }
  const PairedAnswers& answers() const { return answers_.value(); }
  /// The result of a whole course, in a run that began at `begin`.
  Result result(std::size_t course, std::chrono::steady_clock::time_point begin) const;

private:
  struct Workplace;

  /// A course with what is common to all threads.
  struct Subject {
    const plan::Plan* plan = nullptr;
    std::shared_ptr<const filtering::Posterior> posterior; ///< where something has been observed
    std::optional<FanScale> scale;
    std::optional<Controls> controls;
    std::optional<Tally> total; ///< of a whole course
  };

  void find_controls(Subject& subject);
  Blocks blocks_of(const Subject& subject) const;
  std::shared_ptr<const filtering::Posterior> posterior_of(const plan::Plan& plan) const;
  void simulate_chunks(std::uint64_t first, std::uint64_t last);
  std::uint64_t end_of_stage(std::uint64_t chunk) const;
  std::uint64_t worlds_seen() const;
  void simulate(std::uint64_t chunk, std::size_t slot);
  void simulate_block(std::uint64_t block, Workplace& workplace) const;
  void take(std::size_t slot);
  Performance performance(std::size_t course, double seconds) const;
  PhaseSeconds phases() const;

  const RunOptions& options_;
  int threads_;
  Blocks blocks_;
  std::size_t groups_ = 1;
  std::deque<Subject> courses_;
  std::optional<PairedAnswers> answers_;
  std::vector<std::unique_ptr<Workplace>> workplaces_;
  std::uint64_t finished_ = 0;
  bool is_enough_ = false;
  double seconds_ = 0; ///< of the simulation alone
  double cpu_seconds_ = 0;
};

} // namespace casus::tally
