#include "orbit/route_explanation.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

#include "orbit/earth.h"
#include "orbit/ephemeris.h"

namespace orbitmesh {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

/// Sets of satellites that lasers join.
class Parts {
 public:
  explicit Parts(std::size_t satellites) {
    for (std::size_t i = 0; i < satellites; ++i) parent_.push_back(i);
  }
  std::size_t of(int satellite) {
    std::size_t part = at(satellite);
    while (parent_[part] != part) part = parent_[part] = parent_[parent_[part]];
    return part;
  }
  void join(int a, int b) { parent_[of(a)] = of(b); }

 private:
  std::vector<std::size_t> parent_;
};

double lowest_altitude_m(Vec3 r_a_ecef_m, Vec3 r_b_ecef_m) {
  const Vec3 along_m = r_b_ecef_m - r_a_ecef_m;
  const double length2_m2 = dot(along_m, along_m);
  if (length2_m2 == 0) return norm(r_a_ecef_m) - kEarthEquatorialRadius_m;
  const double share = std::clamp(-dot(r_a_ecef_m, along_m) / length2_m2, 0.0, 1.0);
  return norm(r_a_ecef_m + share * along_m) - kEarthEquatorialRadius_m;
}

/// Nothing for a satellite that the site may use.
std::optional<Refusal> refusal_of(const AccessRules& rules, double max_slant_range_m,
                                  const RadioHolds& radio, const LookAngles& look) {
  const AccessBlock rule = rules.block(look);
  if (rule != AccessBlock::kNone) return Refusal{RefusedBy::kRule, rule};
  if (look.range_m > max_slant_range_m) return Refusal{RefusedBy::kRange};
  if (radio && !radio(look)) return Refusal{RefusedBy::kRadio};
  return std::nullopt;
}

/// Counts one more, and keeps the one that came closest to being usable.
void add_refused(RefusedSatellites& refused, const SeenSatellite& seen) {
  const LookAngles& best = refused.best.look;
  const bool better = refused.refusal.by == RefusedBy::kRange
                          ? seen.look.range_m < best.range_m
                          : seen.look.elevation_rad > best.elevation_rad;
  if (refused.count++ == 0 || better) refused.best = seen;
}

/// Satellites that a site may use.
std::vector<int> usable_satellites(const AccessRules& rules, const LinkReach& reach,
                                   const RadioHolds& radio, const std::vector<Vec3>& r_sat_ecef_m) {
  std::vector<int> usable;
  for (std::size_t i = 0; i < r_sat_ecef_m.size(); ++i) {
    if (!has_position(r_sat_ecef_m[i])) continue;
    const LookAngles look = look_angles(rules.site(), r_sat_ecef_m[i]);
    if (refusal_of(rules, reach.max_slant_range_m, radio, look)) continue;
    usable.push_back(static_cast<int>(i));
  }
  return usable;
}

/// The parts that hold one of the satellites.
std::vector<bool> entered_parts(const std::vector<int>& satellites, std::size_t count,
                                Parts& parts) {
  std::vector<bool> entered(count, false);
  for (const int i : satellites) entered[parts.of(i)] = true;
  return entered;
}

/// Leaves what the destination's antennas track, and notes the rest.
std::vector<int> tracked(const AccessRules& rules, const LinkReach& reach,
                         const std::vector<Vec3>& r_sat_ecef_m, MeshExplanation& mesh) {
  const std::vector<int> usable =
      usable_satellites(rules, reach, reach.destination_radio, r_sat_ecef_m);
  std::vector<int> kept =
      tracked_satellites(rules.site(), reach.destination_antennas, usable, r_sat_ecef_m);
  for (const int i : usable) {
    if (std::binary_search(kept.begin(), kept.end(), i)) continue;
    const SeenSatellite seen{i, look_angles(rules.site(), r_sat_ecef_m[at(i)])};
    const SeenSatellite& highest = mesh.highest_untracked;
    if (mesh.untracked++ == 0 || seen.look.elevation_rad > highest.look.elevation_rad) {
      mesh.highest_untracked = seen;
    }
  }
  return kept;
}

void count_cut(MeshExplanation& mesh, LaserCut cut) {
  mesh.no_position += cut == LaserCut::kNoPosition ? 1 : 0;
  mesh.out_of_range += cut == LaserCut::kRange ? 1 : 0;
  mesh.grazing += cut == LaserCut::kGrazing ? 1 : 0;
}

}  // namespace

