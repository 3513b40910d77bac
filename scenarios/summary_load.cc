#include "scenarios/summary_load.h"

#include <fmt/format.h>

#include "scenarios/summary_format.h"
#include "scenarios/summary_requests.h"

namespace orbitmesh {
namespace {

std::string throughput_rows(const std::vector<WorkloadMetrics>& workloads) {
  std::string rows;
  for (const WorkloadMetrics& w : workloads) {
    if (!w.has_throughput) continue;
    rows += fmt::format("  {:<28} {:>14}\n", workload_label(w, 28),
                        w.throughput ? fmt::format("{:.4g}", *w.throughput) : "-");
  }
  return rows;
}

std::string target_rows(const std::vector<WorkloadMetrics>& workloads) {
  std::string rows;
  for (const WorkloadMetrics& w : workloads) {
    if (!w.target) continue;
    rows +=
        fmt::format("  {:<28} {:>7} {:>9} {:>9} {:>9} {:>9}  {}\n", workload_label(w, 28),
                    fmt::format("p{:g}", 100.0 * w.target->percentile), readable(w.target->block),
                    grouped(w.verdict.blocks), grouped(w.verdict.over), grouped(w.verdict.needed),
                    w.verdict.valid() ? "VALID" : "INVALID");
  }
  return rows;
}

}  // namespace

std::string load_section(const std::vector<WorkloadMetrics>& workloads) {
  std::string out;
  const std::string throughputs = throughput_rows(workloads);
  if (!throughputs.empty()) {
    out += fmt::format("{:<30} {:>14}\n", "Throughput", "answers/s") + throughputs + "\n";
  }
  const std::string targets = target_rows(workloads);
  if (!targets.empty()) {
    out += fmt::format("{:<30} {:>7} {:>9} {:>9} {:>9} {:>9}\n", "Targets", "within", "block",
                       "blocks", "over", "needed") +
           targets + "  deadlines kept at 99 % confidence; blocks needed for so many over\n\n";
  }
  return out;
}

}  // namespace orbitmesh
