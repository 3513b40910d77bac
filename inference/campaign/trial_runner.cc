#include "inference/campaign/trial_runner.h"

#include <fmt/format.h>

#include "core/digest.h"
#include "core/error.h"
#include "core/rng.h"

namespace orbitmesh {
namespace {

EngineOptions engine_options(WeightFormat format) {
  EngineOptions options;
  options.weights = format;
  return options;
}

std::string digest_of(const std::vector<Value>& outputs) {
  Digest digest;
  for (const Value& output : outputs) {
    digest.add(std::string_view(reinterpret_cast<const char*>(output.floats.data()),
                                output.floats.size() * sizeof(float)));
    digest.add(std::string_view(reinterpret_cast<const char*>(output.integers.data()),
                                output.integers.size() * sizeof(std::int64_t)));
  }
  return digest.hex();
}

}  // namespace

TrialRunner::TrialRunner(const DecisionTask& task, const CampaignOptions& options)
    : task_(task),
      options_(options),
      engine_(task.graph, engine_options(options.format)),
      activation_flip_(options.format),
      guard_(make_inference_guard(options.protection)) {
  learn();
  activation_flip_.arm(static_cast<std::uint64_t>(-1), 0);
  engine_.set_watchers(watchers());
  for (std::size_t input = 0; input < task.inputs.size(); ++input) intact_.push_back(look(input));
  if (options.place == FaultPlace::kActivations) {
    activation_flip_.arm(static_cast<std::uint64_t>(-1), 0);
    look(0);
    elements_ = activation_flip_.seen();
    return;
  }
  for (std::uint32_t i = 0; i < engine_.weights().size(); ++i) {
    if (engine_.weights()[i].bits_per_element != bits_of(options.format)) continue;
    tensors_.push_back(i);
    elements_ += engine_.weights()[i].elements;
  }
  if (elements_ > 0) return;
  throw InputError(
      fmt::format("no weight of '{}' can be held as {}", task.model, to_string(options.format)));
}

void TrialRunner::learn() {
  if (!guard_) return;
  engine_.run_values({task_.inputs.front()});
  const double bare = engine_.multiply_adds();
  engine_.set_watchers({guard_.get()});
  for (const Value& input : task_.inputs) engine_.run_values({input});
  guard_->enforce();
  engine_.run_values({task_.inputs.front()});
  guard_cost_ = bare > 0 ? engine_.multiply_adds() / bare - 1 : 0;
}

/// A flip comes first, so that the guard meets it.
std::vector<NodeWatcher*> TrialRunner::watchers() {
  std::vector<NodeWatcher*> all;
  if (options_.place == FaultPlace::kActivations) all.push_back(&activation_flip_);
  if (guard_) all.push_back(guard_.get());
  return all;
}

TrialRunner::Seen TrialRunner::look(std::size_t input) {
  if (guard_) guard_->begin();
  const std::vector<Value> outputs = engine_.run_values({task_.inputs[input]});
  return {decide(task_.rule, outputs), !all_finite(outputs) || (guard_ && guard_->failed()),
          digest_of(outputs)};
}

bool TrialRunner::is_right(std::size_t input, const Seen& seen) const {
  return !task_.labels.empty() && seen.decision == task_.labels[input];
}

std::int64_t TrialRunner::right() const {
  std::int64_t right = 0;
  for (std::size_t i = 0; i < intact_.size(); ++i) right += is_right(i, intact_[i]) ? 1 : 0;
  return right;
}

void TrialRunner::compare(std::size_t input, TrialResult& result) {
  const Seen seen = look(input);
  const Seen& intact = intact_[input];
  ++result.decisions;
  result.right_before += is_right(input, intact) ? 1 : 0;
  result.right_after += is_right(input, seen) ? 1 : 0;
  result.corrected += guard_ && guard_->corrected() > 0 ? 1 : 0;
  result.unchecked += seen.decision != intact.decision ? 1 : 0;
  if (seen.detected) {
    ++result.due;
  } else if (seen.decision != intact.decision) {
    ++result.critical;
  } else if (seen.digest != intact.digest) {
    ++result.tolerable;
  }
}

WeightBit TrialRunner::address(std::uint64_t element, std::uint32_t bit) const {
  std::size_t i = 0;
  while (element >= engine_.weights()[tensors_[i]].elements) {
    element -= engine_.weights()[tensors_[i++]].elements;
  }
  return {tensors_[i], element, bit};
}

TrialResult TrialRunner::run(std::int64_t trial) {
  RngStream stream(options_.seed, "campaign.trial", static_cast<std::uint64_t>(trial));
  const std::uint32_t width = bits_of(options_.format);
  const auto draw_bit = [&] {
    return options_.each_bit ? static_cast<std::uint32_t>(trial % width)
                             : static_cast<std::uint32_t>(stream.below(width));
  };
  TrialResult result;
  if (options_.place == FaultPlace::kActivations) {
    const std::uint64_t element = stream.below(elements_);
    result.bit = draw_bit();
    activation_flip_.arm(element, result.bit);
    compare(stream.below(task_.inputs.size()), result);
    return result;
  }
  std::vector<WeightBit> flips;
  for (std::int64_t k = 0; k < options_.upsets; ++k) {
    const std::uint64_t element = stream.below(elements_);
    flips.push_back(address(element, draw_bit()));
    engine_.flip(flips.back());
  }
  result.bit = flips.front().bit;
  for (std::size_t input = 0; input < task_.inputs.size(); ++input) compare(input, result);
  for (const WeightBit& flip : flips) engine_.flip(flip);
  return result;
}

}  // namespace orbitmesh
