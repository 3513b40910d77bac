#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/config_override.h"
#include "core/quantity.h"
#include "inference/external_agent.h"
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

void check_satellite(const WorkloadSection& workload, const Scenario& scenario,
                     const ProfileLibrary& library) {
  if (any_satellite_holds(scenario, workload.profile, library)) return;
  throw InputError(workload.policy.where.of("kind"),
                   fmt::format("no satellite holds '{}'; add it to the accelerator.models of a "
                               "constellation",
                               workload.profile));
}

bool any_on_board(const ClientSection& client, const WorkloadSection& workload,
                  const ProfileLibrary& library) {
  const auto on_board = local_models(client, library);
  const ModelProfile* model = library.find_model(workload.profile);
  return std::find(on_board.begin(), on_board.end(), model) != on_board.end();
}

void check_local_use(const ClientSection& client, const WorkloadSection& workload,
                     const ProfileLibrary& library) {
  if (!needs_local_model(workload)) return;
  if (policy_entry(workload.policy.kind).local == LocalUse::kWithFallback) {
    return check_on_board(client, workload, "fallback", "fallback = \"none\"", library);
  }
  check_on_board(client, workload, "kind", "policy 'nearest' or 'ground'", library);
}

void check_remote_use(const ClientSection& client, const WorkloadSection& workload,
                      const Scenario& scenario, const ProfileLibrary& library) {
  switch (policy_entry(workload.policy.kind).remote) {
    case RemoteUse::kNever:
      return;
    case RemoteUse::kAny:
      return check_nearest(workload, scenario, library);
    case RemoteUse::kGround:
      return check_ground(workload, scenario, library);
    case RemoteUse::kSatellite:
      return check_satellite(workload, scenario, library);
    case RemoteUse::kOptional:
      if (!any_on_board(client, workload, library)) check_nearest(workload, scenario, library);
  }
}

void check_cut(const WorkloadSection& workload, const ProfileLibrary& library) {
  const ModelProfile& model = *library.find_model(workload.profile);
  if (model.cuts.empty()) {
    throw InputError(workload.policy.where.of("kind"),
                     fmt::format("the profile of '{}' names no cuts, so that there is nothing to "
                                 "split; use another policy or add them",
                                 workload.profile));
  }
  if (!workload.policy.cut) return;
  const auto cuts = names_in(model.cuts);
  if (std::find(cuts.begin(), cuts.end(), *workload.policy.cut) != cuts.end()) return;
  reject_reference(workload.policy.where.of("cut"), "cut", "cut", *workload.policy.cut, cuts);
}

bool takes(const PolicyEntry& policy, std::string_view key) {
  return std::find(policy.keys.begin(), policy.keys.end(), key) != policy.keys.end();
}

void reject_policy_key(const ClientSection& client, const WorkloadSection& workload,
                       std::string_view key) {
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
  const auto with = std::find_if(std::begin(kPolicies), std::end(kPolicies),
                                 [&](const PolicyEntry& policy) { return takes(policy, key); });
  throw InputError(where.of(key),
                   fmt::format("policy '{}' takes no '{}'; remove it, or use kind = \"{}\"", kind,
                               key, with->name));
}

void check_keys(const ClientSection& client, const WorkloadSection& workload) {
  const PolicySection& policy = workload.policy;
  const std::pair<std::string_view, bool> given[] = {
      {"site", policy.site.has_value()},
      {"fallback", policy.fallback.has_value()},
      {"probe", policy.probe.has_value()},
      {"after", policy.after.has_value()},
      {"quantile", policy.quantile.has_value()},
      {"copies", policy.copies.has_value()},
      {"cut", policy.cut.has_value()},
      {"on_mismatch", policy.on_mismatch.has_value()},
      {"endpoint", policy.endpoint.has_value()},
      {"frames", policy.frames.has_value()},
      {"timeout", policy.timeout.has_value()},
      {"decision_time", policy.decision_time.has_value()},
      {"energy_weight", policy.energy_weight.has_value()},
      {"bytes_weight", policy.bytes_weight.has_value()},
      {"replicate_when", policy.replicate_when.has_value()}};
  for (const auto& [key, present] : given) {
    if (present && !takes(policy_entry(policy.kind), key)) {
      reject_policy_key(client, workload, key);
    }
  }
  const RemoteUse remote = policy_entry(policy.kind).remote;
  if (policy.satellites && (remote == RemoteUse::kNever || remote == RemoteUse::kGround)) {
    throw InputError(
        policy.where.of("satellites"),
        fmt::format("policy '{}' uses no satellites; remove 'satellites'", to_string(policy.kind)));
  }
  if (policy.after && policy.quantile) {
    throw InputError(policy.where.of("quantile"),
                     "'quantile' has no meaning beside a fixed 'after'; remove one of them");
  }
}

void check_external(const WorkloadSection& workload) {
  const PolicySection& policy = workload.policy;
  if (policy.decision_time && !(*policy.decision_time < workload.deadline)) {
    throw InputError(policy.where.of("decision_time"),
                     fmt::format("'decision_time' must be less than the deadline ({})",
                                 format_quantity(workload.deadline)));
  }
  if (!policy.endpoint) return;
  try {
    check_agent_endpoint(*policy.endpoint);
  } catch (const InputError& error) {
    throw InputError(policy.where.of("endpoint"), error.what());
  }
}

/// Keys about the state of satellites are known for some satellite.
void check_satellite_rules(const PolicySection& policy, const Scenario& scenario) {
  const auto reject = [&](std::string_view key, std::string_view why) {
    throw InputError(policy.where.of(key), fmt::format("'{}' {}", key, why));
  };
  const RemoteUse remote = policy_entry(policy.kind).remote;
  const bool none = remote == RemoteUse::kNever || remote == RemoteUse::kGround;
  const bool avoids = policy.avoid_saa.value_or(false);
  if (avoids && none) reject("avoid_saa", "has no meaning for a policy without satellites");
  if (policy.min_charge && none) {
    reject("min_charge", "has no meaning for a policy without satellites");
  }
  const bool by_saa = policy.replicate_when.value_or(ReplicateWhen::kAlways) == ReplicateWhen::kSaa;
  const std::string_view no_radiation =
      "needs radiation: add radiation = {} to a [[constellation]] with an accelerator";
  if (avoids && !scenario.has_faults()) reject("avoid_saa", no_radiation);
  if (by_saa && !scenario.has_faults()) reject("replicate_when", no_radiation);
  if (policy.min_charge && !scenario.has_buses()) {
    reject("min_charge",
           "needs satellites with a battery: add a bus to a [[constellation]] with "
           "an accelerator");
  }
}

}  // namespace

void check_policy(const ClientSection& client, const WorkloadSection& workload,
                  const Scenario& scenario, const ProfileLibrary& library) {
  check_keys(client, workload);
  check_satellite_rules(workload.policy, scenario);
  check_local_use(client, workload, library);
  check_remote_use(client, workload, scenario, library);
  if (workload.policy.kind == PolicyKind::kSplit) check_cut(workload, library);
  if (workload.policy.kind == PolicyKind::kExternal) check_external(workload);
}

}  // namespace orbitmesh
