#include "cli/rainy_link.h"

#include <CLI/App.hpp>
#include <CLI/Validators.hpp>
#include <algorithm>
#include <vector>

#include "cli/option_values.h"
#include "core/error.h"
#include "mesh/phy/rain_height.h"

namespace orbitmesh {
namespace {

std::optional<RainyLink> rainy_link(const std::string& end, const std::string& rain,
                                    const std::string& band, LinkBand usual,
                                    const GroundSite& site) {
  if (rain.empty()) {
    if (band.empty()) return std::nullopt;
    throw InputError("--band-" + end + " is of a link in rain; add --rain-" + end +
                     " or leave it out");
  }
  LinkBand chosen = usual;
  for (const auto& entry : enum_names(LinkBand{})) {
    if (band == entry.name) chosen = entry.value;
  }
  return RainyLink(site, chosen, rain_rate_value("--rain-" + end, rain));
}

}  // namespace

RainyLink::RainyLink(const GroundSite& site, LinkBand band, RainRate rain)
    : site_(site),
      band_(band),
      rain_(rain),
      rain_height_m_(default_rain_height_m(site.geodetic.lat_rad)) {}

RainMargin RainyLink::margin(const LookAngles& look) const {
  // A path along the horizon is the longest that the rain model knows.
  constexpr double kLowest_rad = 1e-3;
  const RainPath path{site_.geodetic.lat_rad, std::max(kLowest_rad, look.elevation_rad),
                      site_.geodetic.height_m, rain_height_m_};
  if (band_ == LinkBand::kKu) return user_rain_margin(path, look.range_m, rain_);
  return feeder_rain_margin(path, rain_, band_ == LinkBand::kE ? FeederBand::kE : FeederBand::kKa);
}

void add_rain_options(CLI::App& verb, RainOptions& options) {
  std::vector<std::string> bands;
  for (const auto& entry : enum_names(LinkBand{})) bands.emplace_back(entry.name);
  const CLI::IsMember band(bands);
  verb.add_option("--rain-from", options.rain_from,
                  "rain at --from; satellites to which its link does not hold are left out")
      ->type_name("MM/H");
  verb.add_option("--band-from", options.band_from, "of that link (default: ku)")->check(band);
  verb.add_option("--rain-to", options.rain_to, "the same at --to")->type_name("MM/H");
  verb.add_option("--band-to", options.band_to, "(default: ku, with --antennas ka)")->check(band);
}

RainyEnds rainy_ends(const RainOptions& options, const GroundSite& from, const GroundSite& to,
                     bool gateway) {
  return {rainy_link("from", options.rain_from, options.band_from, LinkBand::kKu, from),
          rainy_link("to", options.rain_to, options.band_to,
                     gateway ? LinkBand::kKa : LinkBand::kKu, to)};
}

}  // namespace orbitmesh
