#include "scenarios/site/ground_segment.h"

#include <algorithm>

#include "core/config_reader.h"
#include "core/toml_reader.h"
#include "scenarios/site/embedded_ground.h"

namespace orbitmesh {

const KnownGateway& GroundSegment::nearest_gateway(Geodetic place) const {
  return *std::min_element(gateways.begin(), gateways.end(),
                           [&](const KnownGateway& a, const KnownGateway& b) {
                             return great_circle_distance_m(place, a.location.geodetic()) <
                                    great_circle_distance_m(place, b.location.geodetic());
                           });
}

GroundSegment parse_ground_segment(std::string_view text, const std::string& file_name) {
  GroundSegment segment;
  read_section(parse_toml(text, file_name), segment, "the ground segment");
  return segment;
}

GroundSegment built_in_ground_segment() {
  return parse_ground_segment(embedded_ground(), "profiles/ground.toml");
}

}  // namespace orbitmesh
