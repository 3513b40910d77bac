#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "inference/engine.h"
#include "inference/engine/engine_options.h"
#include "inference/engine/graph_plan.h"
#include "inference/engine/node_profile.h"
#include "inference/engine/node_watcher.h"

namespace orbitmesh {

/// The built-in executor: runs an ONNX model node by node in fp32. The same model, weights
/// and input give the same bits on every x86-64 CPU and at every SimdLevel. NaN and infinity
/// are carried through to the outputs, where every NaN has the same bits.
class OnnxEngine final : public Engine {
 public:
  /// Throws InputError as plan_graph() does.
  explicit OnnxEngine(OnnxModel model, const EngineOptions& options = {});

  const std::vector<WeightTensor>& weights() const override { return plan_.weights; }
  void flip(const WeightBit& bit) override;
  /// Of the first input.
  const std::vector<std::int64_t>& input_shape() const override {
    return plan_.inputs.front().declared.shape;
  }
  /// The model's first output, for a model of one input, of floats. Throws InputError, naming
  /// file and node, for an input of another shape and for arrays that do not fit together in
  /// a node.
  Tensor run(const Tensor& input) override;
  /// The same, all outputs, in the order of output_names().
  std::vector<Tensor> run_all(const Tensor& input);

  /// All outputs for all inputs, in the order of inputs(), of any type.
  std::vector<Value> run_values(const std::vector<Value>& inputs);
  /// Runs once and tells what each node of the main graph took.
  std::vector<NodeProfile> profile(const std::vector<Value>& inputs);

  /// Those that see every node from now on, one after the other; they must live as long. With
  /// none the engine does nothing for them.
  void set_watchers(std::vector<NodeWatcher*> watchers) { watchers_ = std::move(watchers); }

  /// Multiply-adds of the last inference, with those of watchers.
  double multiply_adds() const { return workspace_.multiply_adds; }

  const std::vector<PlannedInput>& inputs() const { return plan_.inputs; }
  const std::vector<std::string>& output_names() const { return plan_.output_names; }

 private:
  void load(const Tensor& input);
  void load(const std::vector<Value>& inputs);
  void execute();
  void run_nodes(const std::vector<PlannedNode>& nodes);
  /// Runs a node and names it in errors.
  void run_labelled(const PlannedNode& node);
  void run_node(const PlannedNode& node);
  void run_branch(const PlannedNode& node);
  Value output(std::size_t i) const;
  Tensor float_output(std::size_t i) const;

  GraphPlan plan_;
  std::vector<NodeWatcher*> watchers_;
  Workspace workspace_;
  std::int64_t elements_ = 0;  ///< made by this inference so far
  std::vector<const Value*> node_inputs_;
  std::vector<Value*> node_outputs_;
};

/// Throws std::out_of_range for a bit outside the weights.
void check_address(const std::vector<WeightTensor>& weights, const WeightBit& bit);

/// An engine of a model in memory; `file` stands in the errors.
std::unique_ptr<OnnxEngine> make_onnx_engine(std::string_view bytes, const std::string& file,
                                             const EngineOptions& options = {});

}  // namespace orbitmesh
