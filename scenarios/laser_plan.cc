#include "scenarios/laser_plan.h"

#include <fmt/format.h>

#include "core/error.h"
#include "mesh/laser_outages.h"
#include "scenarios/outage_plan.h"

namespace orbitmesh {
namespace {

// An interruption and its acquisition are two.
double expected_outages(const Topology& topology, Duration run) {
  double expected = 0;
  for (const Topology::Isl& isl : topology.isls()) {
    if (isl.uptime.share >= 1) continue;
    const Duration cycle =
        mean_laser_uptime(isl.uptime) + isl.uptime.mean_interruption + isl.uptime.acquisition;
    expected += 2 * (1 - isl.uptime.share + run.seconds() / cycle.seconds());
  }
  return expected;
}

[[noreturn]] void reject(const Scenario& scenario) {
  for (const ConstellationSection& section : scenario.constellations) {
    if (!section.isl.uptime) continue;
    throw InputError(section.isl.where.of("uptime"),
                     fmt::format("with the interruptions of lasers the run has more than {} "
                                 "outages: make it shorter, or 'mean_interruption' longer",
                                 kMaxOutages));
  }
  throw InputError(
      fmt::format("with the acquisition of lasers after each the run has more than {} "
                  "outages: let fewer things fail, or set isl.acquisition to \"0 s\"",
                  kMaxOutages));
}

}  // namespace

void add_laser_outages(const Scenario& scenario, const Topology& topology,
                       std::vector<Outage>& outages) {
  const auto most = static_cast<double>(kMaxOutages);
  if (expected_outages(topology, scenario.run.duration) > most) reject(scenario);
  const std::vector<Outage> of_lasers =
      laser_outages(topology, outages, static_cast<std::uint64_t>(scenario.run.seed),
                    Time{} + scenario.run.duration);
  outages.insert(outages.end(), of_lasers.begin(), of_lasers.end());
  if (static_cast<double>(outages.size()) > most) reject(scenario);
}

}  // namespace orbitmesh
