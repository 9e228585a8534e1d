#include "kernels/kernels.hpp"

#include <initializer_list>

namespace casus::kernels {

namespace generic {
extern const Kernels table;
}
#if defined(__x86_64__)
namespace avx2 {
extern const Kernels table;
}
namespace avx512 {
extern const Kernels table;
}
#endif

const Kernels* kernels_of(InstructionSet set) {
  if (set == InstructionSet::generic) return &generic::table;
#if defined(__x86_64__)
  const bool has_avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  if (set == InstructionSet::avx2 && has_avx2) return &avx2::table;
  const bool has_avx512 = has_avx2 && __builtin_cpu_supports("avx512f") &&
                          __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
                          __builtin_cpu_supports("avx512bw");
  if (set == InstructionSet::avx512 && has_avx512) return &avx512::table;
#endif
  return nullptr;
}

const Kernels& best_kernels() {
  for (const InstructionSet set : {InstructionSet::avx512, InstructionSet::avx2})
    if (const Kernels* kernels = kernels_of(set)) return *kernels;
  return *kernels_of(InstructionSet::generic);
}

} // namespace casus::kernels
