# How every target of casus is compiled.
set(CASUS_SANITIZERS "" CACHE STRING "what to pass to -fsanitize, e.g. address,undefined")

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()
set(CMAKE_CXX_FLAGS_RELEASE "-O3 -DNDEBUG")

# Contraction into fused multiply-adds would make results depend on the compiler's choice of instructions.
add_compile_options(-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror=switch -ffp-contract=off -fno-math-errno)

# Rows begin at cache lines, so that no vector of any instruction set straddles two.
add_compile_definitions(EIGEN_MAX_ALIGN_BYTES=64)

if(CASUS_SANITIZERS)
  set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g1") # with assertions
  add_compile_options(-fsanitize=${CASUS_SANITIZERS} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${CASUS_SANITIZERS})
endif()

find_program(CASUS_CCACHE ccache)
if(CASUS_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CASUS_CCACHE})
endif()
