#include "cli/profile_json.h"

#include <nlohmann/json.hpp>

namespace orbitmesh {

std::string profiles_json(const std::vector<NamedProfile>& profiles) {
  nlohmann::ordered_json json = {{"accelerators", nlohmann::ordered_json::object()},
                                 {"models", nlohmann::ordered_json::object()}};
  for (const NamedProfile& profile : profiles) {
    nlohmann::ordered_json& object = json[profile.kind + "s"][profile.name];
    for (const ProfileRow& row : profile.rows) {
      object[row.key] = {
          {"value", row.value}, {"confidence", row.confidence}, {"source", row.source}};
    }
  }
  return json.dump(2);
}

}  // namespace orbitmesh
