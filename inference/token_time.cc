#include "inference/token_time.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "inference/roofline.h"

namespace orbitmesh {
namespace {

void require_tokens(const ModelProfile& model) {
  if (!model.tokens || !model.decode) {
    throw std::invalid_argument(model.name + " is no language model");
  }
}

double prompt_flop(const ModelProfile& model) {
  return model.flop.value.si / static_cast<double>(model.tokens->prompt.value);
}

PhaseWork work_of(const ModelProfile& model, const Iteration& it) {
  const auto prompts = static_cast<double>(it.prompts);
  PhaseWork work;
  work.flop = static_cast<double>(it.prompt_tokens) * prompt_flop(model) +
              static_cast<double>(it.steps) * model.decode->flop.value.si;
  work.bytes = static_cast<double>(it.prompts > 0 ? model.weights.value.count
                                                  : model.decode->bytes.value.count) +
               prompts * static_cast<double>(model.activation_bytes().count) +
               static_cast<double>(it.context_tokens) *
                   static_cast<double>(model.tokens->kv_cache.value.count);
  return work;
}

/// Sum over steps k = 1 .. n of max(flop time, (bytes + k growth) / bandwidth): the bytes
/// grow, so that the steps are bound by operations first and by memory from some k on.
double growing_steps_s(const PhaseWork& base, double growth, std::int64_t n,
                       const DeviceRates& rates) {
  const double flop_s = base.flop / rates.flop_s;
  const auto steps = static_cast<double>(n);
  const double excess = flop_s * rates.byte_s - base.bytes;
  double bound = 0;  // steps that operations bind
  if (growth > 0) bound = std::clamp(std::floor(excess / growth), 0.0, steps);
  if (growth <= 0 && excess > 0) bound = steps;
  const double rest = steps - bound;
  const double mean_k = bound + (rest + 1) / 2;
  return bound * flop_s + rest * (base.bytes + mean_k * growth) / rates.byte_s;
}

}  // namespace

TokenCounts resolve_tokens(const ModelProfile& model, TokenCounts asked) {
  require_tokens(model);
  TokenCounts counts = asked;
  if (counts.prompt == 0) counts.prompt = model.tokens->prompt.value;
  if (counts.output == 0) counts.output = model.decode->steps.value + 1;
  counts.cached = std::min(counts.cached, counts.prompt);
  return counts;
}

Duration iteration_time(const ModelProfile& model, const AcceleratorProfile& accelerator,
                        std::int64_t devices, const Iteration& iteration) {
  require_tokens(model);
  const DeviceRates rates = device_rates(model, accelerator, devices);
  return with_launches(rates.seconds(work_of(model, iteration)), 1, model, accelerator);
}

TokenPhases token_phases(const ModelProfile& model, const AcceleratorProfile& accelerator,
                         std::int64_t devices, const std::vector<TokenCounts>& batch) {
  require_tokens(model);
  Iteration prompts;
  std::int64_t longest = 1;
  for (const TokenCounts& asked : batch) {
    const TokenCounts counts = resolve_tokens(model, asked);
    ++prompts.prompts;
    prompts.prompt_tokens += counts.prompt - counts.cached;
    prompts.context_tokens += counts.prompt;
    longest = std::max(longest, counts.output);
  }
  TokenPhases phases;
  phases.first = iteration_time(model, accelerator, devices, prompts);
  if (longest == 1) return phases;
  Iteration step;
  step.steps = prompts.prompts;
  step.context_tokens = prompts.context_tokens;
  const double growth =
      static_cast<double>(step.steps) * static_cast<double>(model.tokens->kv_cache.value.count);
  const double seconds = growing_steps_s(work_of(model, step), growth, longest - 1,
                                         device_rates(model, accelerator, devices));
  phases.decode = with_launches(seconds, longest - 1, model, accelerator);
  return phases;
}

}  // namespace orbitmesh
