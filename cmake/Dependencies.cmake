# Every library that is not ours: Debian's packages, and what scripts/setup puts into var/python.
set(MEEDOEN_PYTHON ${CMAKE_SOURCE_DIR}/var/python)
if(NOT EXISTS ${MEEDOEN_PYTHON}/openvino/cmake)
  message(FATAL_ERROR "${MEEDOEN_PYTHON} is not complete. Run scripts/setup first.")
endif()

find_package(Threads REQUIRED)
find_package(Protobuf REQUIRED)
find_package(absl CONFIG REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n)
find_package(LibIcal CONFIG REQUIRED)
# Debian's package file of libzip asks for programs of three other packages.
find_path(LIBZIP_INCLUDE zip.h REQUIRED)
find_library(LIBZIP_LIBRARY zip REQUIRED)
add_library(libzip::zip UNKNOWN IMPORTED)
set_target_properties(libzip::zip PROPERTIES
  IMPORTED_LOCATION ${LIBZIP_LIBRARY} INTERFACE_INCLUDE_DIRECTORIES ${LIBZIP_INCLUDE})
find_package(EXPAT REQUIRED)
find_package(spdlog CONFIG REQUIRED)
if(MEEDOEN_FUZZ)
  return()  # What the fuzzers are built from; OpenMP is not packaged with their compiler.
endif()
find_package(OpenMP REQUIRED)  # Before Faiss, whose package file asks for its target.
find_package(gRPC CONFIG REQUIRED)
find_package(CLI11 CONFIG REQUIRED)
find_package(nlohmann_json CONFIG REQUIRED)
find_package(faiss CONFIG REQUIRED)
find_package(RocksDB CONFIG REQUIRED)
find_package(GTest CONFIG REQUIRED)
find_package(benchmark CONFIG REQUIRED)
find_package(OpenVINO REQUIRED COMPONENTS Runtime PATHS ${MEEDOEN_PYTHON}/openvino/cmake NO_DEFAULT_PATH)
