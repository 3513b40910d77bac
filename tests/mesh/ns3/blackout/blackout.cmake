# ZeroMQ's settings through a blackout of the path.
orbitmesh_test(mesh_blackout
  SOURCES
    ns3/blackout/blackout_run.cc
    ns3/blackout/blackout_test.cc
  DEPENDS orbitmesh_mesh ns3)
