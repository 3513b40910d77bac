#include "bench/ns3/city_flows.h"

#include <fmt/format.h>

#include <array>
#include <memory>
#include <vector>

#include "bench/bench_constellation.h"
#include "bench/ns3/udp_stream.h"
#include "bench/stopwatch.h"
#include "core/error.h"
#include "mesh/ns3/ns3_event_loop.h"
#include "mesh/ns3/packet_network.h"

namespace orbitmesh {
namespace {

struct City {
  double lat_deg;
  double lon_deg;
};

/// Largest first, after World Urbanization Prospects (United Nations), which Hypatia's ground
/// stations follow, too; to 0.1 deg.
constexpr std::array<City, 100> kCities = {{
    {35.7, 139.7},  {28.7, 77.2},  {31.2, 121.5},  {-23.5, -46.6}, {19.1, 72.9},   {19.4, -99.1},
    {39.9, 116.4},  {34.7, 135.6}, {30.0, 31.2},   {40.7, -74.0},  {23.7, 90.4},   {24.9, 67.1},
    {-34.6, -58.4}, {22.5, 88.4},  {41.0, 28.9},   {29.6, 106.6},  {6.5, 3.4},     {14.6, 121.0},
    {-22.9, -43.2}, {23.1, 113.3}, {34.0, -118.2}, {55.8, 37.6},   {-4.3, 15.3},   {39.1, 117.2},
    {48.9, 2.3},    {22.5, 114.1}, {-6.2, 106.8},  {51.5, -0.1},   {13.0, 77.6},   {-12.0, -77.0},
    {13.1, 80.2},   {37.6, 127.0}, {4.6, -74.1},   {35.2, 136.9},  {-26.2, 28.0},  {13.7, 100.5},
    {17.4, 78.5},   {41.9, -87.7}, {31.5, 74.3},   {35.7, 51.4},   {30.6, 114.3},  {30.7, 104.1},
    {23.0, 113.7},  {32.0, 118.8}, {23.0, 72.6},   {22.3, 114.2},  {10.8, 106.7},  {23.0, 113.1},
    {3.1, 101.7},   {33.3, 44.4},  {-33.5, -70.6}, {30.3, 120.2},  {24.7, 46.7},   {41.8, 123.4},
    {40.4, -3.7},   {34.3, 108.9}, {43.7, -79.4},  {25.8, -80.2},  {18.5, 73.9},   {-19.9, -43.9},
    {32.7, -97.3},  {21.2, 72.8},  {29.8, -95.4},  {1.3, 103.9},   {40.0, -75.2},  {33.6, 130.4},
    {-8.8, 13.2},   {31.3, 120.6}, {45.8, 126.6},  {41.4, 2.2},    {33.8, -84.4},  {15.6, 32.5},
    {-6.8, 39.3},   {59.9, 30.3},  {38.9, -77.0},  {5.3, -4.0},    {20.7, -103.3}, {16.8, 96.2},
    {31.2, 29.9},   {39.9, 32.9},  {34.5, 69.2},   {36.1, 120.4},  {22.3, 91.8},   {25.7, -100.3},
    {-33.9, 151.2}, {38.9, 121.6}, {24.5, 118.1},  {34.8, 113.6},  {42.3, -71.1},  {-37.8, 145.0},
    {-15.8, -47.9}, {21.5, 39.2},  {33.4, -112.1}, {36.7, 117.0},  {45.5, -73.6},  {23.4, 116.7},
    {-1.3, 36.8},   {6.3, -75.6},  {-3.7, -38.5},  {25.0, 102.7},
}};
constexpr int kPlacesFurther = 37;
constexpr std::uint32_t kPayload = 1400;
constexpr std::int64_t kPacketBytes = 1428;
constexpr double kLeastDelivered = 0.95;

std::vector<NodeId> add_hosts(Topology& topology) {
  std::vector<NodeId> hosts;
  for (std::size_t i = 0; i < kCities.size(); ++i) {
    const Geodetic place = {kCities[i].lat_deg * kDegree, kCities[i].lon_deg * kDegree, 0};
    const NodeId terminal = topology.add_terminal(fmt::format("terminal-{}", i), place, {});
    hosts.push_back(topology.add_host(fmt::format("host-{}", i), terminal, {}));
  }
  return hosts;
}

}  // namespace

CityFlowsCost run_city_flows(const CityFlows& spec) {
  const double memory_before_MB = resident_MB();
  Ns3EventLoop loop;
  const BenchConstellation bench(spec.shell);
  const std::vector<NodeId> hosts = add_hosts(*bench.topology);
  Mesh mesh(*bench.topology, *bench.ephemeris, bench.epoch, {});
  PacketNetwork network(loop, mesh, HandoverMode::kSoft, {});
  mesh.start(loop, network);
  const Duration interval = spec.rate.serialisation(Bytes{kPacketBytes});
  // Those sent in the last half second may still be on their way.
  const std::int64_t datagrams = (spec.simulated - Duration::from_ms(500)) / interval;
  std::vector<std::unique_ptr<UdpStream>> streams;
  for (int k = 0; k < spec.flows; ++k) {
    const NodeId from = hosts[static_cast<std::size_t>(k) % hosts.size()];
    const NodeId to = hosts[static_cast<std::size_t>(k + kPlacesFurther) % hosts.size()];
    const auto port = static_cast<std::uint16_t>(UdpStream::kFirstPort + k);
    streams.push_back(std::make_unique<UdpStream>(
        network.node(from), network.node(to), to,
        UdpStream::Spec{datagrams, kPayload, interval, port, interval / spec.flows * k}));
  }
  const Stopwatch watch;
  loop.run_until(Time{} + spec.simulated);
  const CityFlowsCost cost = {watch.cpu_s(), resident_MB() - memory_before_MB,
                              network.plane().hops()};
  std::int64_t received = 0;
  for (const auto& stream : streams) received += stream->received();
  const std::int64_t sent = datagrams * spec.flows;
  if (static_cast<double>(received) < kLeastDelivered * static_cast<double>(sent)) {
    throw RunError(fmt::format("city flows: {} of {} datagrams arrived", received, sent));
  }
  return cost;
}

}  // namespace orbitmesh
