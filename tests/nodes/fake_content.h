#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "inference/bit_flip.h"
#include "inference/content_backend.h"
#include "inference/engine.h"
#include "nodes/content_samples.h"
#include "nodes/flip_source.h"

namespace orbitmesh::testing {

/// Two classes by two weights: outputs {1 x, 2 x}, so class 1 for x > 0.
class TinyEngine final : public Engine {
 public:
  const std::vector<WeightTensor>& weights() const override { return tensors_; }
  void flip(const WeightBit& bit) override {
    if (bit.tensor != 0 || bit.element > 1 || bit.bit > 31) throw std::out_of_range("weight bit");
    std::uint32_t raw = 0;
    std::memcpy(&raw, &w_[bit.element], sizeof raw);
    raw ^= std::uint32_t{1} << bit.bit;
    std::memcpy(&w_[bit.element], &raw, sizeof raw);
  }
  const std::vector<std::int64_t>& input_shape() const override { return shape_; }
  Tensor run(const Tensor& input) override {
    return {{2}, {w_[0] * input.values.at(0), w_[1] * input.values.at(0)}};
  }
  /// It computes its two outputs.
  static constexpr std::uint64_t kActivations = 2;
  Tensor run_struck(const Tensor& input, const ActivationBit& bit) override {
    Tensor output = run(input);
    output.values.at(bit.element) = flip_bit(output.values.at(bit.element), bit.bit);
    return output;
  }

 private:
  std::vector<WeightTensor> tensors_ = {{"w", 2, 32}};
  std::vector<std::int64_t> shape_ = {1};
  float w_[2] = {1.0F, 2.0F};
};

// 2.0F becomes 0.0F: what was class 1 becomes class 0.
inline constexpr WeightBit kHarmfulBit{0, 1, 30};
// The last bit of the mantissa: no class changes.
inline constexpr WeightBit kHarmlessBit{0, 1, 0};
// 1.0F becomes infinite.
inline constexpr WeightBit kDetectedBit{0, 0, 30};

inline std::uint32_t class_of(const std::vector<float>& output) {
  return static_cast<std::uint32_t>(std::max_element(output.begin(), output.end()) -
                                    output.begin());
}

/// Runs a TinyEngine on one request, as a worker would.
inline WorkerReply run_tiny(const WorkerRequest& request) {
  TinyEngine engine;
  WorkerReply reply;
  reply.id = request.id;
  if (request.model != "tiny") {
    reply.status = WorkerStatus::kError;
    reply.error = "no model named " + request.model;
    return reply;
  }
  reply.clean_class = class_of(engine.run(request.input).values);
  for (const WeightBit& bit : request.flips) engine.flip(bit);
  reply.output = (request.activation ? engine.run_struck(request.input, *request.activation)
                                     : engine.run(request.input))
                     .values;
  for (const float value : reply.output) {
    if (!std::isfinite(value)) reply.status = WorkerStatus::kDetected;
  }
  reply.top_class = class_of(reply.output);
  return reply;
}

/// Runs requests inline at one of three moments, which stand for workers of any speed.
class FakeBackend final : public ContentBackend {
 public:
  enum class Order {
    kAtOnce,        ///< when dispatched
    kWhenAwaited,   ///< each alone, at the last moment
    kLastComeFirst  ///< all that are open when one is awaited, the newest first
  };
  explicit FakeBackend(Order order = Order::kAtOnce) : order_(order) {}

  void dispatch(WorkerRequest request) override {
    EXPECT_TRUE(ids_.insert(request.id).second) << "id used twice";
    dispatched.push_back(request);
    if (order_ == Order::kAtOnce) {
      replies_[request.id] = run_tiny(request);
    } else {
      open_[request.id] = std::move(request);
    }
  }
  std::optional<ActivationBit> draw_strike(const WorkerRequest&, RngStream& place) override {
    const std::uint64_t element = place.below(TinyEngine::kActivations);
    return ActivationBit{element, static_cast<std::uint32_t>(place.below(ActivationBit::kBits))};
  }
  void discard(std::uint64_t id) override {
    EXPECT_EQ(replies_.erase(id) + open_.erase(id), 1U) << "discarded what is not under way";
    discarded.push_back(id);
  }
  WorkerReply await(std::uint64_t id) override {
    if (order_ == Order::kLastComeFirst) {
      for (auto it = open_.rbegin(); it != open_.rend(); ++it) {
        replies_[it->first] = run_tiny(it->second);
      }
      open_.clear();
    } else if (order_ == Order::kWhenAwaited) {
      replies_[id] = run_tiny(open_.at(id));
      open_.erase(id);
    }
    WorkerReply reply = replies_.at(id);
    replies_.erase(id);
    return reply;
  }
  std::size_t under_way() const { return open_.size() + replies_.size(); }

  std::vector<WorkerRequest> dispatched;
  std::vector<std::uint64_t> discarded;

 private:
  Order order_;
  std::set<std::uint64_t> ids_;
  std::map<std::uint64_t, WorkerRequest> open_;
  std::map<std::uint64_t, WorkerReply> replies_;
};

/// Sample 0 is read rightly by the intact TinyEngine, sample 1 is not.
class TinySet final : public ContentSamples {
 public:
  std::size_t size() const override { return 2; }
  Tensor input(std::size_t) const override { return {{1}, {1.0F}}; }
  std::uint32_t label(std::size_t i) const override { return i == 0 ? 1 : 0; }
};

/// Flips set by hand, for the content model "tiny".
class FakeFlips final : public FlipSource {
 public:
  const std::vector<WeightBit>& flips(NodeId node, std::string_view model) const override {
    static const std::vector<WeightBit> kNone;
    const auto it = at.find(node);
    return model != "tiny" || it == at.end() ? kNone : it->second;
  }
  std::map<NodeId, std::vector<WeightBit>> at;
};

}  // namespace orbitmesh::testing
