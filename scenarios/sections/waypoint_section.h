#pragma once

#include "core/fields.h"
#include "core/section_location.h"
#include "core/time.h"
#include "core/units.h"
#include "mesh/terminal_track.h"

namespace orbitmesh {

/// Where a site that moves is at a time (WGS84).
struct WaypointSection {
  Duration at;
  Angle lat;
  Angle lon;
  Length altitude;
  SectionLocation where;

  TrackPoint point() const { return {Time{} + at, {lat.si, lon.si, altitude.si}}; }

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("at", at,
            Spec<Duration>("virtual time, ascending")
                .min(Duration())
                .max(Duration::from_s(366 * 86'400))
                .required());
    v.field("lat", lat,
            Spec<Angle>("geodetic latitude, north positive")
                .min(degrees(-90))
                .max(degrees(90))
                .required());
    v.field(
        "lon", lon,
        Spec<Angle>("longitude, east positive").min(degrees(-180)).max(degrees(180)).required());
    v.field("altitude", altitude,
            Spec<Length>("height above the ellipsoid").min(metres(-500)).max(kilometres(20)));
  }
};

}  // namespace orbitmesh
