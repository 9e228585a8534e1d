#pragma once

// Each instruction set's file includes this, after naming itself: the table of its kernels.

#include "kernels/normals.hpp"
#include "kernels/rows.hpp"
#include "kernels/statistics.hpp"
#include "kernels/thresholds.hpp"

namespace casus::kernels::CASUS_INSTRUCTION_SET {

extern const Kernels table;
const Kernels table{InstructionSet::CASUS_INSTRUCTION_SET,
                    draw_normals,
                    draw_exponentials,
                    move_row,
                    intensity,
                    exponentiate,
                    multiply,
                    close,
                    stop_above,
                    run_down,
                    count_equal,
                    sums_about,
                    find_bins};

} // namespace casus::kernels::CASUS_INSTRUCTION_SET
