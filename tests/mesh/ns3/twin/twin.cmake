# The same scenario over the packet plane and over stock ns-3 nodes and devices.
orbitmesh_test(mesh_twin
  SOURCES
    ns3/twin/arrival.cc
    ns3/twin/lean_twin.cc
    ns3/twin/reference_twin.cc
    ns3/twin/twin_scenario.cc
    ns3/twin/twin_test.cc
    ns3/twin/twin_traffic.cc
  DEPENDS orbitmesh_bench orbitmesh_reference orbitmesh_mesh ns3_reference
  TIMEOUT 300)
