#include "bench/bench_registry.h"

#include "bench/rows.h"
#include "core/error.h"
#include "core/simd_level.h"

namespace orbitmesh {
namespace {

struct Entry {
  const char* name;
  BenchRow (*run)(BenchSize);
  SimdLevel needs = SimdLevel::kBaseline;
};

constexpr Entry kRows[] = {
    {"orbit.j2", bench_orbit_j2},
    {"orbit.sgp4", bench_orbit_sgp4},
    {"orbit.sgp4_baseline", bench_orbit_sgp4_baseline},
    {"orbit.sgp4_avx2", bench_orbit_sgp4_avx2, SimdLevel::kAvx2},
    {"orbit.sgp4_avx512", bench_orbit_sgp4_avx512, SimdLevel::kAvx512},
    {"orbit.visibility", bench_orbit_visibility},
    {"nodes.environment", bench_nodes_environment},
    {"mesh.routes_1584x100", bench_routes_1584x100},
    {"mesh.routes_6000x100", bench_routes_6000x100},
    {"mesh.hop_rate_10_links", bench_hop_rate_10_links},
    {"mesh.setup_6000", bench_setup_6000},
    {"mesh.tcp_50x200kB", bench_tcp_50x200kB},
    {"mesh.message_vs_packet", bench_message_vs_packet},
    {"mesh.message_day", bench_message_day},
    {"mesh.hop_rate_100_flows_6000", bench_hop_rate_100_flows_6000},
    {"mesh.udp_100x10Mbps", bench_udp_100x10Mbps},
    {"cosim.inproc", bench_cosim_inproc},
    {"cosim.ipc", bench_cosim_ipc},
    {"inference.digits", bench_inference_digits},
    {"inference.blazeface128", bench_inference_blazeface128},
    {"inference.blazeface256", bench_inference_blazeface256},
    {"inference.pp_ocr_cls", bench_inference_pp_ocr_cls},
    {"inference.pp_ocr_det", bench_inference_pp_ocr_det},
    {"inference.pp_ocr_rec", bench_inference_pp_ocr_rec},
    {"inference.mlsd_tiny", bench_inference_mlsd_tiny},
    {"scenarios.sweep_64", bench_sweep_runs},
    {"inference.range_restriction", bench_inference_range_restriction},
    {"inference.checksums", bench_inference_checksums},
};

}  // namespace

std::vector<std::string> bench_names() {
  std::vector<std::string> names;
  for (const Entry& entry : kRows) {
    if (entry.needs <= best_simd_level()) names.emplace_back(entry.name);
  }
  return names;
}

BenchRow run_bench(const std::string& name, BenchSize size) {
  for (const Entry& entry : kRows) {
    if (name != entry.name) continue;
    if (entry.needs > best_simd_level()) {
      throw InputError("this CPU lacks the instruction set of '" + name + "'");
    }
    BenchRow row = entry.run(size);
    row.name = name;
    return row;
  }
  std::string known;
  for (const Entry& entry : kRows) known += std::string(known.empty() ? "" : ", ") + entry.name;
  throw InputError("no benchmark is named '" + name + "'; there are " + known);
}

}  // namespace orbitmesh
