#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "core/fields.h"
#include "core/section_location.h"
#include "core/time.h"
#include "core/units.h"
#include "inference/make_policy.h"
#include "nodes/arrival_process.h"

namespace orbitmesh {

/// Where requests are placed; see inference/make_policy.h.
struct PolicySection {
  PolicyKind kind = PolicyKind::kLocal;
  std::optional<std::string> site;  ///< kGround only; the nearest datacenter without it
  SectionLocation where;

  static constexpr std::array<std::string_view, 1> kNotAvailable = {"fallback"};

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("kind", kind, Spec<PolicyKind>("how a node is chosen").required());
    v.field("site", site, Spec<std::string>("ground: datacenter to use").not_empty());
  }
};

/// [[client.workload]]: a stream of like inference requests.
struct WorkloadSection {
  std::string name;
  std::string profile;
  std::optional<Bytes> request;  ///< always set once loaded
  std::optional<Bytes> reply;    ///< always set once loaded
  ArrivalModel arrival;
  Duration deadline;
  Duration give_up = Duration::from_s(10);
  PolicySection policy;
  SectionLocation where;

  static constexpr std::array<std::string_view, 1> kNotAvailable = {"content"};

  template <class Visitor>
  void visit_fields(Visitor& v) {
    const auto size = [](std::string_view doc) {
      return Spec<Bytes>(doc).min({1}).max({1'000'000'000});
    };
    constexpr Duration kDay = Duration::from_s(86'400);
    v.field("name", name, Spec<std::string>("name of the workload").required().identifier());
    v.field("profile", profile, Spec<std::string>("name of a model profile").required());
    v.field("request", request, size("size of a request; the model's own without this key"));
    v.field("reply", reply, size("size of a reply; the model's own without this key"));
    v.field("arrival", arrival, Spec<ArrivalModel>("when requests are issued").required());
    v.field("deadline", deadline,
            Spec<Duration>("time to a reply in time, from the scheduled issue")
                .above(Duration())
                .max(kDay)
                .required());
    v.field("give_up", give_up,
            Spec<Duration>("time after which the client waits no longer; at least the deadline")
                .above(Duration())
                .max(kDay));
    v.field("policy", policy, Spec<PolicySection>("where requests run").required());
  }
};

}  // namespace orbitmesh
