# The program finds its scenarios from where it is: installed in the share folder, in the build tree beside it.
file(RELATIVE_PATH share_from_program ${CMAKE_INSTALL_FULL_BINDIR} ${CMAKE_INSTALL_FULL_DATADIR}/casus)
set_source_files_properties(engine/scenario/tree/installed.cpp PROPERTIES COMPILE_DEFINITIONS
  CASUS_SHARE_FROM_PROGRAM="${share_from_program}")
if(NOT EXISTS ${PROJECT_BINARY_DIR}/scenarios)
  file(CREATE_LINK ${PROJECT_SOURCE_DIR}/scenarios ${PROJECT_BINARY_DIR}/scenarios SYMBOLIC)
endif()
