#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "inference/engine.h"
#include "inference/engine/value.h"
#include "inference/ort/ort_library.h"

namespace orbitmesh {

/// Runs a model with ONNX Runtime on one thread: a second opinion on the built-in executor.
/// Its last bits depend on the CPU, and its weights cannot be addressed: weights() is empty.
class OrtEngine final : public Engine {
 public:
  /// The model is copied. Throws RunError with ONNX Runtime's message for a model that it does
  /// not take.
  OrtEngine(std::shared_ptr<const OrtLibrary> library, std::string_view model);

  const std::vector<WeightTensor>& weights() const override { return no_weights_; }
  /// Throws std::out_of_range.
  void flip(const WeightBit& bit) override;
  /// Of the first input.
  const std::vector<std::int64_t>& input_shape() const override { return input_shape_; }
  /// For a model of one input, of floats.
  Tensor run(const Tensor& input) override;

  /// All outputs for all inputs, in the model's order. Integers are converted to the width that
  /// the model has them in.
  std::vector<Value> run_values(const std::vector<Value>& inputs);
  const std::vector<std::string>& input_names() const { return input_names_; }

 private:
  template <class T>
  using Handle = std::unique_ptr<T, void (*)(T*)>;

  void open(std::string_view model);
  void read_input(std::size_t i);
  std::string take_name(char* name) const;
  Handle<ort::Value> array_of(std::size_t input, const Value& value,
                              std::vector<char>& bytes) const;
  int element_type(const ort::TensorInfo* info) const;
  Shape shape(const ort::TensorInfo* info) const;
  Value read(ort::Value* value) const;

  std::shared_ptr<const OrtLibrary> library_;
  ort::Allocator* allocator_ = nullptr;  ///< the library's own
  Handle<ort::Session> session_{nullptr, nullptr};
  Handle<ort::MemoryInfo> memory_{nullptr, nullptr};
  std::vector<std::string> input_names_;
  std::vector<int> input_types_;
  Shape input_shape_;
  std::vector<std::string> output_names_;
  std::vector<WeightTensor> no_weights_;
};

}  // namespace orbitmesh
