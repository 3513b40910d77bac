#include "scenarios/blockage_plan.h"

#include <fmt/format.h>

#include "core/error.h"
#include "core/rng.h"
#include "scenarios/outage_plan.h"

namespace orbitmesh {
namespace {

void add_spells(const SiteSection& site, const Terminal& terminal, const std::string& name,
                const RunSection& run, std::vector<Outage>& outages) {
  BlockageProcess process(site.blockage->causes(),
                          RngStream(static_cast<std::uint64_t>(run.seed), "blockage " + name, 0));
  const Time end = Time{} + run.duration;
  for (Time at; at < end;) {
    const BlockageSpell spell = process.at(at);
    at = spell.end;
    if (spell.state == Blockage::kClear) continue;
    if (static_cast<std::int64_t>(outages.size()) >= kMaxOutages) {
      throw InputError(site.blockage->where.section(),
                       fmt::format("with the blockage of '{}' the run has more than {} outages: "
                                   "make it shorter",
                                   site.name, kMaxOutages));
    }
    LinkEffect down;
    down.down = true;
    outages.push_back({kBlockageCause,
                       OutageTarget::kTerminal,
                       name,
                       spell.begin,
                       spell.end,
                       down,
                       {terminal.up, terminal.down},
                       {}});
  }
}

}  // namespace

void add_blockage(const Scenario& scenario, const Topology& topology,
                  std::vector<Outage>& outages) {
  std::size_t number = 0;
  for (const SiteSection& site : scenario.sites) {
    if (site.kind != SiteKind::kRemote) continue;
    for (std::int64_t k = 0; k < site.terminals; ++k, ++number) {
      if (!site.blockage) continue;
      add_spells(site, topology.terminals()[number], terminal_name(site, k), scenario.run, outages);
    }
  }
}

}  // namespace orbitmesh
