// The only file that knows TBB. A pipeline: jobs are given out in order, work in parallel, are taken in
// order; it lets only as many jobs be under way as there are slots, which bounds the memory.
// TBB orders the stages of a job; the lock that each stage takes says so once more in terms that
// ThreadSanitizer sees, which TBB's own are not.

#include "simulation/jobs.hpp"

#include <algorithm>
#include <exception>
#include <mutex>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_pipeline.h>
#include <oneapi/tbb/task_arena.h>
#include <vector>

namespace casus::simulation {
namespace {

struct Token {
  std::size_t job;
  std::size_t slot;
};

class Pipeline {
public:
  Pipeline(const Jobs& jobs, std::size_t slots) : jobs_(jobs), errors_(slots) {
    for (std::size_t slot = 0; slot < slots; ++slot) free_slots_.push_back(slot);
  }

  void run() {
    using oneapi::tbb::filter_mode;
    const auto give = oneapi::tbb::make_filter<void, Token>(
        filter_mode::serial_in_order, [this](oneapi::tbb::flow_control& control) { return next(control); });
    const auto work = oneapi::tbb::make_filter<Token, Token>(filter_mode::parallel,
                                                             [this](Token token) { return worked(token); });
    const auto take = oneapi::tbb::make_filter<Token, void>(filter_mode::serial_in_order,
                                                            [this](Token token) { taken(token); });
    hand_over();
    oneapi::tbb::parallel_pipeline(errors_.size(), give & work & take);
    hand_over();
  }

private:
  Token next(oneapi::tbb::flow_control& control) {
    const std::lock_guard lock(handover_);
    const bool is_stopped = jobs_.stop != nullptr && jobs_.stop->load(std::memory_order_relaxed);
    if (next_job_ == jobs_.count || is_stopped) {
      control.stop();
      return {0, 0};
    }
    const std::size_t slot = free_slots_.back();
    free_slots_.pop_back();
    return {next_job_++, slot};
  }

  Token worked(Token token) {
    hand_over();
    std::exception_ptr error;
    try {
      jobs_.work(token.job, token.slot);
    } catch (...) {
      error = std::current_exception();
    }
    const std::lock_guard lock(handover_);
    errors_[token.slot] = error;
    return token;
  }

  void taken(Token token) {
    const std::lock_guard lock(handover_);
    if (errors_[token.slot]) std::rethrow_exception(errors_[token.slot]);
    jobs_.take(token.job, token.slot);
    free_slots_.push_back(token.slot);
  }

  void hand_over() { const std::lock_guard lock(handover_); }

  const Jobs& jobs_;
  std::mutex handover_;
  std::vector<std::exception_ptr> errors_; ///< of the job in each slot
  std::vector<std::size_t> free_slots_;
  std::size_t next_job_ = 0;
};

} // namespace

int actual_threads(int wanted) {
  // Far more threads than processors only take memory, a workplace each.
  constexpr int always_allowed = 16;
  const int available = oneapi::tbb::info::default_concurrency();
  return wanted > 0 ? std::min(wanted, std::max(available, always_allowed)) : available;
}

std::size_t slots_of(int threads) { return static_cast<std::size_t>(threads) + 2; }

void run_jobs(const Jobs& jobs, int threads) {
  const oneapi::tbb::global_control limit(oneapi::tbb::global_control::max_allowed_parallelism,
                                          static_cast<std::size_t>(threads));
  oneapi::tbb::task_arena arena(threads);
  arena.execute([&] { Pipeline(jobs, slots_of(threads)).run(); });
}

} // namespace casus::simulation
