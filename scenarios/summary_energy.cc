#include "scenarios/summary_energy.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/units.h"
#include "scenarios/summary_format.h"
#include "scenarios/summary_requests.h"

namespace orbitmesh {
namespace {

std::string energy_row(const WorkloadMetrics& workload, const WorkloadEnergy& energy) {
  const auto an_answer = [&](double sum) {
    return readable_factor(sum / static_cast<double>(energy.answered));
  };
  return fmt::format("  {:<28} {:>11} {:>11} {:>11} {:>11} {:>11}\n", workload_label(workload, 28),
                     an_answer(energy.total_j()), an_answer(energy.compute_j),
                     an_answer(energy.idle_j), an_answer(energy.radio_j),
                     an_answer(static_cast<double>(energy.bytes) * 1e-3));
}

std::string bus_line(const BusMetrics& bus) {
  return fmt::format(
      "  satellite buses: mean clock {:.2f}, least {:.2f}; {} of {} off {:.1f} % of the time; "
      "least "
      "charge {:.1f} kWh; hottest junction {:.0f} degC\n",
      bus.mean_clock, bus.least_clock, grouped(bus.nodes_off), grouped(bus.nodes),
      100 * bus.off_share, bus.least_charge_j / kilowatt_hours(1).si,
      bus.hottest_junction_k - kZeroCelsius_K);
}

}  // namespace

std::string energy_section(const RunRecord& record, const RunMetrics& metrics) {
  const auto& energies = metrics.energies;
  const bool any = std::any_of(energies.begin(), energies.end(),
                               [](const WorkloadEnergy& e) { return e.answered > 0; });
  if (!any || record.node_energies.empty()) return "";
  std::string out =
      fmt::format("{:<30} {:>11} {:>11} {:>11} {:>11} {:>11}\n", "Energy an answer [J]", "all",
                  "compute", "idle", "radio", "sent [kB]");
  for (std::size_t i = 0; i < energies.size(); ++i) {
    if (energies[i].answered > 0) out += energy_row(metrics.workloads[i], energies[i]);
  }
  out += "  idle: of the nodes that answered, over the run; radio by guessed J/bit\n";
  if (metrics.buses) out += bus_line(*metrics.buses);
  return out + "\n";
}

}  // namespace orbitmesh
