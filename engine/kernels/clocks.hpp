#pragma once

// The clocks' step. While a clock's intensity is at hand it is also checked, stored and run down.

#include "kernels/elementary.hpp"
#include "kernels/sums.hpp"

namespace casus::kernels::CASUS_INSTRUCTION_SET {

/// Zero, not a product with zero, where the clock stands still: that also stops a factor that has overflown.
template <std::size_t Count>
CASUS_INLINE void stop(Addition<Count>& values, const Clock& clock, double day, std::size_t lane) {
  for (std::size_t v = 0; v < Count; ++v) {
    const std::size_t at = lane + v * lanes_at_once;
    Doubles& value = values.of[v];
    if (clock.gate != nullptr) value = load(clock.gate + at) != 0.0 ? value : Doubles{};
    if (clock.firings != nullptr) value = load(clock.firings + at) >= clock.limit ? Doubles{} : value;
    if (clock.last_days != nullptr)
      value = load(clock.last_days + at) > day - clock.cooldown ? Doubles{} : value;
  }
}

template <std::size_t Count>
CASUS_INLINE Addition<Count> intensities(const Clock& clock, double day, std::size_t lane) {
  Addition<Count> values{};
  add_terms(values, clock.terms, lane);
  for (std::size_t v = 0; v < Count; ++v)
    values.of[v] = clock.terms.count == 0 ? all(clock.rate) : clock.rate * exponential(values.of[v]);
  if (clock.rates != nullptr)
    for (std::size_t v = 0; v < Count; ++v) values.of[v] *= load(clock.rates + lane + v * lanes_at_once);
  if (clock.gate != nullptr || clock.firings != nullptr || clock.last_days != nullptr)
    stop(values, clock, day, lane);
  for (std::size_t v = 0; v < Count; ++v) store(values.of[v], clock.intensities + lane + v * lanes_at_once);
  return values;
}

template <std::size_t Count>
CASUS_INLINE Addition<Count> stored_intensities(const Clock& clock, std::size_t lane) {
  Addition<Count> values;
  for (std::size_t v = 0; v < Count; ++v) values.of[v] = load(clock.intensities + lane + v * lanes_at_once);
  return values;
}

class ClockRunner {
public:
  CASUS_INLINE ClockRunner(const ClockRun& run, std::uint64_t* run_out) : run_(run), run_out_(run_out) {}

  CASUS_INLINE void run(std::uint64_t number, std::size_t lanes) {
    const Clock& clock = run_.clocks[number];
    const bool is_due = clock.due <= run_.evaluate;
    for_vectors(lanes, [&](auto vectors, std::size_t lane) CASUS_INLINED {
      constexpr std::size_t count = decltype(vectors)::count;
      run_down(is_due ? intensities<count>(clock, run_.day, lane) : stored_intensities<count>(clock, lane),
               number, lane);
    });
  }
  CASUS_INLINE RunDown result() const { return {found_, bits_of(~right_) == 0}; }

private:
  template <std::size_t Count>
  CASUS_INLINE void run_down(const Addition<Count>& values, std::uint64_t number, std::size_t lane) {
    double* residuals = run_.clocks[number].residuals;
    Longs out[Count];
    Longs any{};
    for (std::size_t v = 0; v < Count; ++v) {
      const std::size_t at = lane + v * lanes_at_once;
      right_ &= lies_within(values.of[v], all(run_.highest_intensity));
      const Doubles left = load(residuals + at) - values.of[v] * run_.length;
      store(left, residuals + at);
      out[v] = left < 0.0;
      any |= out[v];
    }
    if (bits_of(any) == 0) return;
    for (std::size_t v = 0; v < Count; ++v)
      found_ += write_numbers(out[v], number << 32 | (lane + v * lanes_at_once), run_out_ + found_);
  }

  const ClockRun run_;
  std::uint64_t* run_out_;
  std::size_t found_ = 0;
  Longs right_ = Longs{} == 0;
};

inline RunDown run_clocks(const ClockRun& run, std::size_t lanes, std::uint64_t* run_out) {
  ClockRunner runner(run, run_out);
  for (std::uint64_t number = 0; number < run.count; ++number) runner.run(number, lanes);
  return runner.result();
}

inline void exponentiate_sum(Terms terms, std::size_t lanes, double* out) {
  for_vectors(lanes, [&](auto vectors, std::size_t lane) CASUS_INLINED {
    constexpr std::size_t count = decltype(vectors)::count;
    Addition<count> sums{};
    add_terms(sums, terms, lane);
    for (std::size_t v = 0; v < count; ++v) store(exponential(sums.of[v]), out + lane + v * lanes_at_once);
  });
}

inline void exponentiate(std::size_t count, double* values) {
  for (std::size_t i = 0; i < count; i += lanes_at_once) store(exponential(load(values + i)), values + i);
}

} // namespace casus::kernels::CASUS_INSTRUCTION_SET
