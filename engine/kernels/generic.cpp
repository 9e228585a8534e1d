#define CASUS_INSTRUCTION_SET generic
#include "kernels/table.hpp"
