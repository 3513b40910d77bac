#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "core/fields.h"
#include "orbit/element_set.h"
#include "orbit/epoch.h"
#include "orbit/plus_grid.h"
#include "orbit/walker_fit.h"

namespace orbitmesh {

/// Why an object of a catalogue has no place in a shell.
enum class LeftOut {
  kNoPosition,      ///< SGP4 has no position at the epoch; such an object does not fly
  kDeepSpace,       ///< period of 225 min or more
  kEccentric,       ///< eccentricity above 0.01
  kAwayFromShells,  ///< altitude away from every shell: raising, lowering, moving
  kFewAlike,        ///< too few objects of nearly this inclination
};

constexpr std::array<EnumName<LeftOut>, 5> enum_names(LeftOut) {
  return {{{LeftOut::kNoPosition, "no position under SGP4"},
           {LeftOut::kDeepSpace, "deep space"},
           {LeftOut::kEccentric, "eccentric"},
           {LeftOut::kAwayFromShells, "away from every shell"},
           {LeftOut::kFewAlike, "few of this inclination"}}};
}

/// One plane: element sets (by index) that follow one another.
struct CatalogueShellPlane {
  double raan_rad = 0.0;      ///< mean at the epoch, [0, 2 pi)
  std::vector<int> elements;  ///< in ascending argument of latitude at the epoch
};

/// Satellites of one inclination and altitude, as planes joined by a +Grid.
struct CatalogueShell {
  double altitude_m = 0.0;  ///< mean, above the equatorial radius
  double inclination_rad = 0.0;
  std::vector<CatalogueShellPlane> planes;  ///< ascending in RAAN, none empty
  std::vector<IslLink> links;               ///< between element sets, by index
  std::optional<WalkerFit> pattern;

  int size() const;
};

/// What find_shells() makes of a list of element sets.
struct CatalogueShells {
  struct Remainder {
    int element = 0;  ///< index in the list
    LeftOut why = LeftOut::kAwayFromShells;
  };
  std::vector<CatalogueShell> shells;  ///< the largest first
  std::vector<Remainder> left_out;     ///< in the order of the list
};

/// Semi-major axis minus the equatorial radius [m], from the Kozai mean motion of the set
/// without its J2 part (Hoots and Roehrich, Spacetrack Report No. 3, sec. 6).
double mean_altitude_m(const ElementSet& elements);

/// Groups element sets into shells by inclination and altitude, and each shell into planes
/// by RAAN, where SGP4 puts the objects at `epoch`; then joins the planes by a +Grid:
/// docs/models/catalogue-shells.md. Depends on nothing but its arguments, and for shells
/// and planes not on the order of the list.
CatalogueShells find_shells(const std::vector<ElementSet>& elements, Epoch epoch);

}  // namespace orbitmesh
