# What `cmake --install` puts where. Nothing in it knows its own place, so the whole can be moved.
include(CMakePackageConfigHelpers)
set(share ${CMAKE_INSTALL_DATADIR}/casus)
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/casus)

# The program, and what it reads.
set(CMAKE_INSTALL_DEFAULT_COMPONENT_NAME casus)
install(TARGETS casus_program)
install(DIRECTORY scenarios DESTINATION ${share} FILES_MATCHING PATTERN *.yaml PATTERN *.json PATTERN README.md)

# What people and shells read of it.
set(made ${PROJECT_BINARY_DIR}/installed)
file(MAKE_DIRECTORY ${made})
foreach(kind man bash zsh fish)
  add_custom_command(OUTPUT ${made}/${kind} COMMAND casus_program generate ${kind} > ${made}/${kind}
    COMMENT "Writing what ${kind} reads of casus" VERBATIM)
endforeach()
add_custom_command(OUTPUT ${made}/casus.1.gz COMMAND gzip -9nc ${made}/man > ${made}/casus.1.gz
  DEPENDS ${made}/man COMMENT "Compressing the man page" VERBATIM)
add_custom_command(OUTPUT ${made}/changelog.gz
  COMMAND gzip -9nc ${PROJECT_SOURCE_DIR}/CHANGELOG.md > ${made}/changelog.gz
  DEPENDS ${PROJECT_SOURCE_DIR}/CHANGELOG.md COMMENT "Compressing the changelog" VERBATIM)
add_custom_target(casus_documents ALL
  DEPENDS ${made}/casus.1.gz ${made}/bash ${made}/zsh ${made}/fish ${made}/changelog.gz)
install(FILES ${made}/casus.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${made}/bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME casus)
install(FILES ${made}/zsh DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions RENAME _casus)
install(FILES ${made}/fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d RENAME casus.fish)
install(FILES ${made}/changelog.gz README.md cmake/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs examples DESTINATION ${CMAKE_INSTALL_DOCDIR})
# What these pages link to.
install(FILES CONTRIBUTING.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES scenarios/README.md DESTINATION ${CMAKE_INSTALL_DOCDIR}/scenarios)
install(FILES bench/README.md DESTINATION ${CMAKE_INSTALL_DOCDIR}/bench)

# What other programs are built with.
set(CMAKE_INSTALL_DEFAULT_COMPONENT_NAME casus_development)
install(TARGETS casus_library EXPORT casus_targets)
install(DIRECTORY include/casus DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN *.hpp)
install(EXPORT casus_targets FILE casus-targets.cmake NAMESPACE casus:: DESTINATION ${package})
configure_package_config_file(cmake/casus-config.cmake.in casus-config.cmake
  INSTALL_DESTINATION ${package} PATH_VARS share)
write_basic_package_version_file(casus-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/casus-config.cmake ${PROJECT_BINARY_DIR}/casus-config-version.cmake
  DESTINATION ${package})
