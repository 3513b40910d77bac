#pragma once

#include <string>
#include <vector>

#include "scenarios/site/site_measurement.h"

namespace orbitmesh {

/// Where the serving satellites stood at the slots' edges: the sky in fields of 15 deg of azimuth
/// and 5 deg of elevation, the darker the more slots, north up and east to the right, as an SVG
/// element of a page that has chart_style(). A broken circle is the elevation mask.
std::string sky_plot_svg(const std::vector<SlotView>& slots, double min_elevation_rad);

}  // namespace orbitmesh
