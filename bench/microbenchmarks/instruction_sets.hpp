#pragma once

#include "kernels/kernels.hpp"

#include <benchmark/benchmark.h>

#include <string>

namespace casus::microbenchmarks {

inline const char* name_of(kernels::InstructionSet set) {
  switch (set) {
  case kernels::InstructionSet::avx2:
    return "avx2";
  case kernels::InstructionSet::avx512:
    return "avx512";
  default:
    return "generic";
  }
}

/// Registers `run(state, kernels)` as "name/set" for each instruction set that this machine has.
template <class Run>
void add_for_each_set(const std::string& name, const Run& run) {
  using kernels::InstructionSet;
  for (const InstructionSet set : {InstructionSet::generic, InstructionSet::avx2, InstructionSet::avx512})
    if (const kernels::Kernels* kernels = kernels::kernels_of(set))
      benchmark::RegisterBenchmark((name + "/" + name_of(set)).c_str(),
                                   [run, kernels](benchmark::State& state) { run(state, *kernels); });
}

} // namespace casus::microbenchmarks
