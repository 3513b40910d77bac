#include "cli/route_why.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/quantity.h"
#include "core/units.h"

namespace orbitmesh {
namespace {

constexpr std::size_t kMostCuts = 3;  // that are named one by one

std::string satellites(int count) {
  return fmt::format("{} satellite{}", count, count == 1 ? "" : "s");
}

std::string degrees_text(double angle_rad) {
  return fmt::format("{:.1f} deg", angle_rad / kDegree);
}

std::string band_text(LinkBand band) {
  switch (band) {
    case LinkBand::kKu:
      return "Ku-band link";
    case LinkBand::kKa:
      return "Ka-band feeder link";
    case LinkBand::kE:
      return "E-band feeder link";
  }
  return {};
}

std::string kilometres_text(double length_m) { return fmt::format("{:.1f} km", length_m / 1e3); }

}  // namespace

std::vector<std::string> RouteWhy::sentences(const GeometricRoute& route, const AccessRules& from,
                                             const AccessRules& to,
                                             const std::vector<Vec3>& r_sat_ecef_m) const {
  std::vector<std::string> sentences;
  if (route.status == RouteStatus::kFound) return sentences;
  add_end("--from", explain_end(from, reach_.max_slant_range_m, reach_.origin_radio, r_sat_ecef_m),
          rain_.from, sentences);
  add_end("--to", explain_end(to, reach_.max_slant_range_m, reach_.destination_radio, r_sat_ecef_m),
          rain_.to, sentences);
  if (route.status == RouteStatus::kApart) {
    add_mesh(explain_mesh(links_, reach_, from, to, r_sat_ecef_m), sentences);
  }
  return sentences;
}

void RouteWhy::add_end(const char* option, const EndExplanation& end,
                       const std::optional<RainyLink>& rain,
                       std::vector<std::string>& sentences) const {
  if (end.above_horizon == 0) {
    std::string highest;
    if (end.highest.satellite >= 0) {
      highest = fmt::format("; the highest, {}, is at {}", source_.name(end.highest.satellite),
                            degrees_text(end.highest.look.elevation_rad));
    }
    sentences.push_back(fmt::format("{}: no satellite above the horizon{}", option, highest));
    return;
  }
  sentences.push_back(fmt::format("{}: {} above the horizon, {} usable", option,
                                  satellites(end.above_horizon), end.usable));
  if (end.usable > 0) return;
  for (const RefusedSatellites& refused : end.refused) {
    const bool by_radio = refused.refusal.by == RefusedBy::kRadio;
    sentences.push_back(
        fmt::format("{}: {}", option, by_radio ? rain_refusal(refused, *rain) : refusal(refused)));
  }
}

std::string RouteWhy::refusal(const RefusedSatellites& refused) const {
  const Refusal& why = refused.refusal;
  return fmt::format("{} refused by {}; best candidate {} at {} {}", satellites(refused.count),
                     why.by == RefusedBy::kRange ? "range" : to_string(why.rule),
                     source_.name(refused.best.satellite),
                     degrees_text(refused.best.look.elevation_rad), reason(refused));
}

std::string RouteWhy::rain_refusal(const RefusedSatellites& refused, const RainyLink& rain) const {
  const LookAngles& look = refused.best.look;
  const RainMargin margin = rain.margin(look);
  return fmt::format(
      "{} refused by rain on the {}; best candidate {} at {} loses {:.1f} dB of its {}link to "
      "rain, over a margin of {:.1f} dB",
      satellites(refused.count), band_text(rain.band()), source_.name(refused.best.satellite),
      degrees_text(look.elevation_rad), margin.lost_dB, margin.up ? "up" : "down",
      margin.margin_dB);
}

std::string RouteWhy::reason(const RefusedSatellites& refused) const {
  const LookAngles& look = refused.best.look;
  if (refused.refusal.by == RefusedBy::kRange) {
    return fmt::format("is {} away, farther than {}", kilometres_text(look.range_m),
                       format_quantity(metres(reach_.max_slant_range_m)));
  }
  switch (refused.refusal.rule) {
    case AccessBlock::kNone:
      break;
    case AccessBlock::kElevation:
      return "is below the mask of " +
             format_quantity(Angle{limits_.min_elevation.at(look.azimuth_rad)});
    case AccessBlock::kObstruction:
      return fmt::format("is behind an obstruction at azimuth {}", degrees_text(look.azimuth_rad));
    case AccessBlock::kFieldOfView:
      return fmt::format("is outside the field of view at azimuth {}",
                         degrees_text(look.azimuth_rad));
    case AccessBlock::kGsoArc:
      return "is nearer to the geostationary arc than " +
             format_quantity(Angle{limits_.gso_separation_rad});
  }
  return {};
}

void RouteWhy::add_mesh(const MeshExplanation& mesh, std::vector<std::string>& sentences) const {
  if (mesh.untracked > 0) {
    const int antennas = reach_.destination_antennas;
    sentences.push_back(
        fmt::format("--to: {} the highest alone, which leaves out {}, the highest of them {} at {}",
                    antennas == 1 ? "1 antenna tracks" : fmt::format("{} antennas track", antennas),
                    satellites(mesh.untracked), source_.name(mesh.highest_untracked.satellite),
                    degrees_text(mesh.highest_untracked.look.elevation_rad)));
  }
  sentences.push_back(fmt::format(
      "mesh: the lasers leave {} parts; --from reaches {}, --to {}, and no laser joins them",
      mesh.parts, satellites(mesh.origin_satellites), satellites(mesh.destination_satellites)));
  sentences.push_back(fmt::format(
      "mesh: of {} lasers {} are out of range, {} pass below {} and {} end where nothing is known",
      mesh.lasers, mesh.out_of_range, mesh.grazing,
      format_quantity(metres(reach_.grazing_altitude_m)), mesh.no_position));
  if (mesh.between.empty()) {
    sentences.emplace_back("mesh: no laser would join the two, whatever its length");
  }
  for (std::size_t i = 0; i < std::min(mesh.between.size(), kMostCuts); ++i) {
    sentences.push_back("mesh: " + cut(mesh.between[i]));
  }
  if (mesh.between.size() > kMostCuts) {
    sentences.push_back(fmt::format("mesh: likewise {} longer lasers between the two",
                                    mesh.between.size() - kMostCuts));
  }
}

std::string RouteWhy::cut(const CutLaser& laser) const {
  const std::string name =
      fmt::format("laser {} - {}", source_.name(laser.link.a), source_.name(laser.link.b));
  switch (laser.cut) {
    case LaserCut::kRange:
      return fmt::format("{} is out: {} is longer than {}", name, kilometres_text(laser.range_m),
                         format_quantity(metres(reach_.max_isl_range_m)));
    case LaserCut::kGrazing:
      return fmt::format("{} is out: it passes at {}, below {}", name,
                         kilometres_text(laser.lowest_altitude_m),
                         format_quantity(metres(reach_.grazing_altitude_m)));
    default:
      return name + " is out: where one of them is is not known";
  }
}

}  // namespace orbitmesh
