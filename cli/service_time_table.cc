#include "cli/service_time_table.h"

#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <vector>

#include "inference/service_time.h"
#include "inference/token_time.h"

namespace orbitmesh {
namespace {

std::string ms(std::optional<Duration> duration) {
  return duration ? fmt::format("{:.3f}", duration->milliseconds()) : "-";
}

/// By the roofline alone.
Duration fused_time(ModelProfile model, const AcceleratorProfile& accelerator, std::int64_t devices,
                    std::int64_t batch) {
  model.measured.clear();
  return service_time(model, accelerator, devices, batch);
}

std::string row(const ModelProfile& model, const AcceleratorProfile& accelerator,
                std::int64_t devices, std::int64_t batch) {
  std::optional<Duration> first;
  std::optional<Duration> token;
  if (model.tokens) {
    const std::vector<TokenCounts> sequences(static_cast<std::size_t>(batch));
    const TokenPhases phases = token_phases(model, accelerator, devices, sequences);
    first = phases.first;
    token = phases.decode / model.decode->steps.value;
  }
  return fmt::format("{:>5} {:>12} {:>12} {:>12} {:>12} {:>12}\n", batch,
                     ms(service_time(model, accelerator, devices, batch)),
                     ms(fused_time(model, accelerator, devices, batch)),
                     ms(unfused_time(model, accelerator, devices, batch)), ms(first), ms(token));
}

}  // namespace

std::string service_time_table(const ModelProfile& model, const AcceleratorProfile& accelerator) {
  const std::int64_t devices = devices_needed(model, accelerator);
  const std::string reason = why_not(model, accelerator, devices);
  if (!reason.empty()) return fmt::format("{}: {}\n", model.name, reason);
  std::string table =
      fmt::format("{} on {} x {} in {} [ms]\n", model.name, devices, accelerator.name,
                  to_string(*execution_precision(model, accelerator)));
  table += fmt::format("{:>5} {:>12} {:>12} {:>12} {:>12} {:>12}\n", "batch", "in a run", "fused",
                       "unfused", "first token", "next token");
  for (const std::int64_t batch : {1, 2, 4, 8, 16, 32, 64}) {
    table += row(model, accelerator, devices, batch);
  }
  return table;
}

}  // namespace orbitmesh
