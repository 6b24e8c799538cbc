# C++20, warnings as errors, sanitizers, ccache and mold where they are installed.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

set(MEEDOEN_SANITIZE "" CACHE STRING "Sanitizers for -fsanitize, e.g. address,undefined")
set(MEEDOEN_FUZZ OFF CACHE BOOL "Only the fuzzers and what they read with")
set(MEEDOEN_OPTIMISE "" CACHE STRING "Optimisation level of debug builds")

find_program(CCACHE ccache)
if(CCACHE)
  # Paths relative to the checkout, so that another clone on this machine finds what this one compiled.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} ${CCACHE})
endif()
find_program(MOLD mold)
if(MOLD)
  add_link_options(-fuse-ld=mold)
endif()

# -O2 builds a third faster than -O3; what needs more speed has kernels of its own.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
if(CMAKE_BUILD_TYPE STREQUAL "Debug" AND MEEDOEN_OPTIMISE)
  add_compile_options(-O${MEEDOEN_OPTIMISE})
endif()
if(MEEDOEN_SANITIZE)
  add_compile_options(-fsanitize=${MEEDOEN_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${MEEDOEN_SANITIZE})
endif()

# For our own code only: generated code is compiled without.
set(MEEDOEN_WARNINGS -Wall -Wextra -Werror -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Wno-missing-field-initializers)
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  list(APPEND MEEDOEN_WARNINGS -Wthread-safety)
endif()
if(MEEDOEN_SANITIZE AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 warns of <regex> itself when it is instrumented.
  list(APPEND MEEDOEN_WARNINGS -Wno-maybe-uninitialized)
endif()
