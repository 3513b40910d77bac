#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/fields.h"
#include "core/sourced.h"
#include "scenarios/sections/location_section.h"

namespace orbitmesh {

/// Where the place of an entry comes from, and how far it can be trusted.
struct GroundSource {
  std::string source;
  Confidence confidence = Confidence::kGuess;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("source", source, Spec<std::string>("where the place comes from").required());
    v.field("confidence", confidence,
            Spec<Confidence>("O official, P press, D derived, G guess").required());
  }
};

/// [[pop]] of the ground segment.
struct KnownPop {
  std::string name;
  LocationSection location;
  GroundSource from;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("name", name, Spec<std::string>("name of the PoP").required().identifier());
    v.field("location", location, Spec<LocationSection>("where it is").required());
    from.visit_fields(v);
  }
};

/// [[gateway]] of the ground segment.
struct KnownGateway {
  std::string name;
  LocationSection location;
  std::string pop;
  GroundSource from;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("name", name, Spec<std::string>("name of the gateway").required().identifier());
    v.field("location", location, Spec<LocationSection>("where it is").required());
    v.field("pop", pop, Spec<std::string>("the [[pop]] it is joined to").required());
    from.visit_fields(v);
  }
};

/// [[datacenter]] of the ground segment.
struct KnownDatacenter {
  std::string name;
  LocationSection location;
  GroundSource from;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("name", name, Spec<std::string>("name of the datacenter").required().identifier());
    v.field("location", location, Spec<LocationSection>("where it is").required());
    from.visit_fields(v);
  }
};

/// Gateways, points of presence and datacenters all over the world.
struct GroundSegment {
  std::vector<KnownPop> pops;
  std::vector<KnownGateway> gateways;
  std::vector<KnownDatacenter> datacenters;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("pop", pops, Spec<std::vector<KnownPop>>("points of presence").not_empty());
    v.field("gateway", gateways, Spec<std::vector<KnownGateway>>("ground stations").not_empty());
    v.field("datacenter", datacenters,
            Spec<std::vector<KnownDatacenter>>("where requests can be answered").not_empty());
  }

  /// The gateway with the least distance along the ground (ties: the first).
  const KnownGateway& nearest_gateway(Geodetic place) const;
};

/// profiles/ground.toml, which is compiled into the program.
GroundSegment built_in_ground_segment();

/// Reads such a text; `file_name` stands in the locations. Throws InputError with the place.
GroundSegment parse_ground_segment(std::string_view text, const std::string& file_name);

}  // namespace orbitmesh
