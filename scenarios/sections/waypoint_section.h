#pragma once

#include <optional>

#include "core/fields.h"
#include "core/section_location.h"
#include "core/speed.h"
#include "core/time.h"
#include "core/units.h"
#include "mesh/terminal_track.h"
#include "scenarios/sections/location_section.h"

namespace orbitmesh {

/// Where a site that moves is at a time, or how fast it comes there (WGS84).
struct WaypointSection {
  std::optional<Duration> at;
  std::optional<Speed> speed;
  Angle lat;
  Angle lon;
  Length altitude;
  SectionLocation where;

  Geodetic place() const { return {lat.si, lon.si, altitude.si}; }

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("at", at,
            Spec<Duration>("virtual time, ascending; the first is at 0 s without this key")
                .min(Duration())
                .max(Duration::from_s(366 * 86'400)));
    v.field("speed", speed,
            Spec<Speed>("along the ground from the waypoint before, in place of at")
                .min({0.01})
                .max({TerminalTrack::kMaxSpeed_m_s}));
    visit_place(v, *this, kilometres(20));
  }
};

}  // namespace orbitmesh
