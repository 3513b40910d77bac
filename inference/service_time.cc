#include "inference/service_time.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/error.h"

namespace orbitmesh {
namespace {

constexpr double kMaxService_s = 1e6;

/// Work of one phase for one batch on one device.
struct PhaseWork {
  double flop;
  double bytes;
};

/// Rates that one device reaches.
struct DeviceRates {
  double flop_s;
  double byte_s;
};

double phase_seconds(const PhaseWork& work, const DeviceRates& rates) {
  return std::max(work.flop / rates.flop_s, work.bytes / rates.byte_s);
}

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
    const std::int64_t k = devices_needed(*model, accelerator);
    total = total + Bytes{(working_set(*model).count + k - 1) / k};
  }
  return total;
}

Duration service_time(const ModelProfile& model, const AcceleratorProfile& accelerator,
                      std::int64_t devices, std::int64_t batch) {
  const auto precision = execution_precision(model, accelerator);
  if (!precision) throw InputError(why_not(model, accelerator, devices));
  const auto k = static_cast<double>(devices);
  const auto b = static_cast<double>(batch);
  const DeviceRates rates{
      k * accelerator.peak.of(*precision)->value.si * accelerator.eff_compute.value,
      k * accelerator.bandwidth.value.si * accelerator.eff_memory.value};

  const double bytes = static_cast<double>(model.weights.value.count) +
                       b * static_cast<double>(model.activation_bytes().count);
  double seconds = phase_seconds({b * model.flop.value.si, bytes}, rates);
  std::int64_t launches = 1;
  if (model.decode) {
    const DecodePhase& step = *model.decode;
    const PhaseWork work{b * step.flop.value.si, static_cast<double>(step.bytes.value.count)};
    seconds += static_cast<double>(step.steps.value) * phase_seconds(work, rates);
    launches += step.steps.value;
  }
  const double launch_s = accelerator.launch_overhead.value.seconds();
  if (!(seconds + static_cast<double>(launches) * launch_s <= kMaxService_s)) {
    throw InputError(fmt::format("one inference of {} on {} would take {:.3g} s; at most 1e6 s",
                                 model.name, accelerator.name, seconds));
  }
  return Duration::from_seconds(seconds) + accelerator.launch_overhead.value * launches;
}

}  // namespace orbitmesh
