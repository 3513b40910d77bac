#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/constellation_source.h"
#include "cli/rainy_link.h"
#include "orbit/access/access_rules.h"
#include "orbit/geometric_route.h"
#include "orbit/plus_grid.h"
#include "orbit/route_explanation.h"

namespace orbitmesh {

/// Says in sentences what keeps two places apart: the rules that forbid the satellites above
/// them, the rain that cuts their radio links, by band, or the lasers that cannot be held.
class RouteWhy {
 public:
  /// `limits` are those of both ends' rules. All must outlive the explanation.
  RouteWhy(const ConstellationSource& source, const std::vector<IslLink>& links,
           const LinkReach& reach, const AccessLimits& limits, const RainyEnds& rain)
      : source_(source), links_(links), reach_(reach), limits_(limits), rain_(rain) {}

  /// Of a route that was not found; empty for one that was.
  std::vector<std::string> sentences(const GeometricRoute& route, const AccessRules& from,
                                     const AccessRules& to,
                                     const std::vector<Vec3>& r_sat_ecef_m) const;

 private:
  void add_end(const char* option, const EndExplanation& end, const std::optional<RainyLink>& rain,
               std::vector<std::string>& sentences) const;
  std::string refusal(const RefusedSatellites& refused) const;
  std::string rain_refusal(const RefusedSatellites& refused, const RainyLink& rain) const;
  std::string reason(const RefusedSatellites& refused) const;
  void add_mesh(const MeshExplanation& mesh, std::vector<std::string>& sentences) const;
  std::string cut(const CutLaser& laser) const;

  const ConstellationSource& source_;
  const std::vector<IslLink>& links_;
  const LinkReach& reach_;
  const AccessLimits& limits_;
  const RainyEnds& rain_;
};

}  // namespace orbitmesh
