// What the C++ peers share: the command line TRAJECTORIES THREADS SEED, threads, estimates, and the JSON they
// print.
#pragma once

#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

namespace peer {

struct Arguments {
  long trajectories;
  int threads;
  std::uint64_t seed;
};

inline Arguments arguments(int count, char** words, int first = 1) {
  if (count != first + 3) {
    std::fprintf(stderr, "usage: %s ... TRAJECTORIES THREADS SEED\n", words[0]);
    std::exit(2);
  }
  return {std::atol(words[first]), std::atoi(words[first + 1]), std::strtoull(words[first + 2], nullptr, 10)};
}

struct Estimate {
  double count = 0, sum = 0, squares = 0;

  void add(double x) { count += 1, sum += x, squares += x * x; }
  void merge(const Estimate& other) { count += other.count, sum += other.sum, squares += other.squares; }
  double mean() const { return sum / count; }
  double se() const { return std::sqrt((squares / count - mean() * mean()) / (count - 1)); }
};

struct Named {
  std::string name;
  Estimate estimate;
};

// work(thread, trajectories) on each thread; the results in the threads' order.
template <class Result, class Work>
std::vector<Result> on_threads(const Arguments& arguments, Work work) {
  std::vector<Result> results(static_cast<std::size_t>(arguments.threads));
  std::vector<std::thread> threads;
  for (int t = 0; t < arguments.threads; ++t) {
    long share =
        arguments.trajectories * (t + 1) / arguments.threads - arguments.trajectories * t / arguments.threads;
    threads.emplace_back([&, t, share] { results[static_cast<std::size_t>(t)] = work(t, share); });
  }
  for (auto& thread : threads) thread.join();
  return results;
}

template <class Body>
double seconds(Body body) {
  auto start = std::chrono::steady_clock::now();
  body();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

inline void print(const char* name, const Arguments& arguments, double seconds,
                  const std::vector<Named>& numbers) {
  std::printf("{\"peer\": \"%s\", \"trajectories\": %ld, \"threads\": %d, \"seconds\": %.6f, \"numbers\": {",
              name, arguments.trajectories, arguments.threads, seconds);
  const char* comma = "";
  for (const auto& [key, estimate] : numbers) {
    std::printf("%s\"%s\": {\"mean\": %.9g, \"se\": %.9g}", comma, key.c_str(), estimate.mean(),
                estimate.se());
    comma = ", ";
  }
  std::printf("}}\n");
}

} // namespace peer
