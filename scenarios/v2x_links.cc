#include "scenarios/v2x_links.h"

#include <algorithm>

namespace orbitmesh {
namespace {

Topology::V2xSpec spec_of(const V2xSection& a, const V2xSection& b) {
  Topology::V2xSpec spec;
  spec.radio = a.radio();
  spec.radio.radius_m = std::min(spec.radio.radius_m, b.radio().radius_m);
  spec.loss = std::max(a.loss, b.loss);
  return spec;
}

}  // namespace

void add_v2x_links(const std::vector<V2xSite>& sites, Topology& topology) {
  for (auto a = sites.begin(); a != sites.end(); ++a) {
    for (auto b = a + 1; b != sites.end(); ++b) {
      if (a->site->v2x->kind != b->site->v2x->kind) continue;
      const Topology::V2xSpec spec = spec_of(*a->site->v2x, *b->site->v2x);
      for (const NodeId from : a->terminals) {
        for (const NodeId to : b->terminals) topology.add_v2x(from, to, spec);
      }
    }
  }
}

}  // namespace orbitmesh
