#pragma once

#include <array>
#include <optional>
#include <string>

#include "core/fields.h"
#include "core/units.h"
#include "mesh/phy/rain_link_rate.h"
#include "orbit/ground_site.h"

namespace CLI {
class App;
}

namespace orbitmesh {

/// Frequencies of a link between the ground and satellites.
enum class LinkBand {
  kKu,  ///< of a terminal
  kKa,  ///< of a gateway
  kE,   ///< of a gateway
};

constexpr std::array<EnumName<LinkBand>, 3> enum_names(LinkBand) {
  return {{{LinkBand::kKu, "ku"}, {LinkBand::kKa, "ka"}, {LinkBand::kE, "e"}}};
}

/// The radio link of a place where it rains: docs/models/user-link.md, docs/models/feeder-links.md.
class RainyLink {
 public:
  RainyLink(const GroundSite& site, LinkBand band, RainRate rain);

  /// To a satellite so seen.
  RainMargin margin(const LookAngles& look) const;
  LinkBand band() const { return band_; }

 private:
  GroundSite site_;
  LinkBand band_;
  RainRate rain_;
  double rain_height_m_;
};

/// --rain-from R, --band-from B, --rain-to R and --band-to B.
struct RainOptions {
  std::string rain_from;
  std::string band_from;
  std::string rain_to;
  std::string band_to;
};

void add_rain_options(CLI::App& verb, RainOptions& options);

/// The links at the two ends; empty where it does not rain.
struct RainyEnds {
  std::optional<RainyLink> from;
  std::optional<RainyLink> to;
};

/// `gateway`: --to is one. Throws InputError for a rate that is none, or out of 0 to 300 mm/h, and
/// for a band without rain.
RainyEnds rainy_ends(const RainOptions& options, const GroundSite& from, const GroundSite& to,
                     bool gateway);

}  // namespace orbitmesh
