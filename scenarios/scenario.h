#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/fields.h"
#include "core/section_location.h"
#include "scenarios/sections/access_section.h"
#include "scenarios/sections/capture_section.h"
#include "scenarios/sections/client_section.h"
#include "scenarios/sections/constellation_section.h"
#include "scenarios/sections/expect_section.h"
#include "scenarios/sections/faults_section.h"
#include "scenarios/sections/flow_section.h"
#include "scenarios/sections/gateway_section.h"
#include "scenarios/sections/network_section.h"
#include "scenarios/sections/outage_section.h"
#include "scenarios/sections/run_section.h"
#include "scenarios/sections/site_section.h"
#include "scenarios/sections/solar_event_section.h"
#include "scenarios/sections/sweep_section.h"
#include "scenarios/sections/timeline_section.h"

namespace orbitmesh {

/// Most flows of a scenario, those of matrices included.
inline constexpr std::int64_t kMaxFlows = 10'000;

/// A scenario file. load_scenario() gives one that is checked and has every value that
/// depends on others filled in.
struct Scenario {
  RunSection run;
  NetworkSection network;
  AccessSection access;
  FaultsSection faults;
  std::vector<ConstellationSection> constellations;
  std::vector<SiteSection> sites;
  std::vector<GatewaySection> gateways;
  std::vector<PopSection> pops;
  std::vector<ClientSection> clients;
  std::vector<FlowSection> flows;
  std::vector<CaptureSection> captures;
  std::vector<OutageSection> outages;
  std::vector<SolarEventSection> solar_events;
  std::vector<TimelineSection> timelines;
  std::vector<ExpectSection> expectations;
  std::optional<SweepSection> sweep;
  SectionLocation where;

  static constexpr std::array<std::string_view, 2> kNotAvailable = {"weather", "experimental"};

  /// Null for an unknown name.
  const SiteSection* find_site(std::string_view name) const { return find(sites, name); }
  const ClientSection* find_client(std::string_view name) const { return find(clients, name); }
  const PopSection* find_pop(std::string_view name) const { return find(pops, name); }
  /// Whether radiation acts on some node.
  bool has_faults() const {
    return std::any_of(
        constellations.begin(), constellations.end(),
        [](const ConstellationSection& shell) { return shell.radiation.has_value(); });
  }

  /// Whether nodes do something against the effects of radiation that has a price.
  bool has_mitigation() const {
    return std::any_of(
        constellations.begin(), constellations.end(), [](const ConstellationSection& shell) {
          return shell.radiation && (shell.radiation->recovery || shell.radiation->drain);
        });
  }

  /// Whether the bus of some accelerator satellite limits it.
  bool has_buses() const {
    return std::any_of(constellations.begin(), constellations.end(),
                       [](const ConstellationSection& shell) {
                         return shell.accelerator.has_value() && shell.bus.has_value();
                       });
  }

  template <class Visitor>
  void visit_fields(Visitor& v) {
    v.field("scenario", run, Spec<RunSection>("what is run, and when").required());
    v.field("network", network, Spec<NetworkSection>("how the network is modelled"));
    v.field("access", access, Spec<AccessSection>("user links"));
    v.field("faults", faults, Spec<FaultsSection>("faults that radiation makes"));
    v.field("constellation", constellations,
            Spec<std::vector<ConstellationSection>>("shells of satellites")
                .required()
                .not_empty()
                .max_count(100));
    v.field("site", sites, Spec<std::vector<SiteSection>>("places on the ground").max_count(4096));
    v.field("gateway", gateways,
            Spec<std::vector<GatewaySection>>("ground stations").max_count(4096));
    v.field("pop", pops, Spec<std::vector<PopSection>>("points of presence").max_count(4096));
    v.field("client", clients, Spec<std::vector<ClientSection>>("robots and cars").max_count(4096));
    v.field("flow", flows, Spec<std::vector<FlowSection>>("plain traffic").max_count(kMaxFlows));
    v.field("capture", captures,
            Spec<std::vector<CaptureSection>>("packets of end hosts, written to pcap files")
                .max_count(64));
    v.field("outage", outages,
            Spec<std::vector<OutageSection>>("links and nodes that fail or get worse")
                .max_count(10'000));
    v.field("solar_event", solar_events,
            Spec<std::vector<SolarEventSection>>("solar particle events").max_count(100));
    v.field("timeline", timelines,
            Spec<std::vector<TimelineSection>>("conditions of links over time, from files")
                .max_count(100));
    v.field("expect", expectations,
            Spec<std::vector<ExpectSection>>("bounds on the results").max_count(10'000));
    v.field("sweep", sweep, Spec<SweepSection>("the runs that `orbitmesh sweep` makes"));
  }

 private:
  template <class Section>
  static const Section* find(const std::vector<Section>& sections, std::string_view name) {
    for (const Section& section : sections) {
      if (section.name == name) return &section;
    }
    return nullptr;
  }
};

/// Name of the k-th terminal of a remote site, counted from 0: "mine.1" for the first.
inline std::string terminal_name(const SiteSection& site, std::int64_t k) {
  return site.name + "." + std::to_string(k + 1);
}

}  // namespace orbitmesh
