#include "orbit/shell_labels.h"

#include <fmt/format.h>

#include <map>

#include "core/units.h"

namespace orbitmesh {

std::vector<std::string> shell_labels(const std::vector<ShellOrbit>& shells) {
  std::vector<std::string> labels;
  std::map<std::string, int> times_used;
  for (const ShellOrbit& shell : shells) {
    std::string label =
        fmt::format("{:.0f}km-{:.1f}deg", shell.altitude_m * 1e-3, shell.inclination_rad / kDegree);
    const int used = times_used[label]++;
    // Letters reach to "-z", then numbers.
    if (used > 0)
      label += used < 26 ? fmt::format("-{}", static_cast<char>('a' + used))
                         : fmt::format("-{}", used + 1);
    labels.push_back(std::move(label));
  }
  return labels;
}

}  // namespace orbitmesh
