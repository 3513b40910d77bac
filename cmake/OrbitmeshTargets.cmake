# Flags that every target shares, and the one way to declare a library or a test.

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

add_library(orbitmesh_flags INTERFACE)
set_target_properties(orbitmesh_flags PROPERTIES EXPORT_NAME flags)
target_include_directories(orbitmesh_flags INTERFACE
  $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}> $<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/generated>
  $<INSTALL_INTERFACE:include/orbitmesh>)
# They keep floating-point results the same on every x86-64 CPU while loops still vectorise.
target_compile_options(orbitmesh_flags INTERFACE
  -ffp-contract=off -fno-math-errno -fno-trapping-math)
set(warnings -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual)
if(ORBITMESH_WERROR)
  list(APPEND warnings -Werror)
endif()
target_compile_options(orbitmesh_flags INTERFACE "$<BUILD_INTERFACE:${warnings}>")
if(ORBITMESH_SANITIZE)
  target_compile_options(orbitmesh_flags INTERFACE
    -fsanitize=${ORBITMESH_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(orbitmesh_flags INTERFACE -fsanitize=${ORBITMESH_SANITIZE})
  target_compile_definitions(orbitmesh_flags INTERFACE ORBITMESH_SANITIZED=1)
endif()

# orbitmesh_library(NAME SOURCES ... [DEPENDS ...] [PRIVATE_DEPENDS ...])
function(orbitmesh_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS;PRIVATE_DEPENDS" ${ARGN})
  add_library(orbitmesh_${name} STATIC ${ARG_SOURCES})
  set_target_properties(orbitmesh_${name} PROPERTIES EXPORT_NAME ${name})
  set_property(GLOBAL APPEND PROPERTY ORBITMESH_LIBRARIES orbitmesh_${name})
  target_link_libraries(orbitmesh_${name} PUBLIC orbitmesh_flags ${ARG_DEPENDS} PRIVATE ${ARG_PRIVATE_DEPENDS})
endfunction()

# orbitmesh_test(NAME SOURCES ... DEPENDS ... [TIMEOUT seconds] [LABEL label]): each test case is
# a ctest test of its own process, because ns-3's simulator is a set of singletons.
function(orbitmesh_test name)
  cmake_parse_arguments(ARG "" "TIMEOUT;LABEL" "SOURCES;DEPENDS" ${ARGN})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 60)
  endif()
  add_executable(test_${name} ${ARG_SOURCES})
  target_link_libraries(test_${name} PRIVATE ${ARG_DEPENDS} GTest::gmock GTest::gtest_main)
  gtest_discover_tests(test_${name} TEST_PREFIX ${name}. DISCOVERY_MODE PRE_TEST
    PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABEL}")
endfunction()
