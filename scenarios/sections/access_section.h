#pragma once

#include "core/fields.h"
#include "core/section_location.h"
#include "core/units.h"
#include "mesh/access_state.h"
#include "orbit/access/serving_choice.h"

namespace orbitmesh {

/// Weights of the choice of serving satellite; see orbit/access/serving_choice.h.
struct AccessWeightsSection {
  double elevation_per_10_deg = AccessWeights().elevation_per_10_deg;
  double poleward = AccessWeights().poleward;
  double served_last_slot = AccessWeights().served_last_slot;
  double path_per_ms = AccessWeights().path_per_ms;
  SectionLocation where;

  AccessWeights weights() const {
    return {elevation_per_10_deg, poleward, served_last_slot, path_per_ms};
  }

  template <class Visitor>
  void visit_fields(Visitor& v) {
    const auto weight = [](std::string_view doc) { return Spec<double>(doc).min(-100).max(100); };
    v.field("elevation_per_10_deg", elevation_per_10_deg, weight("utility of 10 deg of elevation"));
    v.field("poleward", poleward, weight("utility of standing towards the pole"));
    v.field("served_last_slot", served_last_slot, weight("utility of having served last slot"));
    v.field("path_per_ms", path_per_ms, weight("disutility of 1 ms of path behind the satellite"));
  }
};

/// [access]: the user links, between terminals and satellites.
struct AccessSection {
  Angle min_elevation = degrees(25);
  Angle gateway_min_elevation = degrees(25);
  BitRate uplink{30'000'000};
  BitRate downlink{215'000'000};
  bool slot_pause = true;
  bool access_delay = true;
  double access_share = 1.0;
  HandoverMode handover = HandoverMode::kSoft;
  AccessWeightsSection weights;
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    const auto elevation = [](std::string_view doc) {
      return Spec<Angle>(doc).min(degrees(0)).max(degrees(89));
    };
    const auto rate = [](std::string_view doc) {
      return Spec<BitRate>(doc).min({1000}).max({1'000'000'000'000});
    };
    v.field("min_elevation", min_elevation, elevation("lowest elevation of a serving satellite"));
    v.field("gateway_min_elevation", gateway_min_elevation,
            elevation("lowest elevation that gateways track"));
    v.field("uplink", uplink, rate("rate of a terminal's uplink"));
    v.field("downlink", downlink, rate("rate of a terminal's downlink"));
    v.field("slot_pause", slot_pause, Spec<bool>("transmission pauses at every slot edge"));
    v.field("access_delay", access_delay,
            Spec<bool>("measured delay of the radio access; false leaves propagation alone"));
    v.field("access_share", access_share,
            Spec<double>("part of that delay borne by the user link").min(0).max(1));
    v.field("handover", handover, Spec<HandoverMode>("soft: packets wait; hard: an outage"));
    v.field("weights", weights, Spec<AccessWeightsSection>("choice of the serving satellite"));
  }
};

}  // namespace orbitmesh
