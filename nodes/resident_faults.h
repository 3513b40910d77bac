#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "inference/engine.h"
#include "wire/worker_messages.h"

namespace orbitmesh {

/// The weights of one content model in a node's memory.
struct ContentWeights {
  std::string model;
  const std::vector<WeightTensor>* tensors = nullptr;  ///< must outlive the user
  /// Bits of the weights that the content model stands for: those of the profile that times
  /// its requests. Upsets of any of them invert a bit here. 0: its own bits.
  std::uint64_t stands_for_bits = 0;
};

/// One bit of a node's content weights.
struct ResidentBit {
  std::size_t content = 0;  ///< index of the content model at this node
  WeightBit bit;            ///< in that model
};

/// The content weights in the memory of one node, and which of their bits are wrong.
class ResidentFaults {
 public:
  /// Throws std::invalid_argument for a model without weights or named twice.
  explicit ResidentFaults(std::vector<ContentWeights> content);

  /// Bits of all content weights together.
  std::uint64_t bits() const { return bits_; }
  /// Bits of memory whose upsets count: those that the content models stand for.
  std::uint64_t bits_at_risk() const { return bits_at_risk_; }
  /// Bit number `n` in the order content model, tensor, element, bit.
  /// Precondition: n < bits().
  ResidentBit at(std::uint64_t n) const;
  /// Number of a bit's tensor among those of all content models in their order; the
  /// model's own number when the node holds one model.
  std::int64_t tensor_number(const ResidentBit& where) const;

  /// Inverts a bit; a second time restores it.
  void invert(const ResidentBit& where);
  /// Restores all bits.
  void restore();

  /// The wrong bits of a content model in the order of their addresses; empty for a model
  /// that is not here.
  const std::vector<WeightBit>& flips(std::string_view model) const;

 private:
  struct Content {
    ContentWeights weights;
    std::uint64_t bits = 0;
    std::vector<WeightBit> flips;  // sorted
  };
  std::vector<Content> content_;
  std::uint64_t bits_ = 0;
  std::uint64_t bits_at_risk_ = 0;
};

}  // namespace orbitmesh
