# Scenarios drawn from a seed over packet and message fidelity, each run a process.
orbitmesh_test(mesh_accuracy
  SOURCES
    message/accuracy/accuracy_run.cc
    message/accuracy/accuracy_scenario.cc
    message/accuracy/accuracy_test.cc
  DEPENDS orbitmesh_bench orbitmesh_mesh fmt::fmt
  TIMEOUT 300)
