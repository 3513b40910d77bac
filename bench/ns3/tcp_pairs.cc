#include <fmt/format.h>

#include <vector>

#include "bench/bench_constellation.h"
#include "bench/measurements.h"
#include "bench/stopwatch.h"
#include "core/error.h"
#include "mesh/backend.h"

namespace orbitmesh {
namespace {

constexpr int kPairs = 50;
constexpr Bytes kRequest{200'000};
constexpr Bytes kReply{100};

struct EchoServer final : RequestListener {
  void on_request(Connection& connection, Message message) override {
    connection.reply({message.id, kReply});
  }
};

struct Client final : ConnectionListener {
  void on_ready(Connection&) override {}
  void on_reply(Connection&, Message) override { ++replies; }
  void on_down(Connection&, CloseCause) override { ++downs; }
  std::int64_t replies = 0;
  std::int64_t downs = 0;
};

Geodetic place(double lat_deg, double lon_deg) { return {lat_deg * kDegree, lon_deg * kDegree, 0}; }

/// Western Australia: 50 terminals with a host each over 20 degrees of latitude and
/// longitude, one gateway, one datacenter.
struct Ground {
  NodeId datacenter;
  std::vector<NodeId> hosts;

  explicit Ground(Topology& topology) {
    const NodeId pop = topology.add_pop("perth", place(-31.95, 115.86));
    Topology::GatewaySpec gateway;
    topology.add_gateway("merredin", place(-31.48, 118.28), pop, gateway);
    datacenter = topology.add_datacenter("perth-dc", place(-31.95, 115.86));
    for (int i = 0; i < kPairs; ++i) {
      const NodeId terminal = topology.add_terminal(
          fmt::format("terminal-{}", i), place(-34.0 + 2.0 * (i % 10), 115.0 + 4.0 * (i / 10)), {});
      hosts.push_back(topology.add_host(fmt::format("host-{}", i), terminal, {}));
    }
    topology.connect_ground(BitRate{100'000'000'000});
  }
};

/// One request a second on each connection, the connections evenly spread over it.
void schedule_requests(EventLoop& loop, const std::vector<Connection*>& connections, int seconds) {
  for (int s = 0; s < seconds; ++s) {
    for (std::size_t i = 0; i < connections.size(); ++i) {
      const Time at =
          Time{} + Duration::from_s(s) + static_cast<std::int64_t>(i) * Duration::from_ms(20);
      loop.schedule_at(at, [connection = connections[i], s] {
        connection->request({static_cast<std::uint64_t>(s), kRequest});
      });
    }
  }
}

Measurement measure_pairs(Fidelity fidelity, int seconds) {
  const double memory_before_MB = resident_MB();
  const BenchConstellation bench(shell_1584(BenchSize::kFull));
  const Ground ground(*bench.topology);
  const auto backend =
      make_backend(fidelity, {*bench.topology, *bench.ephemeris, bench.epoch, {}, {}});
  backend->start();
  EchoServer server;
  backend->network().serve(ground.datacenter, server);
  Client client;
  std::vector<Connection*> connections;
  for (const NodeId host : ground.hosts) {
    connections.push_back(&backend->network().connect(host, ground.datacenter, client));
  }
  schedule_requests(backend->loop(), connections, seconds);
  const Stopwatch watch;
  backend->loop().run_until(Time{} + Duration::from_s(seconds));
  const double wall_s = watch.wall_s();
  // The last request of each connection may still be on its way.
  if (client.replies < kPairs * (seconds - 2) || client.downs > 0) {
    throw RunError(fmt::format("TCP pairs: {} replies and {} breakdowns in {} s", client.replies,
                               client.downs, seconds));
  }
  return {seconds / wall_s, watch.cpu_s(), resident_MB() - memory_before_MB};
}

}  // namespace

Measurement measure_tcp_50x200kB(BenchSize size) {
  return measure_pairs(Fidelity::kPacket, size == BenchSize::kFull ? 60 : 1);
}

Measurement measure_message_50x200kB(BenchSize size) {
  return measure_pairs(Fidelity::kMessage, size == BenchSize::kFull ? 60 : 1);
}

}  // namespace orbitmesh
