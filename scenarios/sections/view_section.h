#pragma once

#include <optional>

#include "core/fields.h"
#include "core/section_location.h"
#include "core/units.h"
#include "mesh/phy/street_canyon.h"
#include "orbit/access/field_of_view.h"

namespace orbitmesh {

/// The cone in which a dish steers its beam.
struct FieldOfViewSection {
  Angle angle{kStarlinkFieldOfView_rad};
  Angle tilt;
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("angle", angle,
            Spec<Angle>("full angle of the cone").above(degrees(0)).max(degrees(180)));
    v.field("tilt", tilt,
            Spec<Angle>("from the zenith towards the nearer pole; of dishes that stand, those on "
                        "vehicles lie flat")
                .min(degrees(0))
                .max(degrees(90)));
  }
};

/// Where an elevation mask changes.
struct MaskPointSection {
  Angle azimuth;
  Angle elevation;
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("azimuth", azimuth,
            Spec<Angle>("clockwise from north, below 360 deg, ascending")
                .min(degrees(0))
                .max(degrees(360))
                .required());
    v.field("elevation", elevation,
            Spec<Angle>("lowest elevation there").min(degrees(0)).max(degrees(90)).required());
  }
};

/// A street between rows of buildings.
struct StreetSection {
  Length width;
  Length building_height;
  Length antenna_height = metres(StreetCanyon{}.antenna_height_m);
  std::optional<Angle> azimuth;
  SectionLocation where;

  StreetCanyon street() const { return {width.si, building_height.si, antenna_height.si}; }

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("width", width,
            Spec<Length>("between the facades").min(metres(1)).max(kilometres(1)).required());
    v.field("building_height", building_height,
            Spec<Length>("of the buildings on both sides")
                .min(metres(0))
                .max(kilometres(1))
                .required());
    v.field("antenna_height", antenna_height,
            Spec<Length>("of the terminal above the street").min(metres(0)).max(kilometres(1)));
    v.field("azimuth", azimuth,
            Spec<Angle>("direction of the street, clockwise from north; a site that moves drives "
                        "along it")
                .min(degrees(0))
                .max(degrees(360)));
  }
};

}  // namespace orbitmesh
