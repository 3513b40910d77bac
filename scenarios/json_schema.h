#pragma once

#include <string>

namespace orbitmesh {

/// docs/scenario.schema.json: JSON Schema of a scenario file, from the sections' field
/// visitors. A file that `extends` another may leave any key out; every other file has the
/// required ones.
std::string scenario_json_schema();

}  // namespace orbitmesh
