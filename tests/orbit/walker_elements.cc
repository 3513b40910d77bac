#include "tests/orbit/walker_elements.h"

#include <string>

#include "core/units.h"
#include "orbit/catalogue_shells.h"

namespace orbitmesh {
namespace {

/// The mean motion at which mean_altitude_m() is the shell's, by bisection.
double mean_motion_rev_per_day(ElementSet set, double altitude_m) {
  double low = 0.5;
  double high = 17.0;
  for (int i = 0; i < 100; ++i) {
    set.mean_motion_rev_per_day = (low + high) / 2;
    (mean_altitude_m(set) > altitude_m ? low : high) = set.mean_motion_rev_per_day;
  }
  return low;
}

}  // namespace

std::vector<ElementSet> walker_elements(const WalkerShell& shell, Epoch epoch, int first_number) {
  ElementSet common;
  common.epoch = epoch;
  common.inclination_deg = shell.inclination_rad / kDegree;
  common.mean_motion_rev_per_day = mean_motion_rev_per_day(common, shell.altitude_m);
  std::vector<ElementSet> elements;
  for (int plane = 0; plane < shell.planes; ++plane) {
    for (int slot = 0; slot < shell.per_plane; ++slot) {
      const WalkerSlot place = walker_slot(shell, plane, slot);
      ElementSet set = common;
      set.catalog_number = first_number + static_cast<int>(elements.size());
      set.name = "SAT " + std::to_string(set.catalog_number);
      set.raan_deg = place.raan_rad / kDegree;
      set.mean_anomaly_deg = place.argument_of_latitude_rad / kDegree;
      elements.push_back(set);
    }
  }
  return elements;
}

}  // namespace orbitmesh
