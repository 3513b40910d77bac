#include "inference/engine/content_engine.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <stdexcept>
#include <utility>

#include "core/error.h"
#include "inference/engine/split_model.h"

namespace orbitmesh {
namespace {

/// Also where they are NaN.
bool same_bits(const std::vector<float>& a, const std::vector<float>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0;
}

/// Where the weights of a tail stand among those of the whole. Both are in the order of the
/// model's file. From the end on, since two nested graphs may have constants of one name, and the
/// tail has the last ones.
std::vector<std::optional<std::uint32_t>> numbers_in(const std::vector<WeightTensor>& tail,
                                                     const std::vector<WeightTensor>& whole) {
  std::vector<std::optional<std::uint32_t>> numbers(whole.size());
  std::size_t left = tail.size();
  for (std::size_t i = whole.size(); i > 0 && left > 0; --i) {
    if (whole[i - 1].name == tail[left - 1].name) {
      numbers[i - 1] = static_cast<std::uint32_t>(--left);
    }
  }
  return numbers;
}

Tensor first_of(std::vector<Value> outputs) {
  Value& first = outputs.front();
  if (first.type != ElementType::kFloat) {
    throw InputError("the first output has integers, expected floats");
  }
  return {std::move(first.shape), std::move(first.floats)};
}

}  // namespace

ContentEngine::ContentEngine(OnnxModel model, std::size_t nodes_before,
                             const EngineOptions& options, std::unique_ptr<InferenceGuard> guard,
                             const std::vector<Tensor>& inputs)
    : guard_(std::move(guard)) {
  if (nodes_before > 0) {
    SplitModel parts = split_model(model, nodes_before);
    head_ = std::make_unique<OnnxEngine>(std::move(parts.head), options);
    exposed_ = std::make_unique<OnnxEngine>(std::move(parts.tail), options);
    weights_ = OnnxEngine(std::move(model), options).weights();
  } else {
    exposed_ = std::make_unique<OnnxEngine>(std::move(model), options);
    weights_ = exposed_->weights();
  }
  exposed_numbers_ = numbers_in(exposed_->weights(), weights_);
  if (!guard_) return;
  exposed_->set_watchers({guard_.get()});
  for (const Tensor& input : inputs) execute(input);
  guard_->enforce();
}

void ContentEngine::flip(const WeightBit& bit) {
  check_address(weights_, bit);
  const std::optional<std::uint32_t> number = exposed_numbers_[bit.tensor];
  if (number) exposed_->flip({*number, bit.element, bit.bit});
}

Tensor ContentEngine::execute(const Tensor& input) {
  if (!head_) return exposed_->run(input);
  Value value;
  value.shape = input.shape;
  value.floats = input.values;
  return first_of(exposed_->run_values(head_->run_values({std::move(value)})));
}

Tensor ContentEngine::run_guarded(const Tensor& input, NodeWatcher* first) {
  std::vector<NodeWatcher*> watchers;
  if (first != nullptr) watchers.push_back(first);
  if (guard_) watchers.push_back(guard_.get());
  exposed_->set_watchers(std::move(watchers));
  if (guard_) guard_->begin();
  Tensor output = execute(input);
  if (guard_ && guard_->failed()) {
    std::fill(output.values.begin(), output.values.end(), std::numeric_limits<float>::quiet_NaN());
  }
  return output;
}

Tensor ContentEngine::run(const Tensor& input) { return run_guarded(input, nullptr); }

Tensor ContentEngine::run_struck(const Tensor& input, const ActivationBit& bit) {
  if (bit.bit >= ActivationBit::kBits) throw std::out_of_range("no such bit of an activation");
  activation_flip_.arm(bit.element, bit.bit);
  Tensor output = run_guarded(input, &activation_flip_);
  if (bit.element < activation_flip_.seen()) return output;
  throw std::out_of_range(fmt::format("element {} of an inference that computes {}", bit.element,
                                      activation_flip_.seen()));
}

std::uint64_t ContentEngine::activations(const Tensor& input) {
  activation_flip_.arm(std::numeric_limits<std::uint64_t>::max(), 0);
  run_guarded(input, &activation_flip_);
  return activation_flip_.seen();
}

std::optional<ActivationBit> ContentEngine::draw_strike(const Tensor& input, RngStream& place) {
  constexpr int kMostDraws = 64;
  const std::uint64_t elements = activations(input);
  if (elements == 0) return std::nullopt;
  const Tensor unstruck = run(input);
  ActivationBit bit;
  for (int i = 0; i < kMostDraws; ++i) {
    bit.element = place.below(elements);
    bit.bit = static_cast<std::uint32_t>(place.below(ActivationBit::kBits));
    if (!same_bits(run_struck(input, bit).values, unstruck.values)) break;
  }
  return bit;
}

}  // namespace orbitmesh
