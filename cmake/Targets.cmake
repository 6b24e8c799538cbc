# One function a kind of target, so that a folder's CMakeLists.txt says only what is in it.

# meedoen_library(core_geo SOURCES grid.cc places.cc DEPENDS meedoen::core_base [PRIVATE OpenSSL::Crypto])
function(meedoen_library NAME)
  string(REPLACE "meedoen::" "meedoen_" ARGN "${ARGN}")  # TEMPORARY
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS;PRIVATE" ${ARGN})
  set(present) # TEMPORARY
  foreach(source ${ARG_SOURCES}) # TEMPORARY
    if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${source} OR IS_ABSOLUTE ${source}) # TEMPORARY
      list(APPEND present ${source}) # TEMPORARY
    endif() # TEMPORARY
  endforeach() # TEMPORARY
  set(ARG_SOURCES ${present}) # TEMPORARY
  if(NOT present) # TEMPORARY
    return() # TEMPORARY
  endif() # TEMPORARY
  add_library(meedoen_${NAME} STATIC ${ARG_SOURCES})
  add_library(meedoen::${NAME} ALIAS meedoen_${NAME})
  target_include_directories(meedoen_${NAME} PUBLIC ${CMAKE_SOURCE_DIR})
  target_compile_options(meedoen_${NAME} PRIVATE ${MEEDOEN_WARNINGS})
  target_link_libraries(meedoen_${NAME} PUBLIC ${ARG_DEPENDS} PRIVATE ${ARG_PRIVATE})
endfunction()

# meedoen_program(meedoen-indexer SOURCES main.cc DEPENDS ...)
function(meedoen_program NAME)
  string(REPLACE "meedoen::" "meedoen_" ARGN "${ARGN}")  # TEMPORARY
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS" ${ARGN})
  set(present) # TEMPORARY
  foreach(source ${ARG_SOURCES}) # TEMPORARY
    if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${source} OR IS_ABSOLUTE ${source}) # TEMPORARY
      list(APPEND present ${source}) # TEMPORARY
    endif() # TEMPORARY
  endforeach() # TEMPORARY
  set(ARG_SOURCES ${present}) # TEMPORARY
  if(NOT present) # TEMPORARY
    return() # TEMPORARY
  endif() # TEMPORARY
  add_executable(${NAME} ${ARG_SOURCES})
  target_compile_options(${NAME} PRIVATE ${MEEDOEN_WARNINGS})
  target_link_libraries(${NAME} PRIVATE ${ARG_DEPENDS})
  set_target_properties(${NAME} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
endfunction()

# meedoen_test(unit_geo SOURCES grid_test.cc DEPENDS meedoen::core_geo [LABELS model] [TIMEOUT 120])
function(meedoen_test NAME)
  string(REPLACE "meedoen::" "meedoen_" ARGN "${ARGN}")  # TEMPORARY
  cmake_parse_arguments(ARG "" "TIMEOUT" "SOURCES;DEPENDS;LABELS" ${ARGN})
  set(present) # TEMPORARY
  foreach(source ${ARG_SOURCES}) # TEMPORARY
    if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${source} OR IS_ABSOLUTE ${source}) # TEMPORARY
      list(APPEND present ${source}) # TEMPORARY
    endif() # TEMPORARY
  endforeach() # TEMPORARY
  set(ARG_SOURCES ${present}) # TEMPORARY
  if(NOT present) # TEMPORARY
    return() # TEMPORARY
  endif() # TEMPORARY
  add_executable(test_${NAME} ${ARG_SOURCES})
  target_compile_options(test_${NAME} PRIVATE ${MEEDOEN_WARNINGS})
  target_link_libraries(test_${NAME} PRIVATE ${ARG_DEPENDS} meedoen::testing GTest::gmock GTest::gtest_main)
  add_test(NAME ${NAME} COMMAND test_${NAME} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  set_tests_properties(${NAME} PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABELS}")
endfunction()

# meedoen_benchmark(embedding SOURCES embedding_bench.cc DEPENDS meedoen::core_embedding)
function(meedoen_benchmark NAME)
  string(REPLACE "meedoen::" "meedoen_" ARGN "${ARGN}")  # TEMPORARY
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS" ${ARGN})
  set(present) # TEMPORARY
  foreach(source ${ARG_SOURCES}) # TEMPORARY
    if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${source} OR IS_ABSOLUTE ${source}) # TEMPORARY
      list(APPEND present ${source}) # TEMPORARY
    endif() # TEMPORARY
  endforeach() # TEMPORARY
  set(ARG_SOURCES ${present}) # TEMPORARY
  if(NOT present) # TEMPORARY
    return() # TEMPORARY
  endif() # TEMPORARY
  add_executable(bench_${NAME} ${ARG_SOURCES})
  target_compile_options(bench_${NAME} PRIVATE ${MEEDOEN_WARNINGS})
  target_link_libraries(bench_${NAME} PRIVATE ${ARG_DEPENDS} benchmark::benchmark)
endfunction()
