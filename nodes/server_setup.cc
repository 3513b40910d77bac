#include "nodes/server_setup.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "core/error.h"
#include "core/quantity.h"
#include "inference/service_time.h"

namespace orbitmesh {
namespace {

constexpr std::int64_t kMaxDevices = 100'000;

Bytes largest(const std::vector<const ModelProfile*>& models,
              const AcceleratorProfile& accelerator) {
  Bytes most;
  for (const ModelProfile* model : models) {
    most = std::max(most, resident_bytes({model}, accelerator));
  }
  return most;
}

}  // namespace

Bytes weight_memory(const AcceleratorProfile& accelerator, const ServingOptions& serving) {
  const Bytes reserved = serving.kv_memory.value_or(Bytes{});
  return accelerator.memory.value < reserved ? Bytes{} : accelerator.memory.value - reserved;
}

std::string why_not_served(const std::vector<const ModelProfile*>& models,
                           const AcceleratorProfile& accelerator, std::int64_t count,
                           const ServingOptions& serving) {
  for (const ModelProfile* model : models) {
    const std::string reason = why_not(*model, accelerator, count);
    if (!reason.empty()) return reason;
    if (model->tokens && serving.residency == ResidencyKind::kLru && !serving.kv_memory) {
      return fmt::format(
          "{} needs memory for its key-value cache, and with residency = \"lru\" "
          "kv_memory must say how much",
          model->name);
    }
  }
  const bool pinned = serving.residency == ResidencyKind::kPinned;
  const Bytes need = pinned ? resident_bytes(models, accelerator) : largest(models, accelerator);
  const Bytes have = weight_memory(accelerator, serving);
  if (!(have < need)) return {};
  return fmt::format("{} {} on each device, {} has {}{}: name fewer of them{}",
                     pinned ? "these models together need" : "the largest of these models needs",
                     format_quantity(need), accelerator.name, format_quantity(have),
                     serving.kv_memory ? " beside kv_memory" : "",
                     pinned ? ", or use residency = \"lru\"" : "");
}

void check_setup(const ServerSetup& setup) {
  if (setup.accelerator == nullptr) throw std::invalid_argument("server without an accelerator");
  if (setup.count < 1 || setup.count > kMaxDevices) {
    throw InputError(fmt::format("accelerator count {}: it must lie between 1 and {}", setup.count,
                                 kMaxDevices));
  }
  if (setup.serving.max_waiting < 0 || setup.serving.batch_max < 1) {
    throw InputError("a server needs batch_max of 1 at least, and max_waiting of 0 at least");
  }
  const std::string reason =
      why_not_served(setup.models, *setup.accelerator, setup.count, setup.serving);
  if (!reason.empty()) throw InputError(reason);
}

}  // namespace orbitmesh
