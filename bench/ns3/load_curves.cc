#include "bench/load_curves.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "bench/log_log_plot.h"
#include "bench/ns3/city_flows.h"
#include "core/error.h"

namespace orbitmesh {
namespace {

constexpr char kPrefix[] = "mesh.load ";
constexpr std::array<int, 7> kFlows = {1, 3, 10, 30, 100, 300, 1000};
constexpr int kUsualFlows = 100;
constexpr BitRate kFlowRate{1'000'000};

/// Fewer satellites stand higher, so that they still cover every city.
struct Size {
  int planes;
  int per_plane;
  int phasing;
  double altitude_m;
  int satellites() const { return planes * per_plane; }
};
constexpr std::array<Size, 5> kSizes = {{{6, 11, 1, 2'000e3},
                                         {12, 22, 1, 1'200e3},
                                         {72, 22, 39, 550e3},
                                         {100, 60, 1, 550e3},
                                         {140, 74, 1, 550e3}}};
constexpr std::size_t kUsualSize = 2;

std::string point_name(int flows, const Size& size) {
  return fmt::format("{}{} {}", kPrefix, flows, size.satellites());
}

PlotPoint point(double x, int flows, const Size& size, BenchSize bench_size) {
  const Measurement best = best_in_process({point_name(flows, size)}, bench_size).front();
  const double cpu_s = 1 / best.value;
  return {x, cpu_s, fmt::format("{:.2g}", cpu_s)};
}

CityFlows spec_of(const std::string& name) {
  for (const Size& size : kSizes) {
    for (const int flows : kFlows) {
      if (name != point_name(flows, size)) continue;
      CityFlows spec;
      spec.shell.name = "load";
      spec.shell.planes = size.planes;
      spec.shell.per_plane = size.per_plane;
      spec.shell.phasing = size.phasing;
      spec.shell.altitude_m = size.altitude_m;
      spec.flows = flows;
      spec.rate = kFlowRate;
      return spec;
    }
  }
  throw InputError("no measurement is named '" + name + "'");
}

}  // namespace

bool is_load_measurement(const std::string& name) { return name.rfind(kPrefix, 0) == 0; }

Measurement measure_load(const std::string& name, BenchSize size) {
  CityFlows spec = spec_of(name);
  if (size == BenchSize::kTiny) {
    spec.flows = std::min(spec.flows, 2);
    spec.simulated = Duration::from_s(1);
  }
  const CityFlowsCost cost = run_city_flows(spec);
  return {spec.simulated.seconds() / cost.cpu_s, cost.cpu_s, cost.memory_MB};
}

std::string load_curves_svg(BenchSize size) {
  PlotPanel by_flows{"1,584 satellites", "flows of 1 Mbit/s", "CPU s a simulated second", {}};
  for (const int flows : kFlows) {
    by_flows.points.push_back(point(flows, flows, kSizes[kUsualSize], size));
  }
  PlotPanel by_satellites{"100 flows of 1 Mbit/s", "satellites", "CPU s a simulated second", {}};
  for (const Size& s : kSizes) {
    by_satellites.points.push_back(point(s.satellites(), kUsualFlows, s, size));
  }
  return log_log_plot_svg({by_flows, by_satellites});
}

}  // namespace orbitmesh
