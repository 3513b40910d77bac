#include "scenarios/summary_mitigation.h"

#include <fmt/format.h>

#include "scenarios/summary_format.h"

namespace orbitmesh {
namespace {

std::string row(std::string_view name, std::int64_t count, Duration time, std::string_view rest) {
  return fmt::format("  {:<40} {:>11} {:>15.0f}  {}\n", name, grouped(count), time.seconds(), rest);
}

}  // namespace

std::string mitigation_section(const RunRecord& record) {
  if (!record.mitigation) return "";
  const MitigationCounts& n = *record.mitigation;
  const std::int64_t outages = n.recovery.reboots + n.recovery.power_cycles;
  std::string out = fmt::format("{:<42} {:>11} {:>15}\n", "Mitigation", "times", "node time [s]");
  out += row("nodes drained", n.drain.drains, n.drain.drained,
             fmt::format("{} requests refused, {:.3g} kJ idle", grouped(n.drain.refused),
                         n.drain.idle_j * 1e-3));
  out += row("reboots and power cycles", outages, n.recovery.down,
             fmt::format("{} power cycles; down, of it {:.0f} s silent",
                         grouped(n.recovery.power_cycles), n.recovery.silent.seconds()));
  out += fmt::format("  {:<40} {:>11} {:>15}  {} taken up again from checkpoints\n",
                     "requests lost at nodes that went down", grouped(n.recovery.lost), "-",
                     grouped(n.recovery.resumed));
  out += row("weights fetched over the mesh", n.fetch.fetches, n.fetch.time,
             fmt::format("{:.4g} GB", static_cast<double>(n.fetch.bytes.count) * 1e-9));
  return out + "\n";
}

}  // namespace orbitmesh
