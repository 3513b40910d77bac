#include "scenarios/station_weather.h"

#include <map>
#include <string_view>
#include <utility>

#include "core/rng.h"

namespace orbitmesh {
namespace {

Rain make_rain(const WeatherSection& weather, std::int64_t seed, const std::string& name) {
  if (weather.rain) return Rain(*weather.rain);
  if (weather.series) return Rain(RainSeries::read(*weather.series));
  RainClimate climate;
  climate.r001 = *weather.r001;
  climate.rain_probability = weather.wet_share.value_or(climate.rain_probability);
  climate.mean_rain = weather.mean_rain.value_or(climate.mean_rain);
  return Rain(
      RainProcess(climate, RngStream(static_cast<std::uint64_t>(seed), "weather.rain " + name, 0)));
}

}  // namespace

std::vector<StationWeather> station_weather(const Scenario& scenario, const Topology& topology) {
  std::map<std::string_view, NodeId> terminals;
  for (const Terminal& terminal : topology.terminals()) {
    terminals.emplace(topology.node(terminal.node).name, terminal.node);
  }
  std::vector<StationWeather> weather;
  for (const SiteSection& site : scenario.sites) {
    if (!site.weather) continue;
    StationWeather at{{}, make_rain(*site.weather, scenario.run.seed, site.name)};
    for (std::int64_t k = 0; k < site.terminals; ++k) {
      at.stations.push_back(terminals.at(terminal_name(site, k)));
    }
    weather.push_back(std::move(at));
  }
  for (std::size_t g = 0; g < scenario.gateways.size(); ++g) {
    const GatewaySection& gateway = scenario.gateways[g];
    if (!gateway.weather) continue;
    weather.push_back({{topology.gateways()[g].node},
                       make_rain(*gateway.weather, scenario.run.seed, gateway.name)});
  }
  return weather;
}

}  // namespace orbitmesh
