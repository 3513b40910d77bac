# Link physics against published check values, which are no part of the project.
orbitmesh_test(mesh_phy
  SOURCES
    phy/blockage_environment_test.cc
    phy/blockage_test.cc
    phy/check_values.cc
    phy/cloud_attenuation_test.cc
    phy/feeder_band_test.cc
    phy/gas_attenuation_test.cc
    phy/link_budget_test.cc
    phy/modcod_test.cc
    phy/ntn_environment_test.cc
    phy/path_attenuation_test.cc
    phy/rain_attenuation_test.cc
    phy/rain_height_test.cc
    phy/rain_link_rate_test.cc
    phy/rain_process_test.cc
    phy/rain_series_test.cc
    phy/rain_specific_attenuation_test.cc
    phy/rain_throughput_test.cc
    phy/scintillation_test.cc
    phy/street_canyon_test.cc
  DEPENDS orbitmesh_mesh)
target_compile_definitions(test_mesh_phy PRIVATE
  ORBITMESH_SHARED_DATA="${PROJECT_SOURCE_DIR}/../shared/data")
