#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/fields.h"
#include "core/section_location.h"
#include "core/sourced.h"
#include "core/units.h"

namespace orbitmesh {

/// Like layers of a network, each a kernel of its own when layers are not fused.
struct LayerCost {
  std::int64_t count = 1;
  Compute flop;   ///< of one
  Bytes weights;  ///< of one
  Bytes traffic;  ///< of one: its input and its output

  template <class Visitor>
  void visit_fields(Visitor& v) {
    constexpr Bytes kMaxMemory{1'000'000'000'000'000};
    v.field("count", count, Spec<std::int64_t>("like layers").min(1).max(100'000));
    v.field("flop", flop, Spec<Compute>("operations of one").min({0}).max({1e18}).required());
    v.field("weights", weights,
            Spec<Bytes>("bytes of the weights of one").min({0}).max(kMaxMemory));
    v.field("traffic", traffic,
            Spec<Bytes>("bytes of input and output of one").min({0}).max(kMaxMemory).required());
  }
};

/// A network layer by layer.
struct LayerTable {
  std::string source;
  Confidence confidence = Confidence::kGuess;
  std::vector<LayerCost> each;
  SectionLocation where;

  std::int64_t count() const {
    std::int64_t sum = 0;
    for (const LayerCost& layer : each) sum += layer.count;
    return sum;
  }
  Compute flop() const {
    double sum = 0;
    for (const LayerCost& layer : each) sum += static_cast<double>(layer.count) * layer.flop.si;
    return {sum};
  }

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("source", source,
            Spec<std::string>("where the figures come from").required().not_empty());
    v.field("confidence", confidence,
            Spec<Confidence>("O official, P press, D derived, G guess").required());
    v.field("each", each,
            Spec<std::vector<LayerCost>>("the layers").required().not_empty().max_count(10'000));
  }
};

}  // namespace orbitmesh
