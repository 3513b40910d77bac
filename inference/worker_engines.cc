#include "inference/worker_engines.h"

#include <algorithm>
#include <cmath>
#include <exception>
#include <utility>

#include "core/error.h"
#include "wire/message_bounds.h"

namespace orbitmesh {
namespace {

/// Flips bits of an engine for its life.
class FlippedWeights {
 public:
  FlippedWeights(Engine& engine, const std::vector<WeightBit>& flips)
      : engine_(engine), flips_(flips) {
    try {
      for (const WeightBit& bit : flips) {
        engine_.flip(bit);
        ++applied_;
      }
    } catch (...) {
      undo();
      throw;
    }
  }
  ~FlippedWeights() { undo(); }
  FlippedWeights(const FlippedWeights&) = delete;
  FlippedWeights& operator=(const FlippedWeights&) = delete;

 private:
  void undo() {
    while (applied_ > 0) engine_.flip(flips_[--applied_]);
  }

  Engine& engine_;
  const std::vector<WeightBit>& flips_;
  std::size_t applied_ = 0;
};

std::uint32_t top_class(const std::vector<float>& output) {
  std::size_t best = output.size();
  for (std::size_t i = 0; i < output.size(); ++i) {
    if (std::isnan(output[i])) continue;
    if (best == output.size() || output[i] > output[best]) best = i;
  }
  return best == output.size() ? 0 : static_cast<std::uint32_t>(best);
}

bool all_finite(const std::vector<float>& values) {
  return std::all_of(values.begin(), values.end(), [](float v) { return std::isfinite(v); });
}

}  // namespace

WorkerEngines::WorkerEngines(EngineFactory factory) : factory_(std::move(factory)) {}

Engine& WorkerEngines::engine(const std::string& model) {
  auto found = engines_.find(model);
  if (found == engines_.end()) {
    std::unique_ptr<Engine> made = factory_(model);
    if (made == nullptr) throw InputError("no model is named '" + model + "'");
    if (engines_.size() == kMostKept) {
      engines_.erase(std::min_element(
          engines_.begin(), engines_.end(),
          [](const auto& a, const auto& b) { return a.second.asked < b.second.asked; }));
    }
    found = engines_.emplace(model, Kept{std::move(made)}).first;
  }
  found->second.asked = ++asked_;
  return *found->second.engine;
}

WorkerReply WorkerEngines::run(const WorkerRequest& request) {
  Engine& model = engine(request.model);
  WorkerReply reply;
  reply.id = request.id;
  const bool intact = request.flips.empty() && !request.activation;
  if (!intact) {
    reply.clean_class = top_class(model.run(request.input).values);
  }
  {
    const FlippedWeights flipped(model, request.flips);
    reply.output = (request.activation ? model.run_struck(request.input, *request.activation)
                                       : model.run(request.input))
                       .values;
  }
  reply.status = all_finite(reply.output) ? WorkerStatus::kOk : WorkerStatus::kDetected;
  reply.top_class = top_class(reply.output);
  if (intact) reply.clean_class = reply.top_class;
  return reply;
}

WorkerReply WorkerEngines::answer(const WorkerRequest& request) {
  WorkerReply failed;
  try {
    return run(request);
  } catch (const std::exception& error) {
    failed.error = bounded_text(error.what());
  } catch (...) {
    failed.error = "the model failed for an unknown reason";
  }
  failed.id = request.id;
  failed.status = WorkerStatus::kError;
  return failed;
}

}  // namespace orbitmesh
