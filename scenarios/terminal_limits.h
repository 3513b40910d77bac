#pragma once

#include "orbit/access/access_rules.h"
#include "scenarios/sections/access_section.h"
#include "scenarios/sections/gateway_section.h"
#include "scenarios/sections/site_section.h"

namespace orbitmesh {

/// Elevations from which the terminals of a remote site are served.
ElevationMask min_elevation(const SiteSection& site, const AccessSection& access);

/// What limits the view of a gateway's antennas, likewise.
AccessLimits gateway_limits(const GatewaySection& gateway, const AccessSection& access);

/// What limits the view of a remote site's terminals: what the site says, else what [access]
/// says. The street of a site that moves is not among it, since it turns. Reads the file of
/// obstructions. Throws InputError at the key.
AccessLimits terminal_limits(const SiteSection& site, const AccessSection& access);

}  // namespace orbitmesh
