#include <fmt/format.h>

#include <algorithm>

#include "core/config_override.h"
#include "inference/service_time.h"
#include "scenarios/model_placement.h"
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

// The client's own accelerator exists and can run the model; `key` of the policy is why it
// must, `remedy` what else the scenario may say.
void check_on_board(const ClientSection& client, const WorkloadSection& workload,
                    std::string_view key, std::string_view remedy, const ProfileLibrary& library) {
  const SourceLocation& where = workload.policy.where.of(key);
  if (!client.accelerator) {
    throw InputError(where, fmt::format("{} 'local' needs an accelerator on board: add "
                                        "accelerator = \"...\" to client '{}', or use {}",
                                        key == "kind" ? "policy" : key, client.name, remedy));
  }
  const AcceleratorProfile* accelerator = library.find_accelerator(*client.accelerator);
  const ModelProfile* model = library.find_model(workload.profile);
  if (fits(*model, *accelerator, 1)) return;
  throw InputError(where, fmt::format("{}: it cannot run there; use {}",
                                      why_not(*model, *accelerator, 1), remedy));
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

void check_deadline(const ClientSection& client, const WorkloadSection& workload,
                    const Scenario& scenario, const ProfileLibrary& library) {
  check_nearest(workload, scenario, library);
  if (!needs_local_model(workload)) return;
  check_on_board(client, workload, "fallback", "fallback = \"none\"", library);
}

void check_least_latency(const ClientSection& client, const WorkloadSection& workload,
                         const Scenario& scenario, const ProfileLibrary& library) {
  const auto on_board = local_models(client, library);
  const ModelProfile* model = library.find_model(workload.profile);
  if (std::find(on_board.begin(), on_board.end(), model) != on_board.end()) return;
  check_nearest(workload, scenario, library);
}

// `with` is the policy that knows the key.
void reject_policy_key(const ClientSection& client, const WorkloadSection& workload,
                       std::string_view key, PolicyKind with) {
  const SectionLocation& where = workload.policy.where;
  const std::string_view kind = to_string(workload.policy.kind);
  // An override of the kind alone keeps the file's other keys, and cannot remove them.
  const bool overridden = is_override(where.of("kind")) && !is_override(where.of(key));
  if (overridden) {
    throw InputError(
        where.of("kind"),
        fmt::format("policy '{0}' takes no '{1}', which is given at {2}; replace the whole policy: "
                    "--set 'client.{3}.workload.{4}.policy={{ kind = \"{0}\" }}'",
                    kind, key, where.of(key).str(), client.name, workload.name));
  }
  throw InputError(where.of(key),
                   fmt::format("policy '{}' takes no '{}'; remove it, or use kind = \"{}\"", kind,
                               key, to_string(with)));
}

}  // namespace

void check_policy(const ClientSection& client, const WorkloadSection& workload,
                  const Scenario& scenario, const ProfileLibrary& library) {
  const PolicySection& policy = workload.policy;
  if (policy.site && policy.kind != PolicyKind::kGround) {
    reject_policy_key(client, workload, "site", PolicyKind::kGround);
  }
  if (policy.fallback && policy.kind != PolicyKind::kDeadline) {
    reject_policy_key(client, workload, "fallback", PolicyKind::kDeadline);
  }
  switch (policy.kind) {
    case PolicyKind::kLocal:
      return check_on_board(client, workload, "kind", "policy 'nearest' or 'ground'", library);
    case PolicyKind::kNearest:
      return check_nearest(workload, scenario, library);
    case PolicyKind::kGround:
      return check_ground(workload, scenario, library);
    case PolicyKind::kLeastLatency:
      return check_least_latency(client, workload, scenario, library);
    case PolicyKind::kDeadline:
      return check_deadline(client, workload, scenario, library);
  }
}

}  // namespace orbitmesh
