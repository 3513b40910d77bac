#include "scenarios/resolved.h"

#include "core/config_writer.h"

namespace orbitmesh {

std::string resolved_toml(const Scenario& scenario) { return write_section(scenario); }

}  // namespace orbitmesh
