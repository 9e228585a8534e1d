#define CASUS_INSTRUCTION_SET generic
#include "kernels/kernel_table.hpp"
