// It carries the precompiled headers of prelude.cmake.
