#pragma once

#include <array>
#include <cstdint>

#include "core/fields.h"
#include "core/section_location.h"
#include "core/time.h"

namespace orbitmesh {

/// Where a repeated attempt goes.
enum class RetryNode {
  kSame,  ///< where the first one went
  kNext   ///< where the policy places it without the nodes tried; else the same
};

constexpr std::array<EnumName<RetryNode>, 2> enum_names(RetryNode) {
  return {{{RetryNode::kSame, "same"}, {RetryNode::kNext, "next"}}};
}

/// When a client sends a request once more.
struct RetryOptions {
  Duration timeout;      ///< from an attempt to the next while no answer has come
  std::int64_t max = 1;  ///< further attempts of one copy
  double backoff = 2.0;  ///< each timeout is longer than the one before by this factor
  RetryNode node = RetryNode::kSame;
  /// How long a server knows a request that it has answered; 0 executes repetitions.
  Duration remember = Duration::from_s(30);
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    constexpr Duration kHour = Duration::from_s(3'600);
    v.field("timeout", timeout,
            Spec<Duration>("time from an attempt to the next while no answer has come")
                .above(Duration())
                .max(kHour)
                .required());
    v.field("max", max, Spec<std::int64_t>("further attempts of one copy").min(1).max(16));
    v.field("backoff", backoff,
            Spec<double>("factor by which each timeout is longer than the one before")
                .min(1.0)
                .max(10.0));
    v.field("node", node,
            Spec<RetryNode>("same node, or the next best one by the policy, without those tried"));
    v.field("remember", remember,
            Spec<Duration>("how long a server answers a repeated request from memory instead of "
                           "executing it, after it has answered it; 0 s for not at all")
                .min(Duration())
                .max(kHour));
  }

  /// From the n-th attempt of a copy, n from 1, to the next. At most an hour.
  Duration timeout_of(std::int64_t n) const {
    constexpr double kLongest_s = 3'600.0;
    double s = timeout.seconds();
    for (std::int64_t i = 1; i < n && s < kLongest_s; ++i) s *= backoff;
    return Duration::from_seconds(s < kLongest_s ? s : kLongest_s);
  }
};

}  // namespace orbitmesh
