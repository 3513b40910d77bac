#include "inference/content_model.h"

#include <fmt/format.h>

#include <string>

#include "core/error.h"
#include "core/suggestion.h"
#include "inference/embedded_content.h"
#include "inference/engine/onnx_engine.h"

namespace orbitmesh {
namespace {

[[noreturn]] void reject_name(std::string_view kind, std::string_view name,
                              const std::vector<std::string_view>& known) {
  throw InputError(fmt::format("unknown {} '{}'{}; known: {}", kind, name,
                               did_you_mean(name, known), list_names(known)));
}

}  // namespace

std::unique_ptr<Engine> make_content_engine(std::string_view model) {
  if (model == "digits") return make_onnx_engine(embedded_digits_model(), "models/digits.onnx");
  reject_name("content model", model, content_model_names());
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
