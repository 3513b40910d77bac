# orbitmesh_embed_files(OUTPUT file.cc FUNCTION name HEADER header FILES ...)
#
# Generates a source that defines `const std::vector<EmbeddedFile>& name()` with the
# text of each file, named by its path from the project root, so that the program needs
# no data folder. Run with cmake -P, the same file writes the source at build time.

if(CMAKE_SCRIPT_MODE_FILE)
  set(body "")
  foreach(file IN LISTS FILES)
    file(READ "${ROOT}/${file}" text)
    string(APPEND body "      {\"${file}\", R\"embedded_text(${text})embedded_text\"},\n")
  endforeach()
  file(WRITE "${OUTPUT}" "#include \"${HEADER}\"

namespace orbitmesh {

const std::vector<EmbeddedFile>& ${FUNCTION}() {
  static const std::vector<EmbeddedFile> kFiles = {
${body}  };
  return kFiles;
}

}  // namespace orbitmesh
")
  return()
endif()

set(ORBITMESH_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_FILE})

function(orbitmesh_embed_files)
  cmake_parse_arguments(ARG "" "OUTPUT;FUNCTION;HEADER" "FILES" ${ARGN})
  list(TRANSFORM ARG_FILES PREPEND ${PROJECT_SOURCE_DIR}/ OUTPUT_VARIABLE paths)
  add_custom_command(
    OUTPUT ${ARG_OUTPUT}
    COMMAND ${CMAKE_COMMAND} "-DROOT=${PROJECT_SOURCE_DIR}" "-DOUTPUT=${ARG_OUTPUT}"
            "-DFUNCTION=${ARG_FUNCTION}" "-DHEADER=${ARG_HEADER}" "-DFILES=${ARG_FILES}"
            -P ${ORBITMESH_EMBED_SCRIPT}
    DEPENDS ${paths} ${ORBITMESH_EMBED_SCRIPT}
    VERBATIM)
endfunction()
