#pragma once

#include <vector>

#include "core/ids.h"
#include "mesh/topology.h"
#include "scenarios/sections/site_section.h"

namespace orbitmesh {

/// Most terminals with a V2X radio: any two of a kind are a link.
inline constexpr std::int64_t kMaxV2xTerminals = 64;

/// A remote site with a V2X radio, and its terminals.
struct V2xSite {
  const SiteSection* site = nullptr;
  std::vector<NodeId> terminals;
};

/// Joins the terminals of every two sites whose radios are of one kind.
void add_v2x_links(const std::vector<V2xSite>& sites, Topology& topology);

}  // namespace orbitmesh