EndExplanation explain_end(const AccessRules& rules, double max_slant_range_m,
                           const RadioHolds& radio, const std::vector<Vec3>& r_sat_ecef_m) {
  EndExplanation end;
  std::map<Refusal, RefusedSatellites> refused;
  for (std::size_t i = 0; i < r_sat_ecef_m.size(); ++i) {
    if (!has_position(r_sat_ecef_m[i])) continue;
    const SeenSatellite seen{static_cast<int>(i), look_angles(rules.site(), r_sat_ecef_m[i])};
    const double elevation_rad = seen.look.elevation_rad;
    if (end.highest.satellite < 0 || elevation_rad > end.highest.look.elevation_rad) {
      end.highest = seen;
    }
    if (elevation_rad <= 0) continue;
    ++end.above_horizon;
    const auto refusal = refusal_of(rules, max_slant_range_m, radio, seen.look);
    if (refusal) {
      RefusedSatellites& same = refused[*refusal];
      same.refusal = *refusal;
      add_refused(same, seen);
    } else {
      ++end.usable;
    }
  }
  for (const auto& [refusal, satellites] : refused) end.refused.push_back(satellites);
  return end;
}

MeshExplanation explain_mesh(const std::vector<IslLink>& links, const LinkReach& reach,
                             const AccessRules& from, const AccessRules& to,
                             const std::vector<Vec3>& r_sat_ecef_m) {
  MeshExplanation mesh;
  mesh.lasers = static_cast<int>(links.size());
  Parts parts(r_sat_ecef_m.size());
  std::vector<CutLaser> cuts;
  for (const IslLink& link : links) {
    const Vec3 r_a_ecef_m = r_sat_ecef_m[at(link.a)];
    const Vec3 r_b_ecef_m = r_sat_ecef_m[at(link.b)];
    const double range_m = norm(r_b_ecef_m - r_a_ecef_m);
    const LaserCut cut = laser_cut(reach, r_a_ecef_m, r_b_ecef_m, range_m);
    count_cut(mesh, cut);
    if (cut == LaserCut::kNone) {
      parts.join(link.a, link.b);
    } else {
      cuts.push_back({link, cut, range_m, lowest_altitude_m(r_a_ecef_m, r_b_ecef_m)});
    }
  }
  const std::size_t count = r_sat_ecef_m.size();
  const std::vector<bool> origin =
      entered_parts(usable_satellites(from, reach, reach.origin_radio, r_sat_ecef_m), count, parts);
  const std::vector<bool> destination =
      entered_parts(tracked(to, reach, r_sat_ecef_m, mesh), count, parts);
  for (int i = 0; i < static_cast<int>(r_sat_ecef_m.size()); ++i) {
    mesh.parts += parts.of(i) == at(i) ? 1 : 0;
    mesh.origin_satellites += origin[parts.of(i)] ? 1 : 0;
    mesh.destination_satellites += destination[parts.of(i)] ? 1 : 0;
  }
  for (const CutLaser& cut : cuts) {
    const std::size_t a = parts.of(cut.link.a);
    const std::size_t b = parts.of(cut.link.b);
    if ((origin[a] && destination[b]) || (origin[b] && destination[a])) mesh.between.push_back(cut);
  }
  std::sort(mesh.between.begin(), mesh.between.end(), [](const CutLaser& a, const CutLaser& b) {
    return std::tie(a.range_m, a.link.a, a.link.b) < std::tie(b.range_m, b.link.a, b.link.b);
  });
  return mesh;
}

}  // namespace orbitmesh
