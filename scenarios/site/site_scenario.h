#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "inference/profile_library.h"
#include "inference/tier.h"
#include "scenarios/site/ground_segment.h"
#include "scenarios/site/site_question.h"

namespace orbitmesh {

/// Conditions under which the places are looked at, one scenario each.
enum class SiteVariant {
  kAsIs,         ///< clear sky, all of the access delay on the user link
  kHalfAccess,   ///< half of the access delay on the user link
  kRain,         ///< 10 mm/h at the places all the time
  kBlocked,      ///< something in the way for 5 % of the time
  kGatewayLost,  ///< the gateway nearest to each place is down
};

constexpr std::array<EnumName<SiteVariant>, 5> enum_names(SiteVariant) {
  return {{{SiteVariant::kAsIs, "as-is"},
           {SiteVariant::kHalfAccess, "half-access"},
           {SiteVariant::kRain, "rain"},
           {SiteVariant::kBlocked, "blocked"},
           {SiteVariant::kGatewayLost, "gateway-lost"}}};
}

/// What the scenarios of `orbitmesh site` assume beside the question; sources and confidence in
/// docs/models/site-assessment.md.
inline constexpr std::string_view kSiteRobotAccelerator = "jetson-agx-orin-64";
inline constexpr std::string_view kSiteSatelliteAccelerator = "tesla-ai7";
inline constexpr std::string_view kSiteDatacenterAccelerator = "nvidia-h100-sxm";
inline constexpr std::int64_t kSiteSatelliteEvery = 4;
inline constexpr std::int64_t kSiteDatacenterDevices = 8;
/// Span of the scenarios other than kAsIs, from the epoch on.
inline constexpr Duration kSiteVariantSpan = Duration::from_s(3600);

/// A client whose requests measure one workload on one tier at one place.
struct SiteProbe {
  std::size_t place = 0;  ///< index in SiteQuestion::places
  Tier tier = Tier::kNone;
  std::size_t workload = 0;  ///< index in SiteQuestion::workloads
};

/// The probes, in the order of the scenario's first clients. A workload has none on a tier
/// whose accelerator cannot hold its model. Precondition: every profile is known.
std::vector<SiteProbe> site_probes(const SiteQuestion& question, const ProfileLibrary& library);

/// The scenario that answers the question under a variant, as TOML text. The clients are those of
/// site_probes(), then one a place, "<place>-rtt", whose workloads measure round trips: "orbit" to
/// the nearest satellite with an accelerator, the others to the datacenter of their name. All
/// places are in one scenario. Throws InputError for an unknown profile.
std::string site_scenario(const SiteQuestion& question, SiteVariant variant,
                          const GroundSegment& ground, const ProfileLibrary& library);

/// Requests that all scenarios of the question will issue, those of round trips included. The
/// runs keep each in memory. Throws as site_probes().
double expected_requests(const SiteQuestion& question, const GroundSegment& ground,
                         const ProfileLibrary& library);

/// Virtual time that the variant's scenario covers.
Duration site_variant_span(const SiteQuestion& question, SiteVariant variant);

}  // namespace orbitmesh
