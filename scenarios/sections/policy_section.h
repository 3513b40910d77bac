#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/fields.h"
#include "core/section_location.h"
#include "core/time.h"
#include "inference/fallback.h"
#include "inference/make_policy.h"
#include "wire/policy_codec.h"

namespace orbitmesh {

/// Where requests are placed; see inference/make_policy.h. A key that its policy does not
/// read (PolicyEntry::keys) is refused.
struct PolicySection {
  PolicyKind kind = PolicyKind::kLocal;
  std::optional<std::int64_t> satellites;  ///< the policy's own number without it
  std::optional<std::string> site;
  std::optional<Fallback> fallback;  ///< kDeadline: always set once loaded
  std::optional<Duration> probe;
  std::optional<Duration> after;
  std::optional<double> quantile;
  std::optional<std::int64_t> copies;
  std::optional<OnMismatch> on_mismatch;
  std::optional<std::string> cut;
  std::optional<std::string> endpoint;
  std::optional<PolicyFrames> frames;
  std::optional<Duration> timeout;
  std::optional<Duration> decision_time;
  std::optional<double> energy_weight;
  std::optional<double> bytes_weight;
  std::optional<ReplicateWhen> replicate_when;
  std::optional<bool> avoid_saa;
  std::optional<double> min_charge;
  SectionLocation where;

  std::int64_t offered_satellites() const {
    return satellites.value_or(policy_entry(kind).satellites);
  }

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("kind", kind, Spec<PolicyKind>("how a node is chosen").required());
    v.field("satellites", satellites,
            Spec<std::int64_t>("how many of the nearest satellites the policy chooses among; its "
                               "own number without this key")
                .min(1)
                .max(64));
    v.field("site", site, Spec<std::string>("ground: datacenter to use").not_empty());
    v.field("fallback", fallback,
            Spec<Fallback>("deadline: what runs a copy when no remote answer comes in time; "
                           "none without this key"));
    v.field("probe", probe,
            Spec<Duration>(
                "least-loaded, external: how often the nodes on offer are asked for their wait; "
                "never without this key")
                .min(Duration::from_ms(10))
                .max(Duration::from_s(3'600)));
    v.field("after", after,
            Spec<Duration>("hedged: start of the second copy after issue; by the quantile "
                           "without this key")
                .min(Duration())
                .max(Duration::from_s(3'600)));
    v.field("quantile", quantile,
            Spec<double>("hedged: quantile of the observed latencies at which the second copy "
                         "starts; 0.95 without this key")
                .min(0.01)
                .max(0.999));
    v.field("copies", copies,
            Spec<std::int64_t>("replicated: 2 compares (DMR), 3 votes (TMR); 3 without this key")
                .min(2)
                .max(3));
    v.field("on_mismatch", on_mismatch,
            Spec<OnMismatch>("replicated: what follows when no two answers agree; retry without "
                             "this key"));
    v.field("replicate_when", replicate_when,
            Spec<ReplicateWhen>("replicated: copies always, or where the first choice is in the "
                                "South Atlantic Anomaly or a storm of solar protons alone; always "
                                "without this key"));
    v.field("avoid_saa", avoid_saa,
            Spec<bool>("offers no satellites in the South Atlantic Anomaly or a storm of solar "
                       "protons where others can be reached"));
    v.field("min_charge", min_charge,
            Spec<double>("offers no satellites whose battery was below this share at their last "
                         "reply where others can be reached")
                .min(0)
                .max(1));
    v.field("cut", cut,
            Spec<std::string>("split: where the model is divided; the best place for each "
                              "request without this key")
                .not_empty());
    v.field("endpoint", endpoint,
            Spec<std::string>("external: where the agent listens, ipc://PATH or tcp://HOST:PORT of "
                              "this machine; needed to run")
                .not_empty()
                .of_host());
    v.field("frames", frames,
            Spec<PolicyFrames>("external: how steps and decisions are written; json without this "
                               "key")
                .of_host());
    v.field("timeout", timeout,
            Spec<Duration>("external: longest wait of the host for one decision; 60 s without this "
                           "key")
                .min(Duration::from_ms(10))
                .max(Duration::from_s(3'600))
                .of_host());
    v.field("decision_time", decision_time,
            Spec<Duration>("external: simulated time from issue to the start of the first copy, "
                           "less than the deadline; none without this key")
                .min(Duration())
                .max(Duration::from_s(3'600)));
    v.field("energy_weight", energy_weight,
            Spec<double>("external: what a joule of the answering accelerator takes from a "
                         "request's reward; nothing without this key")
                .min(0)
                .max(1e6));
    v.field("bytes_weight", bytes_weight,
            Spec<double>("external: what a megabyte of messages takes from a request's reward; "
                         "nothing without this key")
                .min(0)
                .max(1e6));
  }
};

}  // namespace orbitmesh
