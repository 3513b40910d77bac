#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inference/engine/onnx_model.h"
#include "inference/engine/value.h"
#include "inference/models/model_cache.h"

namespace orbitmesh {

/// How outputs become a decision.
struct DecisionRule {
  /// Set: whether any score of the first two outputs is above it; else the number of the largest
  /// element of the first output, of equals the first.
  std::optional<float> any_above;
};

/// What a program that does not look for NaN decides from a model's outputs: every comparison with
/// one is false.
std::uint32_t decide(const DecisionRule& rule, const std::vector<Value>& outputs);

/// Whether every float of the outputs is a number. Where one is not, that counts as detected.
bool all_finite(const std::vector<Value>& outputs);

/// A model with inputs to decide on.
struct DecisionTask {
  std::string model;   ///< name of the catalogue, or "digits"
  std::string sha256;  ///< of the model's file
  std::string data;    ///< what the inputs are, for people
  OnnxModel graph;     ///< all inputs but the first fixed
  DecisionRule rule;
  std::vector<Value> inputs;
  std::vector<std::uint32_t> labels;  ///< parallel to inputs, or empty where none are known
};

/// The task of a model: for "digits" its held-out images and the class with the largest score;
/// for BlazeFace the pictures of inference/campaign/face_patches.h and whether a face is seen with
/// a probability above 0.7; for every other model its one sample, without a label. `data` names a
/// file in place of these: lfw_subset.npy for BlazeFace, else a set as models/README.md describes,
/// whose images have as many pixels as the model's input has elements. At most `most` inputs.
/// Throws InputError for an unknown model, one that has not been fetched, and unfit data.
DecisionTask decision_task(const std::string& model, const std::string& data, std::size_t most,
                           const ModelCache& cache);

}  // namespace orbitmesh
