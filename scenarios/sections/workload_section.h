#pragma once

#include <optional>
#include <string>

#include "core/fields.h"
#include "core/section_location.h"
#include "core/time.h"
#include "core/units.h"
#include "inference/session_options.h"
#include "inference/token_model.h"
#include "nodes/arrival_process.h"
#include "nodes/retry_options.h"
#include "scenarios/early_stopping.h"
#include "scenarios/sections/content_section.h"
#include "scenarios/sections/policy_section.h"

namespace orbitmesh {

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
  std::int64_t priority = 0;
  std::optional<TokenModel> tokens;
  std::optional<SessionOptions> session;  ///< every request stands alone without it
  std::optional<ContentSection> content;  ///< requests have a size and no content without it
  std::optional<RetryOptions> retry;      ///< an attempt is not repeated without it
  std::optional<LatencyTarget> target;    ///< there is no verdict without it
  SectionLocation where;

  /// Name of the content model; empty without content.
  std::string content_model() const { return content ? content->model : std::string(); }

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
    v.field("priority", priority,
            Spec<std::int64_t>("servers of order \"priority\" serve the highest first")
                .min(-1000)
                .max(1000));
    v.field("tokens", tokens,
            Spec<TokenModel>("lengths of prompts and answers, of a language model"));
    v.field("session", session,
            Spec<SessionOptions>("requests that share a context, of a language model; every one "
                                 "stands alone without this key"));
    v.field("retry", retry,
            Spec<RetryOptions>("when a request is sent once more; never without this key"));
    v.field("target", target,
            Spec<LatencyTarget>("what the workload is judged by, VALID or INVALID; not judged "
                                "without this key"));
    v.field("content", content,
            Spec<ContentSection>("what requests really compute; nothing without this key"));
  }
};

}  // namespace orbitmesh
