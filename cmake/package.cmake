# The Debian package of all that is installed: cmake --workflow --preset package.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "what-if simulation of conflicts: triggers, escalation and their odds")
set(CPACK_PACKAGE_DESCRIPTION
"casus plays a scenario, written in YAML, many times and tells how likely
each outcome is, how sure that is, and what a what-if does to it. The package
holds the program with its scenarios, and the library with its headers.")
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "casus developers <casus@example.org>")
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# These only matter to who builds other programs with the library.
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "libyaml-cpp-dev, libtbb-dev, libfmt-dev, libnlopt-cxx-dev, libcsv-dev")
include(CPack)
