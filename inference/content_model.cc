#include "inference/content_model.h"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "core/error.h"
#include "core/suggestion.h"
#include "inference/content_choice.h"
#include "inference/embedded_content.h"
#include "inference/engine/onnx_reader.h"
#include "inference/models/named_model.h"

namespace orbitmesh {
namespace {

[[noreturn]] void reject_name(std::string_view kind, std::string_view name,
                              const std::vector<std::string_view>& known) {
  throw InputError(fmt::format("unknown {} '{}'{}; known: {}", kind, name,
                               did_you_mean(name, known), list_names(known)));
}

/// Inputs to learn from what is right: all held-out ones of a built-in model, else the sample.
std::vector<Tensor> inputs_of(const std::string& model) {
  std::vector<Tensor> inputs;
  if (model == "digits") {
    const LabelledSet& set = content_set(model);
    for (std::size_t i = 0; i < set.size(); ++i) inputs.push_back(set.input(i));
  } else {
    const Value sample = read_named_model(model, ModelCache()).sample.front();
    inputs.push_back({sample.shape, sample.floats});
  }
  return inputs;
}

OnnxModel read_content_model(const std::string& model) {
  if (model == "digits") return parse_onnx(embedded_digits_model(), "models/digits.onnx");
  const CatalogueEntry* const entry = find_catalogue_entry(model);
  if (entry == nullptr || entry->use != CatalogueUse::kModel) {
    reject_name("content model", model, named_models());
  }
  return read_fixed_model(model, ModelCache());
}

}  // namespace

std::unique_ptr<ContentEngine> make_content_engine(std::string_view text) {
  const ContentChoice choice = parse_content_choice(text);
  EngineOptions options;
  options.kernels = choice.kernels;
  std::unique_ptr<InferenceGuard> guard = make_inference_guard(choice.protection);
  const std::vector<Tensor> inputs = guard ? inputs_of(choice.model) : std::vector<Tensor>();
  return std::make_unique<ContentEngine>(read_content_model(choice.model), choice.nodes_before,
                                         options, std::move(guard), inputs);
}

std::vector<CutPoint> content_cuts(const std::string& model) {
  const OnnxModel graph = read_content_model(model);
  const Value sample = read_named_model(model, ModelCache()).sample.front();
  return cut_points(graph, OnnxEngine(graph).profile({sample}), {stored_bytes(sample)});
}

std::vector<std::string_view> content_model_names() { return {"digits"}; }

const LabelledSet& content_set(std::string_view name) {
  if (name != "digits") reject_name("content input", name, content_set_names());
  static const LabelledSet kDigits =
      LabelledSet::decode(embedded_digits_set(), "models/digits-heldout.bin");
  return kDigits;
}

std::vector<std::string_view> content_set_names() { return {"digits"}; }

}  // namespace orbitmesh
