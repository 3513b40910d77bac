#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/fields.h"
#include "core/section_location.h"
#include "core/sourced.h"
#include "core/units.h"
#include "inference/precision.h"

namespace orbitmesh {

/// The sequential part of an autoregressive inference: every step yields one token
/// and needs the token before it.
struct DecodePhase {
  Sourced<std::int64_t> steps;  ///< after the first token, which the first phase yields
  Sourced<Compute> flop;        ///< a step
  Sourced<Bytes> bytes;         ///< read from memory a step, whatever the batch

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("steps", steps,
            Spec<std::int64_t>("sequential steps after the first phase")
                .min(1)
                .max(100'000)
                .required());
    v.field("flop", flop, Spec<Compute>("operations of a step").min({0}).max({1e18}).required());
    v.field("bytes", bytes,
            Spec<Bytes>("bytes read from memory in a step: the weights in use")
                .min({0})
                .max({1'000'000'000'000'000})
                .required());
  }
};

/// What one inference of a model costs, apart from the device it runs on.
struct ModelProfile {
  std::string name;
  Sourced<Precision> precision;
  Sourced<Compute> flop;  ///< of the first (or only) phase
  Sourced<Bytes> weights;
  std::optional<Sourced<Bytes>>
      activations;  ///< memory traffic of one inference beside the weights
  std::optional<DecodePhase> decode;
  Sourced<Bytes> request;
  Sourced<Bytes> reply;
  SectionLocation where;

  /// 0 where the profile states none.
  Bytes activation_bytes() const { return activations ? activations->value : Bytes{}; }

  template <class Visitor>
  void visit_fields(Visitor& v) {
    constexpr Bytes kMaxMemory{1'000'000'000'000'000};
    constexpr Bytes kMaxMessage{1'000'000'000};
    v.field("name", name, Spec<std::string>("name that scenarios use").required().identifier());
    v.field("precision", precision,
            Spec<Precision>("number format the weights are stored in").required());
    v.field("flop", flop,
            Spec<Compute>("operations of one inference, decode steps apart")
                .above({0})
                .max({1e18})
                .required());
    v.field("weights", weights,
            Spec<Bytes>("bytes of the weights").min({1}).max(kMaxMemory).required());
    v.field("activations", activations,
            Spec<Bytes>("bytes of activations moved in one inference").min({0}).max(kMaxMemory));
    v.field("decode", decode, Spec<DecodePhase>("sequential steps of an autoregressive model"));
    v.field("request", request,
            Spec<Bytes>("bytes of one input as it is sent").min({0}).max(kMaxMessage).required());
    v.field("reply", reply,
            Spec<Bytes>("bytes of one output as it is sent").min({0}).max(kMaxMessage).required());
  }
};

}  // namespace orbitmesh
