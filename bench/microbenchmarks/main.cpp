// Microbenchmarks of the stages that a trajectory goes through, by the rooms' own interfaces. Items are
// lanes, of each row or clock where there are several; of worlds they are worlds, of blocks trajectory-steps.

#include "instruction_sets.hpp"
#include "subjects.hpp"

#include <benchmark/benchmark.h>

using namespace casus::microbenchmarks;

int main(int count, char** words) {
  benchmark::AddCustomContext("best_instruction_set",
                              name_of(casus::kernels::best_kernels().instruction_set));
  for (const auto add : {add_draws, add_moves, add_clocks, add_firings, add_exponentials, add_statistics,
                         add_formulas, add_worlds, add_blocks, add_tallies})
    add();
  benchmark::Initialize(&count, words);
  if (benchmark::ReportUnrecognizedArguments(count, words)) return 2;
  benchmark::RunSpecifiedBenchmarks();
}
