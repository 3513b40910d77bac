#include "inference/device_profile.h"

#include <fmt/format.h>

#include <set>

#include "core/error.h"

namespace orbitmesh {
namespace {

void check(const DeviceEffect& effect) {
  const int protons =
      (effect.one_energy ? 1 : 0) + (effect.bendel ? 1 : 0) + (effect.weibull ? 1 : 0);
  if (protons > 1) {
    throw InputError(effect.where.section(),
                     fmt::format("effect '{}' has {} proton cross-sections; give one of "
                                 "'one_energy', 'bendel' and 'weibull'",
                                 effect.name, protons));
  }
  if (protons == 0 && !effect.heavy_ion) {
    throw InputError(effect.where.section(),
                     fmt::format("effect '{}' needs a cross-section: 'one_energy', 'bendel', "
                                 "'weibull' or 'heavy_ion'",
                                 effect.name));
  }
  if (effect.kind == FaultKind::kWearOut) {
    throw InputError(effect.where.of("kind"),
                     fmt::format("effect '{}': wear-out comes from the dose; give the device a "
                                 "'dose_limit' in place of this effect",
                                 effect.name));
  }
}

}  // namespace

void check(const DeviceProfile& profile) {
  std::set<std::string> names;
  for (const DeviceEffect& effect : profile.effects) {
    check(effect);
    if (names.insert(effect.name).second) continue;
    throw InputError(effect.where.of("name"), fmt::format("device '{}' has two effects named '{}'",
                                                          profile.name, effect.name));
  }
}

}  // namespace orbitmesh
