#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/config_override.h"
#include "core/toml_reader.h"
#include "inference/profile_library.h"
#include "scenarios/loader.h"

namespace orbitmesh {

/// A small scenario that is accepted as it stands. Tests change a line of it and look at
/// what the loader says.
inline constexpr std::string_view kGoodScenario = R"([scenario]
name = "small"
epoch = "2026-06-01T00:00:00Z"
duration = "1 min"

[[constellation]]
name = "shell"
walker = { altitude = "550 km", inclination = "53 deg", planes = 6, per_plane = 4, phasing = 1 }
accelerator = { profile = "tesla-ai7", every = 2, models = ["openvla-7b"] }

[[site]]
name = "mine"
location = { lat = "-22.8 deg", lon = "118.7 deg" }
terminal = "starlink-dish"

[[site]]
name = "austin"
kind = "datacenter"
location = { lat = "30.22 deg", lon = "-97.61 deg" }
accelerator = { profile = "nvidia-h100-sxm", count = 8, models = ["rt-2-55b"] }

[[pop]]
name = "perth"
location = { lat = "-31.9 deg", lon = "115.9 deg" }

[[gateway]]
name = "merredin"
location = { lat = "-31.48 deg", lon = "118.28 deg" }
pop = "perth"

[[client]]
name = "robot"
kind = "robot"
count = 2
site = "mine"
accelerator = "jetson-agx-orin-64"

[[client.workload]]
name = "gauge"
profile = "openvla-7b"
arrival = { kind = "periodic", rate = "2 Hz" }
deadline = "300 ms"
policy = { kind = "nearest" }

[[client.workload]]
name = "plan"
profile = "rt-2-55b"
arrival = { kind = "server", rate = "0.3 Hz" }
deadline = "1.5 s"
policy = { kind = "ground", site = "austin" }

[[flow]]
name = "probe"
kind = "ping"
from = "robot"
to = "austin"
)";

/// kGoodScenario with the first `from` replaced by `to`.
inline std::string good_scenario_with(std::string_view from, std::string_view to) {
  std::string text(kGoodScenario);
  const std::size_t at = text.find(from);
  if (at == std::string::npos) throw std::logic_error("not in the fixture: " + std::string(from));
  return text.replace(at, from.size(), to);
}

/// The scenario of a file "s.toml" after overrides as on a command line.
inline Scenario parse_scenario(std::string_view text,
                               const std::vector<std::string>& overrides = {}) {
  ConfigValue document = parse_toml(text, "s.toml");
  for (const std::string& assignment : overrides) apply_override(document, assignment);
  return scenario_from_config(document, ProfileLibrary::built_in());
}

}  // namespace orbitmesh
