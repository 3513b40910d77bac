#include <nlohmann/json.hpp>

#include "cli/output_format.h"

namespace orbitmesh {

std::string json_string(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace orbitmesh
