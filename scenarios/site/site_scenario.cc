#include "scenarios/site/site_scenario.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/error.h"
#include "core/quantity.h"
#include "core/suggestion.h"
#include "core/toml_writer.h"
#include "inference/service_time.h"

namespace orbitmesh {
namespace {

constexpr Duration kGiveUp = Duration::from_s(10);
constexpr Frequency kRoundTripRate{0.1};
constexpr std::array kTiers = {Tier::kLocal, Tier::kSatellite, Tier::kGround};

const ModelProfile& model_of(const SiteWorkload& workload, const ProfileLibrary& library) {
  const ModelProfile* model = library.find_model(workload.profile);
  if (model != nullptr) return *model;
  const std::vector<std::string_view> known = library.model_names();
  throw InputError(fmt::format("workload '{}': there is no model profile '{}'{}; known: {}",
                               workload.name, workload.profile,
                               did_you_mean(workload.profile, known), list_names(known)));
}

bool holds_model(Tier tier, const ModelProfile& model, const ProfileLibrary& library) {
  switch (tier) {
    case Tier::kLocal:
      return fits(model, *library.find_accelerator(kSiteRobotAccelerator), 1);
    case Tier::kSatellite:
      return fits(model, *library.find_accelerator(kSiteSatelliteAccelerator), 1);
    case Tier::kGround:
      return fits(model, *library.find_accelerator(kSiteDatacenterAccelerator),
                  kSiteDatacenterDevices);
    case Tier::kNone:
      break;
  }
  return false;
}

std::string location_toml(Geodetic place) {
  return fmt::format("{{ lat = \"{:.6f} deg\", lon = \"{:.6f} deg\", altitude = \"{:.1f} m\" }}",
                     place.lat_rad / kDegree, place.lon_rad / kDegree, place.height_m);
}

std::string head_toml(const SiteQuestion& question, SiteVariant variant) {
  return fmt::format(
      "# What a robot at these places can count on; written by orbitmesh site.\n\n"
      "[scenario]\nname = \"site-{}\"\nepoch = {}\nduration = \"{}\"\nseed = {}\n\n"
      "[network]\nfidelity = \"message\"\nroute_interval = \"15 s\"\n\n"
      "[access]\naccess_share = {}\n\n"
      "[[constellation]]\nname = \"{}\"\npreset = \"{}\"\n"
      "accelerator = {{ profile = \"{}\", every = {}, models = [\"*\"] }}\n\n",
      to_string(variant), quote_toml(question.epoch),
      format_quantity(site_variant_span(question, variant)), question.seed,
      variant == SiteVariant::kHalfAccess ? "0.5" : "1.0", question.preset, question.preset,
      kSiteSatelliteAccelerator, kSiteSatelliteEvery);
}

std::string place_toml(const SitePlace& place, SiteVariant variant) {
  std::string text =
      fmt::format("[[site]]\nname = \"{}\"\nterminal = \"starlink-dish\"\nlocation = {}\n",
                  place.name, location_toml(place.location));
  if (variant == SiteVariant::kRain) text += "weather = { rain = \"10 mm/h\" }\n";
  if (variant == SiteVariant::kBlocked) {
    text +=
        "blockage = { model = \"obstruction\", line_of_sight = 0.95, median_duration = "
        "\"3.3 s\" }\n";
  }
  return text + "\n";
}

// Jitter of a whole period: one request in each period, uniform in it. A fixed phase would see
// the same part of every slot.
std::string arrival_toml(Frequency rate) {
  return fmt::format("{{ kind = \"periodic\", rate = \"{} Hz\", jitter = \"{}\" }}", rate.si,
                     format_quantity(Duration::from_seconds(1 / rate.si)));
}

std::string policy_toml(Tier tier) {
  const std::string_view kind = tier == Tier::kLocal       ? "local"
                                : tier == Tier::kSatellite ? "satellite"
                                                           : "ground";
  return fmt::format("{{ kind = \"{}\" }}", kind);
}

Duration give_up_of(const SiteQuestion& question, const SiteWorkload& workload) {
  Duration longest = std::max(kGiveUp, workload.deadline);
  for (const Requirement& requirement : question.requirements) {
    if (requirement.workload == workload.name) {
      longest = std::max(longest, question.deadline_of(requirement));
    }
  }
  return longest;
}

std::string probe_toml(const SiteQuestion& question, const SiteProbe& probe) {
  const SiteWorkload& workload = question.workloads[probe.workload];
  const std::string& place = question.places[probe.place].name;
  const std::string_view tier = probe.tier == Tier::kLocal ? "board" : tier_title(probe.tier);
  std::string text =
      fmt::format("[[client]]\nname = \"{}-{}-{}\"\nkind = \"robot\"\nsite = \"{}\"\n", place, tier,
                  workload.name, place);
  if (probe.tier == Tier::kLocal) {
    text += fmt::format("accelerator = \"{}\"\n", kSiteRobotAccelerator);
  }
  text += fmt::format("\n[[client.workload]]\nname = \"{}\"\nprofile = \"{}\"\n", workload.name,
                      workload.profile);
  if (workload.request) {
    text += fmt::format("request = \"{}\"\n", format_quantity(*workload.request));
  }
  return text + fmt::format("arrival = {}\ndeadline = \"{}\"\ngive_up = \"{}\"\npolicy = {}\n\n",
                            arrival_toml(workload.rate), format_quantity(workload.deadline),
                            format_quantity(give_up_of(question, workload)),
                            policy_toml(probe.tier));
}

// A small message there and back; the model is one that every accelerator holds.
std::string round_trip_toml(std::string_view name, std::string_view policy) {
  return fmt::format(
      "[[client.workload]]\nname = \"{}\"\nprofile = \"yolov8n\"\nrequest = \"64 B\"\n"
      "reply = \"64 B\"\narrival = {}\ndeadline = \"1 s\"\npolicy = {}\n\n",
      name, arrival_toml(kRoundTripRate), policy);
}

std::string round_trips_toml(const SitePlace& place, const GroundSegment& ground) {
  std::string text = fmt::format(
      "[[client]]\nname = \"{0}-rtt\"\nkind = \"robot\"\nsite = \"{0}\"\n\n", place.name);
  text += round_trip_toml("orbit", policy_toml(Tier::kSatellite));
  for (const KnownDatacenter& datacenter : ground.datacenters) {
    text += round_trip_toml(datacenter.name,
                            fmt::format("{{ kind = \"ground\", site = \"{}\" }}", datacenter.name));
  }
  return text;
}

std::string ground_toml(const GroundSegment& ground) {
  std::string text;
  for (const KnownDatacenter& datacenter : ground.datacenters) {
    text += fmt::format(
        "[[site]]\nname = \"{}\"\nkind = \"datacenter\"\nlocation = {}\n"
        "accelerator = {{ profile = \"{}\", count = {}, models = [\"*\"] }}\n\n",
        datacenter.name, location_toml(datacenter.location.geodetic()), kSiteDatacenterAccelerator,
        kSiteDatacenterDevices);
  }
  for (const KnownGateway& gateway : ground.gateways) {
    text += fmt::format("[[gateway]]\nname = \"{}\"\nlocation = {}\npop = \"{}\"\n\n", gateway.name,
                        location_toml(gateway.location.geodetic()), gateway.pop);
  }
  for (const KnownPop& pop : ground.pops) {
    text += fmt::format("[[pop]]\nname = \"{}\"\nlocation = {}\n\n", pop.name,
                        location_toml(pop.location.geodetic()));
  }
  return text;
}

std::string lost_gateways_toml(const SiteQuestion& question, const GroundSegment& ground) {
  std::set<std::string> names;
  for (const SitePlace& place : question.places) {
    names.insert("\"" + ground.nearest_gateway(place.location).name + "\"");
  }
  return fmt::format(
      "[[outage]]\nname = \"gateway-lost\"\nwhat = \"gateway\"\ntargets = [{}]\nstart = \"0 s\"\n",
      fmt::join(names, ", "));
}

}  // namespace

Duration site_variant_span(const SiteQuestion& question, SiteVariant variant) {
  return variant == SiteVariant::kAsIs ? question.duration
                                       : std::min(question.duration, kSiteVariantSpan);
}

std::vector<SiteProbe> site_probes(const SiteQuestion& question, const ProfileLibrary& library) {
  std::vector<SiteProbe> probes;
  for (std::size_t place = 0; place < question.places.size(); ++place) {
    for (std::size_t w = 0; w < question.workloads.size(); ++w) {
      for (const Tier tier : kTiers) {
        if (holds_model(tier, model_of(question.workloads[w], library), library)) {
          probes.push_back({place, tier, w});
        }
      }
    }
  }
  return probes;
}

double expected_requests(const SiteQuestion& question, const GroundSegment& ground,
                         const ProfileLibrary& library) {
  double per_s = kRoundTripRate.si * static_cast<double>(1 + ground.datacenters.size()) *
                 static_cast<double>(question.places.size());
  for (const SiteProbe& probe : site_probes(question, library)) {
    per_s += question.workloads[probe.workload].rate.si;
  }
  double requests = 0;
  for (const auto& [variant, name] : enum_names(SiteVariant{})) {
    requests += per_s * site_variant_span(question, variant).seconds();
  }
  return requests;
}

std::string site_scenario(const SiteQuestion& question, SiteVariant variant,
                          const GroundSegment& ground, const ProfileLibrary& library) {
  std::string text = head_toml(question, variant);
  for (const SitePlace& place : question.places) text += place_toml(place, variant);
  for (const SiteProbe& probe : site_probes(question, library)) text += probe_toml(question, probe);
  for (const SitePlace& place : question.places) text += round_trips_toml(place, ground);
  text += ground_toml(ground);
  if (variant == SiteVariant::kGatewayLost) text += lost_gateways_toml(question, ground);
  return text;
}

}  // namespace orbitmesh
