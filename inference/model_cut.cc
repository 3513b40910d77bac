#include "inference/model_cut.h"

#include <algorithm>

#include "inference/model_profile.h"

namespace orbitmesh {
namespace {

Bytes share_of(Bytes bytes, double share) {
  return {static_cast<std::int64_t>(static_cast<double>(bytes.count) * share)};
}

ModelProfile part_of(const ModelProfile& model, double share) {
  ModelProfile part = model;
  part.part_of = &model;
  part.flop.value.si *= share;
  part.weights.value = std::max(Bytes{1}, share_of(model.weights.value, share));
  if (part.activations) part.activations->value = share_of(model.activation_bytes(), share);
  part.layers.reset();
  part.measured.clear();
  part.cuts.clear();
  return part;
}

}  // namespace

ModelProfile head_of(const ModelProfile& model, const ModelCut& cut) {
  ModelProfile head = part_of(model, cut.flop_share.value);
  head.name += "/head@" + cut.name;
  head.decode.reset();
  head.tokens.reset();
  return head;
}

ModelProfile tail_of(const ModelProfile& model, const ModelCut& cut) {
  ModelProfile tail = part_of(model, 1.0 - cut.flop_share.value);
  tail.name += "/tail@" + cut.name;
  return tail;
}

}  // namespace orbitmesh
