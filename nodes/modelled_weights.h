#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/rng.h"
#include "inference/model_profile.h"
#include "inference/outcome_table.h"

namespace orbitmesh {

/// One bit of a node's modelled weights.
struct ModelledBit {
  std::size_t model = 0;  ///< index among the models at the node
  std::uint64_t element = 0;
  std::uint32_t bit = 0;
};

/// The weights of models whose answers are modelled, in the memory of one node, and the harm that
/// wrong bits in them do, by the outcome table. A wrong bit draws once whether it can make
/// answers critical or detected at all, and then every answer draws whether it does. What such
/// bits do adds up as independent hazards, times accumulation_factor().
class ModelledWeights {
 public:
  /// `table` and profiles must outlive the object. A profile that is there twice counts once.
  ModelledWeights(const OutcomeTable& table, Protection protection,
                  const std::vector<const ModelProfile*>& models);

  /// Bits of all models together.
  std::uint64_t bits() const { return bits_; }
  /// Bit number `n` in the order model, element, bit. Precondition: n < bits().
  ModelledBit at(std::uint64_t n) const;

  /// Makes a bit wrong; `stream` draws what it can do.
  void invert(const ModelledBit& where, RngStream& stream);
  /// Restores all bits.
  void restore();

  /// What the wrong bits do to one answer of a model, or of a part of it. kMasked, without a draw,
  /// for a model that is not here or has none.
  FaultOutcome of_weights(const ModelProfile& model, RngStream& stream) const;
  /// What a wrong result of logic does to an answer of any model: flips of activations until one
  /// is not masked without a guard, since only such a result counts as corrupted, and then what the
  /// guard makes of it.
  FaultOutcome of_logic(const ModelProfile& model, RngStream& stream) const;

 private:
  struct Model {
    const ModelProfile* profile;
    WeightFormat format;
    std::uint64_t bits;
    std::int64_t wrong_bits = 0;
    // Hazards of one answer.
    double tolerable = 0;
    double critical = 0;
    double due = 0;
    double hang = 0;
  };

  const OutcomeTable& table_;
  Protection protection_;
  std::vector<Model> models_;
  std::uint64_t bits_ = 0;
};

}  // namespace orbitmesh
