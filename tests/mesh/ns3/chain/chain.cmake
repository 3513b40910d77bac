# The same traffic over a chain of the packet plane's ports and of stock ns-3 devices.
orbitmesh_test(mesh_chain
  SOURCES
    ns3/chain/chain_of_devices.cc
    ns3/chain/chain_of_ports.cc
    ns3/chain/chain_test.cc
    ns3/chain/chain_traffic.cc
    ns3/twin/arrival.cc
  DEPENDS orbitmesh_bench orbitmesh_reference orbitmesh_mesh ns3_reference
  TIMEOUT 120)
