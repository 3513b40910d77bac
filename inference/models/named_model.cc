#include "inference/models/named_model.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "core/error.h"
#include "core/file_bytes.h"
#include "core/suggestion.h"
#include "inference/embedded_content.h"
#include "inference/engine/onnx_reader.h"
#include "inference/labelled_set.h"
#include "inference/models/sample_inputs.h"

namespace orbitmesh {
namespace {

constexpr std::string_view kDigits = "digits";

NamedModel digits() {
  NamedModel named;
  named.bytes = embedded_digits_model();
  named.model = parse_onnx(named.bytes, "models/digits.onnx");
  const Tensor image =
      LabelledSet::decode(embedded_digits_set(), "models/digits-heldout.bin").input(0);
  named.sample.resize(1);
  named.sample[0].shape = image.shape;
  named.sample[0].floats = image.values;
  return named;
}

}  // namespace

std::vector<std::string_view> named_models() {
  std::vector<std::string_view> names = {kDigits};
  for (const CatalogueEntry& entry : model_catalogue()) {
    if (entry.use == CatalogueUse::kModel) names.push_back(entry.name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

NamedModel read_named_model(std::string_view name, const ModelCache& cache) {
  if (name == kDigits) return digits();
  const CatalogueEntry* const entry = find_catalogue_entry(name);
  if (entry == nullptr || entry->use != CatalogueUse::kModel) {
    throw InputError(fmt::format("unknown model '{}'{}; known: {}", name,
                                 did_you_mean(name, named_models()), list_names(named_models())));
  }
  const std::optional<std::string> path = cache.find(*entry);
  if (!path) {
    throw InputError(fmt::format(
        "model '{}' has not been fetched; 'orbitmesh models fetch {}' does that", name, name));
  }
  NamedModel named;
  named.bytes = read_file_bytes(*path, kMaxModelBytes);
  named.model = parse_onnx(named.bytes, *path);
  named.sample = sample_inputs(*entry);
  return named;
}

OnnxModel read_fixed_model(std::string_view name, const ModelCache& cache) {
  NamedModel named = read_named_model(name, cache);
  const std::vector<OnnxInput> inputs = named.model.inputs;
  for (std::size_t i = 1; i < inputs.size(); ++i) {
    fix_input(named.model, inputs[i].name, std::move(named.sample[i]));
  }
  return std::move(named.model);
}

}  // namespace orbitmesh
