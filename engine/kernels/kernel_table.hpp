#pragma once

// The table of the kernels of one instruction set, whose file includes this after naming itself.

#include "kernels/clocks.hpp"
#include "kernels/counts.hpp"
#include "kernels/firings.hpp"
#include "kernels/jolts.hpp"
#include "kernels/moves.hpp"
#include "kernels/network.hpp"
#include "kernels/normals.hpp"
#include "kernels/thresholds.hpp"

namespace casus::kernels::CASUS_INSTRUCTION_SET {

extern const Kernels table;
constinit const Kernels table{InstructionSet::CASUS_INSTRUCTION_SET,
                              draw_normals,
                              draw_exponentials,
                              move_rows,
                              run_clocks,
                              fire,
                              multiply,
                              jolt,
                              run_network,
                              exponentiate_sum,
                              exponentiate_lane,
                              fade,
                              fade_one,
                              exponentiate,
                              count_rungs,
                              tally,
                              sums_about};

} // namespace casus::kernels::CASUS_INSTRUCTION_SET
