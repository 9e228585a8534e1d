#define CASUS_INSTRUCTION_SET avx512
#include "kernels/kernel_table.hpp"
