#pragma once

#include "core/fields.h"
#include "core/section_location.h"
#include "core/units.h"
#include "orbit/geodetic.h"

namespace orbitmesh {

/// The keys of a place (WGS84) in any section that has one; it is at most as high as `highest`.
template <class Visitor, class Section>
void visit_place(Visitor& v, Section& section, Length highest) {
  v.field("lat", section.lat,
          Spec<Angle>("geodetic latitude, north positive")
              .min(degrees(-90))
              .max(degrees(90))
              .required());
  v.field("lon", section.lon,
          Spec<Angle>("longitude, east positive").min(degrees(-180)).max(degrees(180)).required());
  v.field("altitude", section.altitude,
          Spec<Length>("height above the ellipsoid").min(metres(-500)).max(highest));
}

/// A place on the ground (WGS84).
struct LocationSection {
  Angle lat;
  Angle lon;
  Length altitude;
  SectionLocation where;

  Geodetic geodetic() const { return {lat.si, lon.si, altitude.si}; }

  template <class Visitor>
  void visit_fields(Visitor& v) {
    visit_place(v, *this, kilometres(9));
  }
};

}  // namespace orbitmesh
