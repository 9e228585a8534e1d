// Pilots fix the fans' bins, then chunks of blocks are simulated in parallel and their tallies merged in the
// chunks' order, so that the number of threads changes no bit.

#include "tally/joint_run.hpp"

#include "simulation/jobs.hpp"
#include "tally/pilot.hpp"
#include "tally/precision.hpp"
#include "tally/summarise.hpp"
#include "tally/tell_observed.hpp"

#include <algorithm>
#include <ctime>
#include <fmt/core.h>

namespace casus::tally {
namespace {

using simulation::Phase;
using simulation::Stopwatch;

/// A chunk's tally is merged once, which costs as much as some trajectories. Chunks are of one size whatever
/// the run's, so that a run which goes on has the sums of one that was that long from the first.
constexpr std::uint64_t trajectories_a_chunk = 512;
constexpr std::uint64_t blocks_a_chunk = trajectories_a_chunk / Blocks::lanes;
static_assert(trajectories_a_chunk + simulation::block_lanes <= Fan::most_recent);

/// The number of random groups: enough for a standard error that is known to a tenth, fewer where the series
/// are long.
constexpr std::size_t most_groups = 64;
constexpr std::size_t fewest_groups = 16;
constexpr std::size_t most_group_counts = 4'000'000;

std::size_t groups_for(const std::vector<Course>& courses) {
  std::size_t counts = 1;
  for (const Course& course : courses)
    for (const plan::LadderPlan& ladder : course.plan->ladders)
      if (course.is_whole) counts += ladder.rungs * course.plan->grid.size();
  return std::clamp(most_group_counts / counts, fewest_groups, most_groups);
}

/// Does what a course is to do. Where there are several courses, an error says of which it is.
template <class Work>
auto named(const plan::Plan& plan, bool is_one_of_several, Work work) {
  try {
    return work();
  } catch (const RunError& error) {
    if (!is_one_of_several) throw;
    throw RunError(fmt::format("'{}': {}", plan.scenario->file, error.what()));
  }
}

/// Values that differ by less than this share of their standard deviation differ by rounding: drivers that
/// move together round as the whole group makes them.
constexpr double rounding = 1e-6;

/// The pairing with the centre of each value and what is rounding to it, from the first plan's first block.
Pairing centred(Pairing pairing, const plan::Plan& plan, std::uint64_t seed,
                const simulation::BlockSpec& spec) {
  simulation::Bystander bystander;
  simulation::BlockSimulator simulator(plan, seed);
  simulator.run(spec, bystander);
  for (std::size_t o = 0; o < pairing.outcomes.size(); ++o) {
    if (!pairing.outcomes[o].is_value) continue;
    Moments moments;
    for (std::size_t lane = 0; lane < spec.lanes; ++lane) {
      if (simulator.state().givens(OutcomeId(o), lane) != 0)
        moments.add(simulator.state().values(OutcomeId(o), lane));
    }
    pairing.outcomes[o].centre = moments.mean;
    pairing.outcomes[o].rounding = rounding * moments.sd();
  }
  return pairing;
}

double seconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

} // namespace

/// What a thread works with: block simulators, and the tallies of the chunk at hand.
struct JointRun::Workplace {
  struct Seat {
    Seat(const Subject& subject, const RunOptions& options, std::size_t groups)
        : simulator(*subject.plan, options.seed) {
      if (subject.scale) tally.emplace(*subject.plan, *subject.scale, *options.worlds, groups);
      if (!subject.controls) return;
      if (tally)
        tally->control(options.seed, *subject.controls);
      else
        controls.emplace(*subject.plan, options.seed, *subject.controls);
    }
    simulation::BlockSimulator simulator;
    /// Of what its controls take, if it has any.
    const ControlValues* values() const {
      if (tally) return tally->controls();
      return controls ? &*controls : nullptr;
    }

    std::optional<Tally> tally;
    std::optional<ControlValues> controls; ///< of a course without a tally
  };

  explicit Workplace(const JointRun& run) {
    if (run.answers_)
      answers.emplace(run.answers_->pairing(),
                      *run.options_.worlds); // no copy: others may be merging into it
    for (const Subject& subject : run.courses_) {
      Seat& seat = seats.emplace_back(subject, run.options_, run.groups_);
      if (run.options_.profile) seat.simulator.set_stopwatch(&stopwatch);
    }
  }

