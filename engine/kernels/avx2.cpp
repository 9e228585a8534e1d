#define CASUS_INSTRUCTION_SET avx2
#include "kernels/table.hpp"
