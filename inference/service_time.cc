#include "inference/service_time.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.h"
#include "inference/roofline.h"
#include "inference/token_time.h"

namespace orbitmesh {
namespace {

constexpr double kMaxService_s = 1e6;

Bytes working_set(const ModelProfile& model) {
  return model.weights.value + model.activation_bytes();
}

std::string gigabytes(Bytes bytes, std::int64_t devices = 1) {
  return fmt::format("{:.4g} GB",
                     static_cast<double>(bytes.count) * static_cast<double>(devices) * 1e-9);
}

}  // namespace

std::optional<Precision> execution_precision(const ModelProfile& model,
                                             const AcceleratorProfile& accelerator) {
  const Precision own = model.precision.value;
  if (accelerator.peak.of(own)) return own;
  // fp8 and int8 are no subset of each other; bf16's 8 significant bits hold both.
  if (own != Precision::kFp32 && accelerator.peak.bf16) return Precision::kBf16;
  if (accelerator.peak.fp32) return Precision::kFp32;
  return std::nullopt;
}

std::int64_t devices_needed(const ModelProfile& model, const AcceleratorProfile& accelerator) {
  const std::int64_t need = working_set(model).count;
  const std::int64_t have = accelerator.memory.value.count;
  return std::max<std::int64_t>(1, (need + have - 1) / have);
}

bool fits(const ModelProfile& model, const AcceleratorProfile& accelerator, std::int64_t count) {
  return execution_precision(model, accelerator).has_value() &&
         devices_needed(model, accelerator) <= count;
}

std::string why_not(const ModelProfile& model, const AcceleratorProfile& accelerator,
                    std::int64_t count) {
  if (!execution_precision(model, accelerator)) {
    return fmt::format("{} has no peak rate for {} or a wider precision, which {} needs",
                       accelerator.name, to_string(model.precision.value), model.name);
  }
  if (devices_needed(model, accelerator) > count) {
    return fmt::format("{} needs {} of memory and {} x {} has {}", model.name,
                       gigabytes(working_set(model)), count, accelerator.name,
                       gigabytes(accelerator.memory.value, count));
  }
  return {};
}

Bytes resident_bytes(const std::vector<const ModelProfile*>& models,
                     const AcceleratorProfile& accelerator) {
  Bytes total;
  for (const ModelProfile* model : models) {
    if (model->part_of != nullptr) continue;
    const std::int64_t k = devices_needed(*model, accelerator);
    total = total + Bytes{(working_set(*model).count + k - 1) / k};
  }
  return total;
}

DeviceRates device_rates(const ModelProfile& model, const AcceleratorProfile& accelerator,
                         std::int64_t devices) {
  const auto precision = execution_precision(model, accelerator);
  if (!precision) throw InputError(why_not(model, accelerator, devices));
  const auto k = static_cast<double>(devices);
  return {k * accelerator.peak.of(*precision)->value.si * accelerator.eff_compute.value,
          k * accelerator.bandwidth.value.si * accelerator.eff_memory.value};
}

Duration with_launches(double seconds, std::int64_t launches, const ModelProfile& model,
                       const AcceleratorProfile& accelerator) {
  const Duration launch = accelerator.launch_overhead.value;
  if (!(seconds + static_cast<double>(launches) * launch.seconds() <= kMaxService_s)) {
    throw InputError(fmt::format("one inference of {} on {} would take {:.3g} s; at most 1e6 s",
                                 model.name, accelerator.name, seconds));
  }
  return Duration::from_seconds(seconds) + launch * launches;
}

Duration service_time(const ModelProfile& model, const AcceleratorProfile& accelerator,
                      std::int64_t devices, std::int64_t batch) {
  for (const MeasuredLatency& measured : model.measured) {
    if (measured.accelerator == accelerator.name && measured.devices == devices) {
      return measured.at(batch);
    }
  }
  if (model.tokens) {
    const std::vector<TokenCounts> sequences(static_cast<std::size_t>(batch));
    const TokenPhases phases = token_phases(model, accelerator, devices, sequences);
    return phases.first + phases.decode;
  }
  const DeviceRates rates = device_rates(model, accelerator, devices);
  const auto b = static_cast<double>(batch);
  const double bytes = static_cast<double>(model.weights.value.count) +
                       b * static_cast<double>(model.activation_bytes().count);
  double seconds = rates.seconds({b * model.flop.value.si, bytes});
  std::int64_t launches = 1;
  if (model.decode) {
    const DecodePhase& step = *model.decode;
    const PhaseWork work{b * step.flop.value.si, static_cast<double>(step.bytes.value.count)};
    seconds += static_cast<double>(step.steps.value) * rates.seconds(work);
    launches += step.steps.value;
  }
  return with_launches(seconds, launches, model, accelerator);
}

std::optional<Duration> unfused_time(const ModelProfile& model,
                                     const AcceleratorProfile& accelerator, std::int64_t devices,
                                     std::int64_t batch) {
  if (!model.layers) return std::nullopt;
  const DeviceRates rates = device_rates(model, accelerator, devices);
  const auto b = static_cast<double>(batch);
  double seconds = 0;
  for (const LayerCost& layer : model.layers->each) {
    const double bytes =
        static_cast<double>(layer.weights.count) + b * static_cast<double>(layer.traffic.count);
    seconds += static_cast<double>(layer.count) * (accelerator.kernel_overhead.value.seconds() +
                                                   rates.seconds({b * layer.flop.si, bytes}));
  }
  return with_launches(seconds, 1, model, accelerator);
}

}  // namespace orbitmesh
