#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/exit_code.h"
#include "cli/models_rows.h"
#include "inference/models/model_cache.h"
#include "inference/weight_format.h"

namespace orbitmesh {

/// Arguments of `orbitmesh models`.
struct ModelsOptions {
  std::vector<std::string> names;
  std::string name;
  std::string weights;
  std::string engine = "built-in";
  std::string input;
  int repeat = 3;
  bool all = false;
  bool json = false;
};

/// The parts of the verb.
ExitCode list_models(const ModelsOptions& options);
ExitCode fetch_models(const ModelsOptions& options);
ExitCode show_model(const ModelsOptions& options);
ExitCode run_model(const ModelsOptions& options);

/// What is known of a name of the catalogue or of "digits".
ModelListing listing_named(const std::string& name, const ModelCache& cache);

/// The format of that name; none for an empty one. Throws InputError for an unknown name.
std::optional<WeightFormat> weight_format_named(const std::string& name);

}  // namespace orbitmesh
