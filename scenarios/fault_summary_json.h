#pragma once

#include <optional>
#include <string>

#include "scenarios/fault_summary.h"

namespace orbitmesh {

/// The object "faults" of run.json and of the summary; null without faults. `Json` is
/// nlohmann's ordered_json, which only .cc files include.
template <class Json>
Json fault_json(const std::optional<FaultSummary>& faults) {
  if (!faults) return nullptr;
  Json json;
  json["acceleration"] = faults->acceleration;
  for (const auto& [kind, name] : enum_names(FaultKind{})) {
    json[std::string(name)] = faults->of(kind).happened;
  }
  for (const auto& [kind, name] : enum_names(FaultKind{})) {
    if (kind == FaultKind::kWearOut) continue;
    json["expected_" + std::string(name) + "_unaccelerated"] = faults->of(kind).expected;
  }
  return json;
}

}  // namespace orbitmesh
