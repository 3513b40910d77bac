#pragma once

#include "inference/deadline_policy.h"
#include "inference/external_policy.h"
#include "inference/ground_policy.h"
#include "inference/hedged_policy.h"
#include "inference/least_energy_policy.h"
#include "inference/least_latency_policy.h"
#include "inference/least_loaded_policy.h"
#include "inference/local_policy.h"
#include "inference/nearest_policy.h"
#include "inference/oracle_policy.h"
#include "inference/policy_entry.h"
#include "inference/replicated_policy.h"
#include "inference/round_robin_policy.h"
#include "inference/satellite_policy.h"
#include "inference/split_policy.h"

namespace orbitmesh {

/// Every policy there is, in the order of PolicyKind. A line here registers one more; see
/// docs/policies.md.
inline constexpr PolicyEntry kPolicies[] = {
    {"local", make<LocalPolicy>, LocalUse::kNeeded, RemoteUse::kNever},
    {"nearest", make<NearestPolicy>},
    {"ground",
     make<GroundPolicy, &PolicyOptions::site>,
     LocalUse::kNever,
     RemoteUse::kGround,
     1,
     {"site"}},
    {"satellite", make<SatellitePolicy>, LocalUse::kNever, RemoteUse::kSatellite},
    {"least-latency", make<LeastLatencyPolicy>, LocalUse::kWhereItFits, RemoteUse::kOptional},
    {"deadline",
     make<DeadlinePolicy, &PolicyOptions::fallback>,
     LocalUse::kWithFallback,
     RemoteUse::kAny,
     1,
     {"fallback"}},
    {"least-energy", make<LeastEnergyPolicy>, LocalUse::kWhereItFits, RemoteUse::kOptional},
    {"round-robin", make<RoundRobinPolicy>, LocalUse::kNever, RemoteUse::kAny, 3},
    {"least-loaded", make<LeastLoadedPolicy>, LocalUse::kNever, RemoteUse::kAny, 3, {"probe"}},
    {"hedged",
     make<HedgedPolicy, &PolicyOptions::after, &PolicyOptions::quantile>,
     LocalUse::kWhereItFits,
     RemoteUse::kAny,
     2,
     {"after", "quantile"}},
    {"replicated",
     make<ReplicatedPolicy, &PolicyOptions::copies, &PolicyOptions::on_mismatch,
          &PolicyOptions::replicate_when>,
     LocalUse::kNever,
     RemoteUse::kAny,
     4,
     {"copies", "on_mismatch", "replicate_when"}},
    {"split",
     make<SplitPolicy, &PolicyOptions::cut>,
     LocalUse::kNeeded,
     RemoteUse::kAny,
     1,
     {"cut"}},
    {"oracle", make<OraclePolicy, &PolicyOptions::clairvoyant>, LocalUse::kWhereItFits,
     RemoteUse::kOptional, 16},
    {"external",
     make<ExternalPolicy, &PolicyOptions::external>,
     LocalUse::kWhereItFits,
     RemoteUse::kOptional,
     3,
     {"endpoint", "frames", "timeout", "decision_time", "energy_weight", "bytes_weight", "probe"}},
};

}  // namespace orbitmesh
