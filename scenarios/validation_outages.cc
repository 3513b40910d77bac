#include <fmt/format.h>

#include "core/quantity.h"
#include "scenarios/validation_parts.h"

namespace orbitmesh {
namespace {

[[noreturn]] void reject(const OutageSection& outage, std::string_view key, std::string_view why) {
  throw InputError(outage.where.of(key), fmt::format("'{}' {}", key, why));
}

void check_selection(const OutageSection& outage) {
  std::vector<std::string_view> given;
  if (!outage.targets.empty()) given.push_back("targets");
  if (outage.count) given.push_back("count");
  if (outage.share) given.push_back("share");
  if (outage.region) given.push_back("region");
  if (given.size() > 1) {
    reject(outage, given[1], fmt::format("and '{}' both say what is struck: keep one", given[0]));
  }
  if (given.empty() && !outage.mtbf) {
    throw InputError(outage.where.section(),
                     fmt::format("the outage '{}' does not say what is struck: add targets, count, "
                                 "share or region",
                                 outage.name));
  }
  if (outage.what == OutageTarget::kLink && outage.targets.empty()) {
    throw InputError(outage.where.of("what"),
                     "links are named one by one: add targets, or use another kind");
  }
  const bool on_ground = outage.what == OutageTarget::kGateway ||
                         outage.what == OutageTarget::kSite ||
                         outage.what == OutageTarget::kTerminal;
  if (outage.region && !on_ground) {
    reject(outage, "region", "is for gateways, sites and terminals alone");
  }
}

void check_times(const OutageSection& outage, Duration run) {
  if (outage.start >= run) {
    reject(outage, "start",
           fmt::format("is {}, not before the end of the run at {}", format_quantity(outage.start),
                       format_quantity(run)));
  }
  if (outage.mtbf && outage.duration) {
    reject(outage, "duration", "is of a single outage; random ones take 'mttr'");
  }
  if (outage.mtbf && !outage.mttr) {
    reject(outage, "mtbf", "needs mttr as well, the mean time to repair");
  }
  if (outage.mttr && !outage.mtbf) {
    reject(outage, "mttr", "is of random outages: add mtbf, or use duration");
  }
}

void check_effect(const OutageSection& outage) {
  if (outage.what != OutageTarget::kSatellite || outage.down()) return;
  const std::string_view key = outage.rate_factor   ? "rate_factor"
                               : outage.extra_delay ? "extra_delay"
                                                    : "loss";
  reject(outage, key,
         "has no meaning for a satellite, which can only be down; use what = \"laser\"");
}

}  // namespace

void check_outages(const Scenario& scenario) {
  for (const OutageSection& outage : scenario.outages) {
    check_selection(outage);
    check_times(outage, scenario.run.duration);
    check_effect(outage);
  }
}

}  // namespace orbitmesh
