#include "mesh/radio_conditions.h"

#include <algorithm>

#include "mesh/phy/rain_height.h"
#include "mesh/phy/rain_link_rate.h"
#include "mesh/phy/rain_throughput.h"

namespace orbitmesh {
namespace {

// The declared rates are means over slots; the measured quantiles belong to these.
constexpr double kMeanDown_bit_s = 215e6;
constexpr double kMeanUp_bit_s = 30e6;

struct View {
  RainPath path;
  double range_m = 0;
};

View view(const GroundSite& site, double rain_height_m, Vec3 r_sat_ecef_m) {
  const LookAngles look = look_angles(site, r_sat_ecef_m);
  return {{site.geodetic.lat_rad, look.elevation_rad, site.geodetic.height_m, rain_height_m},
          look.range_m};
}

}  // namespace

RadioConditions::RadioConditions(const Topology& topology, const RadioOptions& options,
                                 std::uint64_t seed)
    : topology_(topology),
      capacity_(options.capacity),
      rain_model_(options.rain_model),
      weather_(options.weather) {
  for (std::size_t k = 0; k < topology.terminals().size(); ++k) {
    const NodeId node = topology.terminals()[k].node;
    const Station station = make_station(k, node);
    if (capacity_ == CapacityModel::kConstant && station.weather == kDry) continue;
    const std::string& name = topology.node(node).name;
    users_.push_back(
        {station,
         {kUserUpCapacity, kSlotCorrelation, {seed, "access.capacity.up " + name, 0}},
         {kUserDownCapacity, kSlotCorrelation, {seed, "access.capacity.down " + name, 0}}});
  }
  for (std::size_t g = 0; g < topology.gateways().size(); ++g) {
    const Station station = make_station(g, topology.gateways()[g].node);
    if (station.weather != kDry) gateways_.push_back(station);
  }
}

RadioConditions::Station RadioConditions::make_station(std::size_t index, NodeId id) const {
  const Node& node = topology_.node(id);
  Station station{index, kDry, make_ground_site(node.name, node.location),
                  default_rain_height_m(node.location.lat_rad)};
  for (std::size_t w = 0; w < weather_.size(); ++w) {
    const std::vector<NodeId>& stations = weather_[w].stations;
    if (std::find(stations.begin(), stations.end(), id) != stations.end()) station.weather = w;
  }
  return station;
}

void RadioConditions::set_rate(LinkId link, double factor, LinkConditions& conditions) {
  LinkEffect effect;
  if (factor > 0) {
    effect.rate_factor = factor;
  } else {
    effect.down = true;
    rained_out_.push_back(link);
  }
  conditions.set_slot_effect(link, effect);
}

void RadioConditions::begin_slot_feeders(Time now, const AccessState& access,
                                         const std::vector<Vec3>& r_sat_ecef_m,
                                         LinkConditions& conditions) {
  rained_out_.clear();
  for (const Station& station : gateways_) {
    const Gateway& gateway = topology_.gateways()[station.index];
    const RainRate rain = weather_[station.weather].rain.at(now);
    for (std::uint32_t k = 0; k < gateway.antennas; ++k) {
      const NodeId satellite = access.feeder(station.index, k);
      double up = 1;
      double down = 1;
      if (satellite.valid()) {
        const RainPath path =
            view(station.site, station.rain_height_m, r_sat_ecef_m[satellite.index()]).path;
        up = feeder_up_rain_factor(path, rain, gateway.band);
        down = feeder_down_rain_factor(path, rain, gateway.band);
      }
      const LinkId feeder{gateway.first_feeder.value + 2 * k};
      set_rate(feeder, up, conditions);
      set_rate(reverse_of(feeder), down, conditions);
    }
  }
}

void RadioConditions::begin_slot_users(Time now, std::int64_t slot, const AccessState& access,
                                       const std::vector<Vec3>& r_sat_ecef_m,
                                       LinkConditions& conditions) {
  for (User& user : users_) {
    const Terminal& terminal = topology_.terminals()[user.station.index];
    const NodeId satellite = access.serving(user.station.index);
    double up = user_rain_factor(user.station, true, satellite, now, r_sat_ecef_m);
    double down = user_rain_factor(user.station, false, satellite, now, r_sat_ecef_m);
    if (capacity_ == CapacityModel::kMeasured) {
      up *= static_cast<double>(user.up.at(slot).bit_s) / kMeanUp_bit_s;
      down *= static_cast<double>(user.down.at(slot).bit_s) / kMeanDown_bit_s;
    }
    set_rate(terminal.up, up, conditions);
    set_rate(terminal.down, down, conditions);
  }
}

double RadioConditions::user_rain_factor(const Station& station, bool up, NodeId satellite,
                                         Time now, const std::vector<Vec3>& r_sat_ecef_m) {
  if (station.weather == kDry) return 1;
  const RainRate rain = weather_[station.weather].rain.at(now);
  if (rain_model_ == RainModel::kMeasured) return rain_throughput_factor(rain);
  if (!satellite.valid()) return 1;
  const View seen = view(station.site, station.rain_height_m, r_sat_ecef_m[satellite.index()]);
  return up ? user_up_rain_factor(seen.path, rain)
            : user_down_rain_factor(seen.path, seen.range_m, rain);
}

}  // namespace orbitmesh
