#define CASUS_INSTRUCTION_SET avx512
#include "kernels/table.hpp"
