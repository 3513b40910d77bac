#include "inference/engine/profile_recorder.h"

#include <set>

namespace orbitmesh {
namespace {

/// Everything that a node and the graphs nested in it read, each once.
void collect_inputs(const PlannedNode& node, std::set<std::size_t>& inputs) {
  inputs.insert(node.inputs.begin(), node.inputs.end());
  for (const PlannedBranch& branch : node.branches) {
    for (const PlannedNode& nested : branch.nodes) collect_inputs(nested, inputs);
  }
}

}  // namespace

ProfileRecorder::ProfileRecorder(const GraphPlan& plan)
    : plan_(&plan), weight_bytes_(plan.values.size(), -1) {
  for (std::size_t i = 0; i < plan.weights.size(); ++i) {
    const auto bits = plan.weights[i].elements * plan.weights[i].bits_per_element;
    weight_bytes_[plan.weight_values[i].value] = static_cast<std::int64_t>((bits + 7) / 8);
  }
}

void ProfileRecorder::begin(const PlannedNode& node) {
  NodeProfile profile;
  profile.label = node.label;
  profile.op = node.op;
  std::set<std::size_t> inputs;
  collect_inputs(node, inputs);
  inputs.erase(PlannedNode::kAbsent);
  for (const std::size_t input : inputs) {
    if (weight_bytes_[input] >= 0) profile.weight_bytes += weight_bytes_[input];
  }
  for (const std::size_t input : node.inputs) {
    if (input == PlannedNode::kAbsent || weight_bytes_[input] >= 0) continue;
    profile.input_bytes += stored_bytes(plan_->values[input]);
  }
  nodes_.push_back(std::move(profile));
}

void ProfileRecorder::end(const PlannedNode& node, double flops) {
  nodes_.back().flops = flops;
  for (std::size_t i = 0; i < node.outputs.size(); ++i) {
    if (node.outputs[i] == PlannedNode::kAbsent) continue;
    nodes_.back().outputs.push_back(
        {node.output_names[i], stored_bytes(plan_->values[node.outputs[i]])});
  }
}

}  // namespace orbitmesh
