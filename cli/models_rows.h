#pragma once

#include <string>
#include <vector>

#include "inference/engine/value.h"
#include "inference/models/model_info.h"

namespace orbitmesh {

/// A line of `orbitmesh models list`.
struct ModelListing {
  std::string name;
  std::string package;  ///< empty for what is built in
  std::string sha256;
  std::int64_t bytes = 0;
  std::string licence;
  std::string purpose;
  bool is_here = false;
};

/// What `orbitmesh models run` found.
struct ModelRun {
  std::string engine;
  double fastest_ms = 0;
  std::vector<std::string> output_names;
  std::vector<Value> outputs;
};

/// An element of an output.
struct TopElement {
  std::size_t index = 0;
  double value = 0;
};

/// The largest elements of an output, the largest first; the earlier of equal ones first.
std::vector<TopElement> top_elements(const Value& output, std::size_t count);

// The same as JSON objects.
std::string models_json(const std::vector<ModelListing>& models);
std::string info_json(const ModelListing& model, const ModelInfo& info);
std::string run_json(const ModelListing& model, const ModelRun& run);

}  // namespace orbitmesh
