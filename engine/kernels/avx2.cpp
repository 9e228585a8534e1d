#define CASUS_INSTRUCTION_SET avx2
#include "kernels/kernel_table.hpp"
