#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/fields.h"
#include "core/ids.h"
#include "core/time.h"
#include "mesh/topology.h"

namespace orbitmesh {

/// Largest extra delay of a link, so that the cost of a path stays within the router's range.
inline constexpr Duration kMaxExtraDelay = Duration::from_ms(500);
/// A link that is up carries at least this, however small its rate factor, and at most that.
inline constexpr BitRate kMinLinkRate{1'000};
inline constexpr BitRate kMaxLinkRate{10'000'000'000'000};

/// What an outage strikes.
enum class OutageTarget {
  kLink,       ///< one direction of a link
  kLaser,      ///< both directions between two satellites
  kSatellite,  ///< with everything on board
  kGateway,
  kSite,      ///< a datacenter, or all terminals of a remote site
  kTerminal,  ///< its user link, both directions
  kFibre,     ///< both directions between gateway, PoP and datacenter
};

constexpr std::array<EnumName<OutageTarget>, 7> enum_names(OutageTarget) {
  return {{{OutageTarget::kLink, "link"},
           {OutageTarget::kLaser, "laser"},
           {OutageTarget::kSatellite, "satellite"},
           {OutageTarget::kGateway, "gateway"},
           {OutageTarget::kSite, "site"},
           {OutageTarget::kTerminal, "terminal"},
           {OutageTarget::kFibre, "fibre"}}};
}

/// What an outage does to a link.
struct LinkEffect {
  bool down = false;
  double rate_factor = 1;  ///< of the declared rate, greater than 0
  Duration extra_delay;    ///< one way, at least 0
  double loss = 0;         ///< probability that a packet is lost, [0, 1]
};

/// An effect on links, or the failure of a node, from `begin` until before `end`.
struct Outage {
  std::string cause;  ///< what the scenario calls it
  OutageTarget what = OutageTarget::kLink;
  std::string target;  ///< name of what it strikes
  Time begin;
  Time end = Time::max();
  LinkEffect effect;
  std::vector<LinkId> links;  ///< on which the effect acts
  std::vector<NodeId> nodes;  ///< that are down with all their links
};

}  // namespace orbitmesh
