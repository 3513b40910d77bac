#include <fmt/format.h>

#include <algorithm>

#include "core/quantity.h"
#include "core/suggestion.h"
#include "inference/service_time.h"
#include "scenarios/model_placement.h"
#include "scenarios/validation.h"
#include "scenarios/validation_parts.h"

namespace orbitmesh {
namespace {

bool any_satellite_holds(const Scenario& scenario, std::string_view model,
                         const ProfileLibrary& library) {
  return std::any_of(
      scenario.constellations.begin(), scenario.constellations.end(),
      [&](const ConstellationSection& shell) { return holds(shell, model, scenario, library); });
}

bool any_site_holds(const Scenario& scenario, std::string_view model,
                    const ProfileLibrary& library) {
  return std::any_of(scenario.sites.begin(), scenario.sites.end(), [&](const SiteSection& site) {
    return holds(site, model, scenario, library);
  });
}

void check_reachable_ground(const Scenario& scenario, const SourceLocation& where) {
  if (!scenario.gateways.empty()) return;
  throw InputError(where, "no satellite can reach the ground: add at least one [[gateway]]");
}

void check_local(const ClientSection& client, const WorkloadSection& workload,
                 const ProfileLibrary& library) {
  const SourceLocation& where = workload.policy.where.of("kind");
  if (!client.accelerator) {
    throw InputError(where, fmt::format("policy 'local' needs an accelerator on board: add "
                                        "accelerator = \"...\" to client '{}'",
                                        client.name));
  }
  const AcceleratorProfile* accelerator = library.find_accelerator(*client.accelerator);
  const ModelProfile* model = library.find_model(workload.profile);
  if (fits(*model, *accelerator, 1)) return;
  throw InputError(where, fmt::format("{}: it cannot run there; use policy 'nearest' or 'ground'",
                                      why_not(*model, *accelerator, 1)));
}

void check_nearest(const WorkloadSection& workload, const Scenario& scenario,
                   const ProfileLibrary& library) {
  const SourceLocation& where = workload.policy.where.of("kind");
  if (any_satellite_holds(scenario, workload.profile, library)) return;
  if (!any_site_holds(scenario, workload.profile, library)) {
    throw InputError(where, fmt::format("no satellite and no datacenter holds '{}': add it to the "
                                        "accelerator.models of a constellation or site",
                                        workload.profile));
  }
  check_reachable_ground(scenario, where);
}

void check_ground_site(const WorkloadSection& workload, const Scenario& scenario,
                       const ProfileLibrary& library) {
  const std::string& name = *workload.policy.site;
  const SourceLocation& where = workload.policy.where.of("site");
  const SiteSection* site = scenario.find_site(name);
  if (site == nullptr) reject_reference(where, "site", "site", name, names_in(scenario.sites));
  if (site->kind != SiteKind::kDatacenter) {
    throw InputError(where, fmt::format("'{}' is no datacenter; policy 'ground' needs a site of "
                                        "kind = \"datacenter\"",
                                        name));
  }
  if (holds(*site, workload.profile, scenario, library)) return;
  throw InputError(where, fmt::format("datacenter '{}' does not hold '{}'; add it to its "
                                      "accelerator.models",
                                      name, workload.profile));
}

void check_ground(const WorkloadSection& workload, const Scenario& scenario,
                  const ProfileLibrary& library) {
  if (workload.policy.site) {
    check_ground_site(workload, scenario, library);
  } else if (!any_site_holds(scenario, workload.profile, library)) {
    throw InputError(
        workload.policy.where.of("kind"),
        fmt::format("no datacenter holds '{}'; add it to the accelerator.models of one",
                    workload.profile));
  }
  check_reachable_ground(scenario, workload.policy.where.of("kind"));
}

void check_policy(const ClientSection& client, const WorkloadSection& workload,
                  const Scenario& scenario, const ProfileLibrary& library) {
  if (workload.policy.site && workload.policy.kind != PolicyKind::kGround) {
    throw InputError(workload.policy.where.of("site"),
                     fmt::format("policy '{}' takes no 'site'; remove it, or use kind = \"ground\"",
                                 to_string(workload.policy.kind)));
  }
  switch (workload.policy.kind) {
    case PolicyKind::kLocal:
      return check_local(client, workload, library);
    case PolicyKind::kNearest:
      return check_nearest(workload, scenario, library);
    case PolicyKind::kGround:
      return check_ground(workload, scenario, library);
  }
}

void check_times(const WorkloadSection& workload) {
  if (workload.give_up < workload.deadline) {
    throw InputError(
        workload.where.of("give_up"),
        fmt::format("'give_up' is {}, less than the deadline of {}; it must be at "
                    "least as long",
                    format_quantity(workload.give_up), format_quantity(workload.deadline)));
  }
  const ArrivalModel& arrival = workload.arrival;
  if (arrival.kind == ArrivalKind::kServer && arrival.jitter != Duration()) {
    throw InputError(arrival.where.of("jitter"),
                     "'jitter' has no meaning for arrivals of kind \"server\"; remove it");
  }
  if (arrival.jitter > Duration::from_seconds(1.0 / arrival.rate.si)) {
    throw InputError(arrival.where.of("jitter"),
                     fmt::format("'jitter' is {}, longer than a period at {}; it must be at most "
                                 "one period",
                                 format_quantity(arrival.jitter), format_quantity(arrival.rate)));
  }
}

void check_local_memory(const ClientSection& client, const ProfileLibrary& library) {
  if (!client.accelerator) return;
  const AcceleratorProfile* accelerator = library.find_accelerator(*client.accelerator);
  const Bytes needed = resident_bytes(local_models(client, library), *accelerator);
  if (!(accelerator->memory.value < needed)) return;
  throw InputError(client.where.of("accelerator"),
                   fmt::format("the models of the local workloads of '{}' need {} together, {} has "
                               "{}: let fewer of them be local",
                               client.name, format_quantity(needed), accelerator->name,
                               format_quantity(accelerator->memory.value)));
}

void check_client(const ClientSection& client, const Scenario& scenario,
                  const ProfileLibrary& library) {
  const SiteSection* site = scenario.find_site(client.site);
  if (site == nullptr) {
    reject_reference(client.where.of("site"), "site", "site", client.site,
                     names_in(scenario.sites));
  }
  if (site->kind != SiteKind::kRemote) {
    throw InputError(
        client.where.of("site"),
        fmt::format("'{}' is a datacenter; a client works at a remote site", client.site));
  }
  if (client.accelerator) {
    require_accelerator(library, *client.accelerator, "accelerator",
                        client.where.of("accelerator"));
  }
  for (const WorkloadSection& workload : client.workloads) {
    require_model(library, workload.profile, "profile", workload.where.of("profile"));
    check_times(workload);
    check_policy(client, workload, scenario, library);
  }
  check_local_memory(client, library);
}

}  // namespace

void check_clients(const Scenario& scenario, const ProfileLibrary& library) {
  std::int64_t instances = 0;
  for (const ClientSection& client : scenario.clients) {
    check_client(client, scenario, library);
    instances += client.count;
    if (instances <= kMaxClientInstances) continue;
    throw InputError(client.where.of("count"),
                     fmt::format("the clients up to '{}' have {} instances; at most {} are "
                                 "permitted",
                                 client.name, instances, kMaxClientInstances));
  }
}

}  // namespace orbitmesh
