# The kernels are compiled once for each instruction set; the program chooses among them when it starts.
set(avx512 -mfma -mavx512f -mavx512dq -mavx512vl -mavx512bw -mprefer-vector-width=512)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
  set_source_files_properties(engine/kernels/avx2.cpp PROPERTIES COMPILE_OPTIONS "-mavx2;-mfma")
  # GCC 12 takes the undefined vectors of its own header for a mistake.
  set_source_files_properties(engine/kernels/avx512.cpp PROPERTIES COMPILE_OPTIONS "${avx512};-Wno-maybe-uninitialized;-Wno-uninitialized")
else()
  set_source_files_properties(engine/kernels/avx2.cpp engine/kernels/avx512.cpp PROPERTIES HEADER_FILE_ONLY ON)
endif()
