#include "inference/content_model.h"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "core/error.h"
#include "core/suggestion.h"
#include "inference/content_choice.h"
#include "inference/embedded_content.h"
#include "inference/engine/guarded_engine.h"
#include "inference/engine/onnx_engine.h"
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

std::unique_ptr<OnnxEngine> make_bare_engine(const ContentChoice& choice) {
  EngineOptions options;
  options.kernels = choice.kernels;
  if (choice.model == "digits") {
    return make_onnx_engine(embedded_digits_model(), "models/digits.onnx", options);
  }
  const CatalogueEntry* const entry = find_catalogue_entry(choice.model);
  if (entry == nullptr || entry->use != CatalogueUse::kModel) {
    reject_name("content model", choice.model, named_models());
  }
  return std::make_unique<OnnxEngine>(read_fixed_model(choice.model, ModelCache()), options);
}

}  // namespace

std::unique_ptr<Engine> make_content_engine(std::string_view text) {
  const ContentChoice choice = parse_content_choice(text);
  std::unique_ptr<OnnxEngine> engine = make_bare_engine(choice);
  std::unique_ptr<InferenceGuard> guard = make_inference_guard(choice.protection);
  if (!guard) return engine;
  return std::make_unique<GuardedEngine>(std::move(engine), std::move(guard),
                                         inputs_of(choice.model));
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
