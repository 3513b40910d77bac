#include "tests/mesh/message/accuracy/accuracy_scenario.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/math.h"
#include "core/rng.h"
#include "orbit/link_geometry.h"
#include "orbit/plus_grid.h"

namespace orbitmesh::accuracy {
namespace {

constexpr int kStrata = 6;
constexpr std::array<double, kStrata + 1> kSizes_B = {200, 1e3, 8e3, 60e3, 300e3, 1.2e6, 5e6};
// Scenarios that are run again with measured queues.
constexpr std::array<int, Scenario::kCount - Scenario::kDrawn> kLoadedAgain = {1, 9, 15, 21};
constexpr double kUplink_bit_s = 30e6;
constexpr double kMostRequests_hz = 4;  // of one client
constexpr double kMostSent_B = 400e6;   // keeps packet fidelity within seconds

double log_uniform(RngStream& stream, double low, double high) {
  return low * math::exp(stream.uniform() * math::log(high / low));
}

std::int64_t whole(double value) { return static_cast<std::int64_t>(value); }

Geodetic place(double lat_deg, double lon_deg) { return {lat_deg * kDegree, lon_deg * kDegree, 0}; }

WalkerShell shell() {
  WalkerShell result;
  result.name = "shell-1";
  return result;
}

}  // namespace

Scenario::Scenario(std::uint64_t seed_value, int index_value)
    : seed(seed_value), index(index_value) {
  int drawn = index;
  if (index >= kDrawn) {
    drawn = kLoadedAgain[static_cast<std::size_t>(index - kDrawn)];
    queue = UserQueueModel::kMeasured;
  }
  RngStream stream(seed, "accuracy.scenario", static_cast<std::uint64_t>(drawn));
  const auto stratum = static_cast<std::size_t>(drawn / 4);
  loaded = drawn % 2 == 1;
  handover = drawn % 4 >= 2 ? HandoverMode::kHard : HandoverMode::kSoft;
  const double size_B = log_uniform(stream, kSizes_B[stratum], kSizes_B[stratum + 1]);
  request = Bytes{whole(size_B)};
  reply = Bytes{whole(log_uniform(stream, 100, 50e3))};
  service = Duration::from_seconds(log_uniform(stream, 0.002, 0.08));
  clients = 1 + static_cast<int>(stream.below(5));
  const double target_load =
      loaded ? 0.4 + 0.25 * stream.uniform() : 0.02 + 0.08 * stream.uniform();
  const double wanted_hz = target_load * kUplink_bit_s / (8 * size_B * clients);
  rate_hz = std::min(wanted_hz, kMostRequests_hz);
  const double own_load = rate_hz * clients * size_B * 8 / kUplink_bit_s;
  if (loaded && own_load < 0.8 * target_load) {
    background = BitRate{whole((target_load - own_load) * kUplink_bit_s)};
  }
  const double seconds = std::clamp(kMostSent_B / (rate_hz * clients * size_B), 180.0, 1500.0);
  length = Duration::from_s(whole(seconds));
  server_kind = static_cast<Server>(stream.below(3));
}

std::string Scenario::description() const {
  constexpr std::array<const char*, 3> kServers = {"near", "far", "orbit"};
  return fmt::format("{:2} {} {}{} {}x{:.2f}/s {:7} B -> {:5} B, {:4.1f} ms, {}{}", index,
                     loaded ? "load" : "idle", handover == HandoverMode::kHard ? "hard" : "soft",
                     queue == UserQueueModel::kMeasured ? " measured" : "", clients, rate_hz,
                     request.count, reply.count, service.milliseconds(),
                     kServers[static_cast<std::size_t>(server_kind)],
                     background ? fmt::format(" +{:.0f} Mbit/s", background->bit_s * 1e-6) : "");
}

World::World(const Scenario& scenario)
    : constellation({shell()}), epoch(parse_epoch("2026-06-01T00:00:00Z")) {
  ephemeris = constellation.make_ephemeris(epoch);
  std::vector<std::string> names;
  for (const Satellite& satellite : constellation.satellites()) names.push_back(satellite.name);
  topology = std::make_unique<Topology>(names);
  Topology::IslSpec isl;
  isl.max_range_m = max_isl_range_m(shell().altitude_m, 80e3);
  for (const IslLink& link : plus_grid(shell())) {
    topology->add_isl(static_cast<std::uint32_t>(link.a), static_cast<std::uint32_t>(link.b), isl);
  }
  const NodeId perth = topology->add_pop("perth", place(-31.95, 115.86));
  const NodeId dallas = topology->add_pop("dallas", place(32.80, -96.82));
  topology->add_gateway("merredin", place(-31.48, 118.28), perth, {});
  topology->add_gateway("mcgregor", place(31.41, -97.44), dallas, {});
  near_datacenter = topology->add_datacenter("perth-dc", place(-31.95, 115.86));
  const NodeId far = topology->add_datacenter("austin-dc", place(30.22, -97.61));
  const NodeId terminal = topology->add_terminal("mine.1", place(-22.8, 118.7), {});
  for (int i = 0; i < scenario.clients; ++i) {
    hosts.push_back(topology->add_host(fmt::format("robot-{}", i + 1), terminal, {}));
  }
  background_host = topology->add_host("camera", terminal, {});
  const NodeId satellite{700};
  topology->add_satellite_host(satellite);
  topology->connect_ground(BitRate{100'000'000'000});
  const std::array<NodeId, 3> servers = {near_datacenter, far, satellite};
  server = servers[static_cast<std::size_t>(scenario.server_kind)];
}

}  // namespace orbitmesh::accuracy
