# What `cmake --install` puts where, the CMake package orbitmesh for other projects, and two
# Debian packages by `cpack`: orbitmesh (program, scenarios, docs) and orbitmesh-dev.

include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

get_property(libraries GLOBAL PROPERTY ORBITMESH_LIBRARIES)
list(FILTER libraries EXCLUDE REGEX "_(bench|reference)$")
set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/orbitmesh)

install(TARGETS orbitmesh_cli RUNTIME COMPONENT program)
install(DIRECTORY scenarios/ DESTINATION ${CMAKE_INSTALL_DATADIR}/orbitmesh/scenarios
  COMPONENT program FILES_MATCHING PATTERN "*.toml" PATTERN "*.csv")
install(DIRECTORY docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program)
install(FILES README.md CHANGELOG.md LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR}
  COMPONENT program)

install(TARGETS ${libraries} orbitmesh_flags orbitmesh_schema ns3 EXPORT orbitmesh ARCHIVE COMPONENT dev)
install(EXPORT orbitmesh NAMESPACE orbitmesh:: FILE orbitmeshTargets.cmake
  DESTINATION ${package_folder} COMPONENT dev)
install(DIRECTORY core inference mesh nodes orbit scenarios wire ${PROJECT_BINARY_DIR}/generated/core
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/orbitmesh COMPONENT dev
  FILES_MATCHING PATTERN "*.h")
configure_package_config_file(cmake/orbitmeshConfig.cmake.in
  ${PROJECT_BINARY_DIR}/orbitmeshConfig.cmake INSTALL_DESTINATION ${package_folder})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/orbitmeshConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/orbitmeshConfig.cmake
  ${PROJECT_BINARY_DIR}/orbitmeshConfigVersion.cmake cmake/OrbitmeshDependencies.cmake
  DESTINATION ${package_folder} COMPONENT dev)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME orbitmesh)
set(CPACK_PACKAGE_CONTACT "orbitmesh developers <orbitmesh@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "emulator of a space-ground compute mesh")
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_COMPONENTS_ALL program dev)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME orbitmesh)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_DEV_PACKAGE_NAME orbitmesh-dev)
set(CPACK_DEBIAN_DEV_PACKAGE_SECTION libdevel)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
include(CPack)
