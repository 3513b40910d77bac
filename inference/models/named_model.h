#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "inference/engine/onnx_model.h"
#include "inference/models/catalogue.h"
#include "inference/models/model_cache.h"

namespace orbitmesh {

/// A model that can be had by name, with a sample of its inputs.
struct NamedModel {
  OnnxModel model;
  std::string bytes;  ///< the file
  std::vector<Value> sample;
};

/// "digits" and the models of the catalogue, in alphabetical order.
std::vector<std::string_view> named_models();

/// Reads a built-in model or one of the cache. Throws InputError for an unknown name and for a
/// model that has not been fetched.
NamedModel read_named_model(std::string_view name, const ModelCache& cache);

/// The same, with every input but the first fixed to the sample's value.
OnnxModel read_fixed_model(std::string_view name, const ModelCache& cache);

}  // namespace orbitmesh
