# orbitmesh_embed_binary(OUTPUT file.cc FUNCTION name HEADER header FILE path)
#
# Generates a source that defines `std::string_view name()` with the bytes of a file, named
# by its path from the project root. Run with cmake -P, the same file writes the source at
# build time.

if(CMAKE_SCRIPT_MODE_FILE)
  file(READ "${ROOT}/${FILE}" bytes HEX)
  string(REGEX REPLACE "(................................)" "\\1\n" bytes "${bytes}")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
  file(WRITE "${OUTPUT}" "#include \"${HEADER}\"

namespace orbitmesh {
namespace {

const unsigned char kBytes[] = {
${bytes}
};

}  // namespace

std::string_view ${FUNCTION}() { return {reinterpret_cast<const char*>(kBytes), sizeof kBytes}; }

}  // namespace orbitmesh
")
  return()
endif()

set(ORBITMESH_EMBED_BINARY_SCRIPT ${CMAKE_CURRENT_LIST_FILE})

function(orbitmesh_embed_binary)
  cmake_parse_arguments(ARG "" "OUTPUT;FUNCTION;HEADER;FILE" "" ${ARGN})
  add_custom_command(
    OUTPUT ${ARG_OUTPUT}
    COMMAND ${CMAKE_COMMAND} "-DROOT=${PROJECT_SOURCE_DIR}" "-DOUTPUT=${ARG_OUTPUT}"
            "-DFUNCTION=${ARG_FUNCTION}" "-DHEADER=${ARG_HEADER}" "-DFILE=${ARG_FILE}"
            -P ${ORBITMESH_EMBED_BINARY_SCRIPT}
    DEPENDS ${PROJECT_SOURCE_DIR}/${ARG_FILE} ${ORBITMESH_EMBED_BINARY_SCRIPT}
    VERBATIM)
endfunction()
