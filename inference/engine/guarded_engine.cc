#include "inference/engine/guarded_engine.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace orbitmesh {

GuardedEngine::GuardedEngine(std::unique_ptr<OnnxEngine> engine,
                             std::unique_ptr<InferenceGuard> guard,
                             const std::vector<Tensor>& inputs)
    : engine_(std::move(engine)), guard_(std::move(guard)) {
  engine_->set_watchers({guard_.get()});
  for (const Tensor& input : inputs) engine_->run(input);
  guard_->enforce();
}

Tensor GuardedEngine::run(const Tensor& input) {
  guard_->begin();
  Tensor output = engine_->run(input);
  if (guard_->failed()) {
    std::fill(output.values.begin(), output.values.end(), std::numeric_limits<float>::quiet_NaN());
  }
  return output;
}

}  // namespace orbitmesh
