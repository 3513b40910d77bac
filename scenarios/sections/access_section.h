#pragma once

#include <cstdint>
#include <optional>

#include "core/fields.h"
#include "core/section_location.h"
#include "core/units.h"
#include "mesh/access_state.h"
#include "mesh/radio_options.h"
#include "orbit/access/serving_choice.h"
#include "scenarios/sections/cells_section.h"
#include "scenarios/sections/view_section.h"

namespace orbitmesh {

/// Weights of the choice of serving satellite; see orbit/access/serving_choice.h.
struct AccessWeightsSection {
  double elevation_per_10_deg = AccessWeights().elevation_per_10_deg;
  double poleward = AccessWeights().poleward;
  double served_last_slot = AccessWeights().served_last_slot;
  double path_per_ms = AccessWeights().path_per_ms;
  double launch_year = AccessWeights().launch_year;
  SectionLocation where;

  AccessWeights weights() const {
    return {elevation_per_10_deg, poleward, served_last_slot, path_per_ms, launch_year};
  }

  template <class Visitor>
  void visit_fields(Visitor& v) {
    const auto weight = [](std::string_view doc) { return Spec<double>(doc).min(-100).max(100); };
    v.field("elevation_per_10_deg", elevation_per_10_deg, weight("utility of 10 deg of elevation"));
    v.field("poleward", poleward, weight("utility of standing towards the pole"));
    v.field("served_last_slot", served_last_slot, weight("utility of having served last slot"));
    v.field("path_per_ms", path_per_ms, weight("disutility of 1 ms of path behind the satellite"));
    v.field("launch_year", launch_year,
            weight("utility of a launch one year later; of no effect where a catalogue does not "
                   "tell the year"));
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
  CapacityModel capacity = CapacityModel::kConstant;
  LossModel loss = LossModel::kNone;
  UserQueueModel queue = UserQueueModel::kHeadDrop;
  RainModel rain_model = RainModel::kMeasured;
  Angle gso_separation;
  Angle gateway_gso_separation;
  std::optional<std::int64_t> feeders_per_satellite;
  std::optional<FieldOfViewSection> field_of_view;
  std::optional<CellsSection> cells;
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
    v.field("handover", handover,
            Spec<HandoverMode>("soft: packets wait; hard: an outage; make-before-break: no "
                               "pause while the satellite before is up"));
    const auto separation = [](std::string_view doc) {
      return Spec<Angle>(doc).min(degrees(0)).max(degrees(90));
    };
    v.field("gso_separation", gso_separation,
            separation("least angle at a terminal between satellite and geostationary arc; "
                       "Starlink: 22 deg"));
    v.field("gateway_gso_separation", gateway_gso_separation,
            separation("the same at a gateway; Starlink: 18 deg"));
    v.field("feeders_per_satellite", feeders_per_satellite,
            Spec<std::int64_t>("antennas of gateways that may track one satellite at once; any "
                               "number without this key")
                .min(1)
                .max(64));
    v.field("field_of_view", field_of_view,
            Spec<FieldOfViewSection>("cone in which dishes steer their beam; any direction without "
                                     "this key"));
    v.field("cells", cells,
            Spec<CellsSection>("what terminals share in a cell; nothing without this key"));

    v.field("capacity", capacity,
            Spec<CapacityModel>("constant: the rates above; measured: another rate in each slot, "
                                "with those as means"));
    v.field("loss", loss,
            Spec<LossModel>("packets lost by chance: none, or at measured rates, in stretches "
                            "(clustered) or all over (scattered)"));
    v.field("queue", queue,
            Spec<UserQueueModel>("head-drop: by bytes alone; measured: by packets, with AQM on "
                                 "the uplink and a rate that rises under load"));
    v.field("rain_model", rain_model,
            Spec<RainModel>("rain on user links: measured factors of the rate, or a link budget"));
    v.field("weights", weights, Spec<AccessWeightsSection>("choice of the serving satellite"));
  }
};

}  // namespace orbitmesh
