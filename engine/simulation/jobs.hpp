#pragma once

#include <atomic>
#include <cstddef>
#include <functional>

namespace casus::simulation {

/// Jobs that run side by side and whose results are taken one by one, in the jobs' order, whatever the
/// threads do. A job works in a slot, a place of its own that no other job uses until its result has been
/// taken.
struct Jobs {
  std::size_t count = 0;
  std::function<void(std::size_t job, std::size_t slot)> work; ///< on any thread
  std::function<void(std::size_t job, std::size_t slot)> take; ///< on one thread at a time, in order
  const std::atomic<bool>* stop = nullptr;                     ///< once set, no further job begins
};

/// The number of threads that are used where so many are wanted: 0 stands for as many as the machine has
/// processors; more than those and 16 are not used.
int actual_threads(int wanted);
/// The number of slots that run_jobs uses on so many threads.
std::size_t slots_of(int threads);
/// Runs them. An exception of the earliest job that throws one comes out, as if the jobs had run in order.
void run_jobs(const Jobs& jobs, int threads);

} // namespace casus::simulation
