#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/fields.h"
#include "core/section_location.h"
#include "core/sourced.h"
#include "core/units.h"
#include "inference/layer_table.h"
#include "inference/measured_latency.h"
#include "inference/model_cut.h"
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

/// What makes the cost of a language model depend on the lengths of prompt and answer.
struct TokenCost {
  Sourced<std::int64_t> prompt;  ///< tokens of the prompt that `flop` of the model is for
  Sourced<Bytes> kv_cache;       ///< key-value cache of one token

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("prompt", prompt,
            Spec<std::int64_t>("tokens of the prompt that the model's flop is for")
                .min(1)
                .max(10'000'000)
                .required());
    v.field("kv_cache", kv_cache,
            Spec<Bytes>("key-value cache of one token").min({0}).max({1'000'000'000}).required());
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
  std::optional<TokenCost> tokens;   ///< language models; they have `decode` too
  std::optional<LayerTable> layers;  ///< the same operations, layer by layer
  std::vector<ModelCut> cuts;        ///< where it can be divided, from the input on
  Sourced<Bytes> request;
  Sourced<Bytes> reply;
  SectionLocation where;

  /// Times on some accelerators, in place of the roofline's; from [[measured]] tables.
  std::vector<MeasuredLatency> measured;

  /// The whole, of a head or tail (inference/model_cut.h), which holds its weights; else null.
  const ModelProfile* part_of = nullptr;

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
    v.field("tokens", tokens,
            Spec<TokenCost>("cost by length of prompt and answer, of a language model"));
    v.field("layers", layers, Spec<LayerTable>("operations and bytes layer by layer"));
    v.field("cuts", cuts,
            Spec<std::vector<ModelCut>>("places where the model can be divided, from the input on")
                .max_count(64));
    v.field("request", request,
            Spec<Bytes>("bytes of one input as it is sent").min({0}).max(kMaxMessage).required());
    v.field("reply", reply,
            Spec<Bytes>("bytes of one output as it is sent").min({0}).max(kMaxMessage).required());
  }
};

}  // namespace orbitmesh
