# Every library the program links. Debian package names stand in tools/packages.txt.

find_package(fmt REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(XXHASH REQUIRED IMPORTED_TARGET libxxhash)
pkg_check_modules(SLEEF REQUIRED IMPORTED_TARGET sleef)
pkg_check_modules(SQLITE3 REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(ZMQ REQUIRED IMPORTED_TARGET libzmq)
find_package(LibLZMA REQUIRED)
find_package(ZLIB REQUIRED)
find_package(CapnProto REQUIRED)
# The paths of the compilers in Debian's CMake files are wrong.
find_program(CAPNP capnp REQUIRED)
find_program(CAPNPC_CPP capnpc-c++ REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)

# Debian's ns-3 package ships no usable CMake or pkg-config files for its libraries
# alone, so each module is found by its library. The applications are not called but found by
# name at run time.
add_library(ns3 INTERFACE)
foreach(module IN ITEMS applications core internet internet-apps mobility network)
  find_library(NS3_${module} ns3-${module} REQUIRED)
  target_link_libraries(ns3 INTERFACE ${NS3_${module}})
endforeach()

# The usual way to build a network with ns-3, which bench/ and the twin test compare with.
add_library(ns3_reference INTERFACE)
target_link_libraries(ns3_reference INTERFACE ns3)
foreach(module IN ITEMS point-to-point traffic-control)
  find_library(NS3_${module} ns3-${module} REQUIRED)
  target_link_libraries(ns3_reference INTERFACE ${NS3_${module}})
endforeach()
