#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/fields.h"

namespace orbitmesh {

/// A dense array of fp32 in row-major order; the product of `shape` is values.size().
struct Tensor {
  std::vector<std::int64_t> shape;
  std::vector<float> values;
};

/// Address of one bit of a model's weights: tensor in the order of Engine::weights(),
/// element in row-major order, bit from the least significant.
struct WeightBit {
  std::uint32_t tensor = 0;
  std::uint64_t element = 0;
  std::uint32_t bit = 0;

  friend bool operator==(const WeightBit& a, const WeightBit& b) {
    return a.tensor == b.tensor && a.element == b.element && a.bit == b.bit;
  }
  friend bool operator!=(const WeightBit& a, const WeightBit& b) { return !(a == b); }
};

/// Address of one bit of what an inference computes: element among all float outputs of all nodes,
/// in the order in which they run, and bit of an fp32 from the least significant.
struct ActivationBit {
  static constexpr std::uint32_t kBits = 32;

  std::uint64_t element = 0;
  std::uint32_t bit = 0;  ///< < kBits

  friend bool operator==(const ActivationBit& a, const ActivationBit& b) {
    return a.element == b.element && a.bit == b.bit;
  }
};

/// One inference for a worker to run. Workers keep no state between requests: the flips
/// are applied before the run and undone after it.
struct WorkerRequest {
  std::uint64_t id = 0;
  std::string model;  ///< a content model as inference/content_choice.h writes it, e.g. "digits"
  Tensor input;
  std::vector<WeightBit> flips;  ///< bits of the weights that are wrong at the node
  /// Inverted in the middle of the inference by a wrong result of the node's logic, if any.
  std::optional<ActivationBit> activation = {};
};

enum class WorkerStatus {
  kOk,        ///< a finite answer
  kDetected,  ///< NaN or infinity in the output
  kError,     ///< the request could not be run; see `error`
};

constexpr std::array<EnumName<WorkerStatus>, 3> enum_names(WorkerStatus) {
  return {{{WorkerStatus::kOk, "ok"},
           {WorkerStatus::kDetected, "detected"},
           {WorkerStatus::kError, "error"}}};
}

struct WorkerReply {
  std::uint64_t id = 0;
  WorkerStatus status = WorkerStatus::kOk;
  std::uint32_t top_class = 0;    ///< index of the largest output, lowest on ties
  std::uint32_t clean_class = 0;  ///< the same without the flips
  std::vector<float> output;      ///< with the flips; empty for kError
  std::string error;
};

}  // namespace orbitmesh
