#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "inference/engine.h"
#include "inference/engine/graph_plan.h"

namespace orbitmesh {

/// The built-in executor: runs an ONNX model node by node in fp32. The same model, weights
/// and input give the same bits on every x86-64 CPU and at every SimdLevel. NaN and infinity
/// are carried through to the outputs, where every NaN has the same bits.
class OnnxEngine final : public Engine {
 public:
  /// Throws InputError as plan_graph() does.
  explicit OnnxEngine(OnnxModel model, SimdLevel simd = best_simd_level());

  const std::vector<WeightTensor>& weights() const override { return plan_.weights; }
  void flip(const WeightBit& bit) override;
  const std::vector<std::int64_t>& input_shape() const override { return plan_.input_shape; }
  /// The model's first output. Throws InputError, naming file and node, for an input of
  /// another shape and for arrays that do not fit together in a node.
  Tensor run(const Tensor& input) override;

  /// All outputs, in the order of output_names().
  std::vector<Tensor> run_all(const Tensor& input);
  const std::vector<std::string>& output_names() const { return plan_.output_names; }

 private:
  void load(const Tensor& input);
  void execute();
  void run_node(const PlannedNode& node);
  Tensor output(std::size_t i) const;

  GraphPlan plan_;
  Workspace workspace_;
  std::vector<const Value*> node_inputs_;
};

/// An engine of a model in memory; `file` stands in the errors.
std::unique_ptr<OnnxEngine> make_onnx_engine(std::string_view bytes, const std::string& file);

/// An engine of a model file.
std::unique_ptr<OnnxEngine> load_onnx_engine(const std::string& path);

}  // namespace orbitmesh
