# The library for other programs: one archive of all rooms that public headers speak of, which brings what it must be
# linked with. (The program links the rooms.) Its name here is that which an installed casus has: casus::casus.
get_property(rooms GLOBAL PROPERTY CASUS_ROOMS)
list(REMOVE_ITEM rooms report cli)
list(TRANSFORM rooms REPLACE "(.+)" "$<TARGET_OBJECTS:casus_\\1>" OUTPUT_VARIABLE objects)
add_library(casus_library STATIC ${objects})
add_library(casus::casus ALIAS casus_library)
set_target_properties(casus_library PROPERTIES OUTPUT_NAME casus EXPORT_NAME casus LINKER_LANGUAGE CXX)
target_compile_features(casus_library PUBLIC cxx_std_20)
target_include_directories(casus_library PUBLIC
  $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
target_link_libraries(casus_library PRIVATE yaml-cpp TBB::tbb fmt::fmt csv nlopt_cxx)
