#include "mesh/routing/load_aware.h"

#include <algorithm>

namespace orbitmesh {

void LoadAware::begin_step(const RoutingState& state) {
  if (state.meters == nullptr || state.now <= last_) return;
  const double interval_s = (state.now - last_).seconds();
  last_ = state.now;
  for (std::uint32_t i = 0; i < links_.size(); ++i) {
    const Duration busy = state.meters->busy(i);
    see(links_[i], (busy - links_[i].busy).seconds() / interval_s, state.now);
    links_[i].busy = busy;
  }
}

void LoadAware::see(Link& link, double load, Time now) const {
  std::uint8_t band = link.band;
  while (band + 1U < kBands.size() && load >= kBands[band + 1U].enter) ++band;
  if (band > link.band || load >= kBands[band].leave) link.loud = now;
  if (band > 0 && now - link.loud >= kHold) {
    --band;
    link.loud = now;
  }
  link.band = band;
}

LoadAware::Cost LoadAware::cost(LinkId link, Cost delay_ns) const {
  const std::uint8_t band =
      std::max(links_[link.index()].band, links_[reverse_of(link).index()].band);
  return std::min(RouteTable::kMaxLinkCost, delay_ns + kBands[band].penalty_ns);
}

}  // namespace orbitmesh