  void clear() {
    for (Seat& seat : seats)
      if (seat.tally) seat.tally->clear();
    if (answers) answers->clear();
    finished = 0;
  }

  Stopwatch stopwatch;
  std::deque<Seat> seats; ///< of each course
  std::optional<PairedAnswers> answers;
  std::uint64_t finished = 0;
  simulation::Bystander bystander;
};

JointRun::JointRun(const std::vector<Course>& courses, const RunOptions& options,
                   const std::optional<Pairing>& pairing)
    : options_(options), threads_(simulation::actual_threads(options.threads)),
      blocks_(options.trajectories, *options.worlds), workplaces_(simulation::slots_of(threads_)) {
  const bool are_several = courses.size() > 1;
  if (pairing) groups_ = groups_for(courses);
  for (const Course& course : courses) {
    Subject& subject = courses_.emplace_back(Subject{course.plan, {}, {}, {}, {}});
    subject.posterior = named(*course.plan, are_several, [&] { return posterior_of(*course.plan); });
    find_controls(subject);
    if (!course.is_whole) continue;
    subject.scale = named(*course.plan, are_several,
                          [&] { return scale_by_pilot(*course.plan, options.seed, blocks_of(subject)); });
    subject.total.emplace(*course.plan, *subject.scale, *options.worlds, groups_);
  }
  if (pairing)
    answers_.emplace(centred(*pairing, *courses.front().plan, options.seed, blocks_of(courses_.front())[0]),
                     *options.worlds);
}

Blocks JointRun::blocks_of(const Subject& subject) const {
  return Blocks(options_.trajectories, *options_.worlds, subject.posterior);
}

/// What differs from the first course only after what is known goes on from the same pasts.
std::shared_ptr<const filtering::Posterior> JointRun::posterior_of(const plan::Plan& plan) const {
  if (!plan.observed) return nullptr;
  const filtering::Search search = search_of(options_);
  const Subject& first = courses_.front();
  std::optional<filtering::Posterior> shared;
  if (first.plan != &plan) shared = filtering::shared_posterior(*first.posterior, *first.plan, plan, search);
  return std::make_shared<const filtering::Posterior>(shared ? *std::move(shared)
                                                             : filtering::find_posterior(plan, search));
}

JointRun::~JointRun() = default;

void JointRun::find_controls(Subject& subject) {
  if (options_.is_plain || subject.posterior || options_.trajectories < fewest_controlled) return;
  Controls found = tally::find_controls(*subject.plan, options_);
  if (*options_.worlds == 1) // whose draws are what is asked about
    for (OutcomeControls& of : found.outcomes) of.parameters.clear();
  if (found.exist()) subject.controls = std::move(found);
}

void JointRun::simulate(const Stages& stages) {
  const auto begin = std::chrono::steady_clock::now();
  const std::clock_t cpu_begin = std::clock();
  const std::uint64_t chunks = (blocks_.count() + blocks_a_chunk - 1) / blocks_a_chunk;
  for (std::uint64_t chunk = 0; chunk < chunks && !is_enough_;) {
    const std::uint64_t end = stages.is_enough ? std::min(end_of_stage(chunk), chunks) : chunks;
    simulate_chunks(chunk, end);
    chunk = end;
    if (options_.stop != nullptr && *options_.stop) break;
    cpu_seconds_ = static_cast<double>(std::clock() - cpu_begin) / CLOCKS_PER_SEC;
    seconds_ = seconds_since(begin);
    if (stages.look) stages.look();
    is_enough_ = stages.is_enough && finished_ >= fewest_to_be_sure && stages.is_enough();
  }
  cpu_seconds_ = static_cast<double>(std::clock() - cpu_begin) / CLOCKS_PER_SEC;
  seconds_ = seconds_since(begin);
}

/// Stages grow by a quarter, so that few trajectories are simulated in vain and errors, by which it is
/// decided whether to go on, are looked at seldom.
std::uint64_t JointRun::end_of_stage(std::uint64_t chunk) const {
  constexpr std::uint64_t first_stage = 8; // chunks
  return std::max(first_stage, chunk + std::max<std::uint64_t>(1, chunk / 4));
}

void JointRun::simulate_chunks(std::uint64_t first, std::uint64_t last) {
  simulation::run_jobs({.count = last - first,
                        .work = [&](std::size_t job, std::size_t slot) { simulate(first + job, slot); },
                        .take = [this](std::size_t, std::size_t slot) { take(slot); },
                        .stop = options_.stop},
                       threads_);
}

void JointRun::simulate(std::uint64_t chunk, std::size_t slot) {
  auto& workplace = workplaces_[slot];
  if (!workplace) workplace = std::make_unique<Workplace>(*this);
  workplace->stopwatch.enter(Phase::tallies);
  workplace->clear();
  const std::uint64_t first = chunk * blocks_a_chunk;
  const std::uint64_t last = std::min(first + blocks_a_chunk, blocks_.count());
  for (std::uint64_t block = first; block < last; ++block) simulate_block(block, *workplace);
  workplace->stopwatch.stop();
}

void JointRun::simulate_block(std::uint64_t block, Workplace& workplace) const {
  for (std::size_t course = 0; course < workplace.seats.size(); ++course) {
    Workplace::Seat& seat = workplace.seats[course];
    simulation::Observer* observer = &workplace.bystander;
    if (seat.tally) observer = &*seat.tally;
    if (seat.controls) observer = &*seat.controls;
    const simulation::BlockSpec spec = blocks_of(courses_[course])[block];
    named(*courses_[course].plan, courses_.size() > 1, [&] { seat.simulator.run(spec, *observer); });
    if (workplace.answers) workplace.answers->note(course, seat.simulator.state(), seat.values());
  }
  const simulation::BlockSpec spec = blocks_of(courses_.front())[block];
  if (workplace.answers) workplace.answers->close(spec);
  workplace.finished += spec.lanes;
}

void JointRun::take(std::size_t slot) {
  Workplace& workplace = *workplaces_[slot];
  workplace.stopwatch.enter(Phase::tallies);
  for (std::size_t course = 0; course < courses_.size(); ++course)
    if (auto& total = courses_[course].total) total->merge(*workplace.seats[course].tally);
  if (answers_) answers_->merge(*workplace.answers);
  finished_ += workplace.finished;
  workplace.stopwatch.stop();
  if (options_.progress) options_.progress(finished_);
}

Result JointRun::result(std::size_t course, std::chrono::steady_clock::time_point begin) const {
  const Subject& subject = courses_[course];
  Result result = summarise(*subject.plan, tally(course),
                            subject.posterior ? subject.posterior->worlds.size() : worlds_seen());
  if (subject.posterior) result.observed = tell_observed(*subject.plan, *subject.posterior);
  result.seed = options_.seed;
  result.requested = is_enough_ ? finished_ : options_.trajectories;
  result.performance = performance(course, seconds_since(begin));
  return result;
}

/// A run that was precise enough has not seen all worlds that the longest would have.
std::uint64_t JointRun::worlds_seen() const {
  if (!is_enough_) return *options_.worlds;
  return std::min(*options_.worlds, std::max<std::uint64_t>(1, simulation::cells_of(finished_)));
}

Performance JointRun::performance(std::size_t course, double seconds) const {
  Performance performance{.seconds = seconds,
                          .threads = threads_,
                          .setup_seconds = seconds - seconds_,
                          .cpu_seconds = cpu_seconds_,
                          .steps = finished_ * (courses_[course].plan->grid.size() - 1)};
  for (const auto& workplace : workplaces_)
    if (workplace) performance.events += workplace->seats[course].simulator.events();
  if (options_.profile) performance.phases = phases();
  return performance;
}

PhaseSeconds JointRun::phases() const {
  const auto charged = [this](Phase phase) {
    double sum = 0;
    for (const auto& workplace : workplaces_)
      if (workplace) sum += workplace->stopwatch.seconds(phase);
    return sum;
  };
  PhaseSeconds phases{.drivers = charged(Phase::drivers),
                      .intensities = charged(Phase::intensities),
                      .events = charged(Phase::events),
                      .tallies = charged(Phase::tallies)};
  phases.other = threads_ * seconds_ - phases.drivers - phases.intensities - phases.events - phases.tallies;
  return phases;
}

} // namespace casus::tally
