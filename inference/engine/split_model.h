#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "inference/engine/node_profile.h"
#include "inference/engine/onnx_model.h"

namespace orbitmesh {

/// A model cut in two: run on head's outputs, in their order, tail gives what the whole gives
/// on head's inputs, bit for bit. Each has the weights that it needs.
struct SplitModel {
  OnnxModel head;
  OnnxModel tail;
};

/// Number of nodes of the main graph without its constants: those that NodeProfile lists. A
/// model can be cut after 0 to node_count() of them.
std::size_t node_count(const OnnxModel& model);

/// Cuts a model after its first `nodes_before` nodes. Outputs that head makes pass through
/// tail. Throws InputError when there are not as many nodes.
SplitModel split_model(const OnnxModel& model, std::size_t nodes_before);

/// One place to cut a model.
struct CutPoint {
  std::size_t nodes_before = 0;
  std::string label;       ///< of the last node of head; empty before the first
  std::int64_t bytes = 0;  ///< of the arrays that tail needs from head
  double flops_share = 0;  ///< of head, 0 to 1; 0 for a model without FLOPs
};

/// All places, from before the first node to behind the last. `profile` is that of the whole
/// model, `input_bytes` the size of each of its inputs.
std::vector<CutPoint> cut_points(const OnnxModel& model, const std::vector<NodeProfile>& profile,
                                 const std::vector<std::int64_t>& input_bytes);

/// Of these places, that with the nearest share of the FLOPs before it, as CutPoint::nodes_before;
/// of equals the first. Precondition: cuts are those of cut_points().
std::size_t nearest_cut(const std::vector<CutPoint>& cuts, double flops_share);

}  // namespace orbitmesh
