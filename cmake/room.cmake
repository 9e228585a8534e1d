# room(NAME LINKS …): the static library casus_NAME of engine/NAME. Its headers are reached as "NAME/x.hpp" only by
# targets that link it, so an include against the order of the rooms does not compile.
function(room name)
  cmake_parse_arguments(ARG "" "" "LINKS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/engine/${name}/*.cpp)
  set(door ${PROJECT_BINARY_DIR}/rooms/${name})
  file(MAKE_DIRECTORY ${door})
  file(CREATE_LINK ${PROJECT_SOURCE_DIR}/engine/${name} ${door}/${name} SYMBOLIC)
  add_library(casus_${name} STATIC ${sources})
  set_property(GLOBAL APPEND PROPERTY CASUS_ROOMS ${name})
  target_include_directories(casus_${name} PUBLIC ${PROJECT_SOURCE_DIR}/include ${door})
  target_link_libraries(casus_${name} PUBLIC ${ARG_LINKS} PRIVATE Boost::headers fmt::fmt Eigen3::Eigen)
  if(NOT name STREQUAL "kernels") # its files differ in their instruction sets
    target_precompile_headers(casus_${name} REUSE_FROM casus_prelude)
  endif()
endfunction()
