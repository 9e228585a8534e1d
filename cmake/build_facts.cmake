# What a result's manifest says of the build. Nothing in it differs between two builds of one commit by one compiler.
execute_process(COMMAND git rev-parse --show-prefix WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
  OUTPUT_VARIABLE prefix OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
if(NOT prefix) # else the repository is someone else's, around this one
  execute_process(COMMAND git rev-parse HEAD WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
    OUTPUT_VARIABLE CASUS_COMMIT OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
endif()
# It is written anew at every commit, and so is the build's knowledge of it.
execute_process(COMMAND git rev-parse --git-path logs/HEAD WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
  OUTPUT_VARIABLE log OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
get_filename_component(log "${log}" ABSOLUTE BASE_DIR ${PROJECT_SOURCE_DIR})
if(CASUS_COMMIT AND EXISTS ${log})
  set_property(DIRECTORY ${PROJECT_SOURCE_DIR} APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${log})
endif()
set_source_files_properties(engine/cli/output/manifest.cpp PROPERTIES COMPILE_DEFINITIONS
  "CASUS_COMMIT=\"${CASUS_COMMIT}\";CASUS_COMPILER=\"${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION}\";CASUS_BUILD_TYPE=\"${CMAKE_BUILD_TYPE}\"")
