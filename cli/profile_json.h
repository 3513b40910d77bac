#pragma once

#include <string>
#include <vector>

#include "cli/profile_rows.h"

namespace orbitmesh {

struct NamedProfile {
  std::string kind;  ///< "accelerator", "model", "bus", "platform" or "device"
  std::string name;
  std::vector<ProfileRow> rows;
};

/// {"accelerators": {name: {key: {"value", "confidence", "source"}}}, "models": {...}}
std::string profiles_json(const std::vector<NamedProfile>& profiles);

}  // namespace orbitmesh
