# The headers that nearly every file reads, compiled once. They stand for no include: presets with sanitizers compile
# without them (CMAKE_DISABLE_PRECOMPILE_HEADERS), where a file that relies on them fails. More of Eigen, or
# nlohmann-json, makes every file dearer: GCC instantiates anew what a precompiled header has left pending.
set(prelude_headers
  <algorithm> <array> <atomic> <bit> <charconv> <chrono> <cmath> <cstddef> <cstdint> <cstdlib> <cstring> <filesystem>
  <fstream> <functional> <limits> <map> <memory> <numbers> <numeric> <optional> <random> <set> <span> <sstream>
  <stdexcept> <string> <string_view> <tuple> <unordered_map> <utility> <variant> <vector>
  <fmt/format.h> <Eigen/Core>)

# With a precompiled header GCC 12 forgets which code is the library's own, and warns of its std::string; presets
# with sanitizers, which compile without one, keep these warnings.
if(NOT CMAKE_DISABLE_PRECOMPILE_HEADERS)
  add_compile_options("$<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds;-Wno-stringop-overread;-Wno-stringop-overflow;-Wno-restrict>")
endif()

add_library(casus_prelude OBJECT ${CMAKE_CURRENT_LIST_DIR}/prelude.cpp)
target_link_libraries(casus_prelude PUBLIC Boost::headers fmt::fmt Eigen3::Eigen)
target_precompile_headers(casus_prelude PRIVATE ${prelude_headers})
