#pragma once

#include <optional>

#include "scenarios/fault_summary.h"

namespace orbitmesh {

/// The object "faults" of run.json and of the summary; null without faults. `Json` is
/// nlohmann's ordered_json, which only .cc files include.
template <class Json>
Json fault_json(const std::optional<FaultSummary>& faults) {
  if (!faults) return nullptr;
  Json json;
  json["acceleration"] = faults->acceleration;
  json["seu"] = faults->seu;
  json["sefi"] = faults->sefi;
  json["expected_seu_unaccelerated"] = faults->expected_seu;
  json["expected_sefi_unaccelerated"] = faults->expected_sefi;
  return json;
}

}  // namespace orbitmesh
