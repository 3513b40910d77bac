#include "inference/engine/onnx_model.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/error.h"

namespace orbitmesh {

std::string OnnxNode::label() const {
  const std::string& shown = !name.empty() || outputs.empty() ? name : outputs.front();
  return fmt::format("node '{}' ({})", shown, op);
}

void fix_input(OnnxModel& model, const std::string& name, Value value) {
  const auto found = std::find_if(model.inputs.begin(), model.inputs.end(),
                                  [&](const OnnxInput& input) { return input.name == name; });
  if (found == model.inputs.end()) {
    throw InputError({model.file, 0, 0}, fmt::format("has no input '{}'", name));
  }
  if (found->type != value.type) {
    throw InputError({model.file, 0, 0}, fmt::format("input '{}' has another type", name));
  }
  model.inputs.erase(found);
  OnnxTensor constant;
  constant.name = name;
  constant.value = std::move(value);
  constant.is_weight = false;
  model.initializers.push_back(std::move(constant));
}

}  // namespace orbitmesh
