#include <fmt/format.h>

#include <cstdint>
#include <utility>
#include <vector>

#include "bench/bench_constellation.h"
#include "bench/measurements.h"
#include "bench/stopwatch.h"
#include "core/error.h"
#include "mesh/backend.h"

namespace orbitmesh {
namespace {

constexpr Bytes kReply{100};

/// Connections, each with one request a second.
struct Load {
  int pairs;
  Bytes request;
  int seconds;
};

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

/// Western Australia: up to 50 terminals with a host each over 20 degrees of latitude and
/// longitude, one gateway, one datacenter.
struct Ground {
  NodeId datacenter;
  std::vector<NodeId> hosts;

  Ground(Topology& topology, int pairs) {
    const NodeId pop = topology.add_pop("perth", place(-31.95, 115.86));
    Topology::GatewaySpec gateway;
    topology.add_gateway("merredin", place(-31.48, 118.28), pop, gateway);
    datacenter = topology.add_datacenter("perth-dc", place(-31.95, 115.86));
    for (int i = 0; i < pairs; ++i) {
      const NodeId terminal = topology.add_terminal(
          fmt::format("terminal-{}", i), place(-34.0 + 2.0 * (i % 10), 115.0 + 4.0 * (i / 10)), {});
      hosts.push_back(topology.add_host(fmt::format("host-{}", i), terminal, {}));
    }
    topology.connect_ground(BitRate{100'000'000'000});
  }
};

/// Sends on its connections in turn, evenly over each second.
class Requests {
 public:
  Requests(EventLoop& loop, std::vector<Connection*> connections, const Load& load)
      : loop_(loop), connections_(std::move(connections)), load_(load) {
    send(0);
  }

 private:
  void send(std::int64_t k) {
    const auto pairs = static_cast<std::int64_t>(connections_.size());
    if (k == pairs * load_.seconds) return;
    const Time at = Time{} + k * Duration::from_s(1) / pairs;
    loop_.schedule_at(at, [this, k, pairs] {
      connections_[static_cast<std::size_t>(k % pairs)]->request(
          {static_cast<std::uint64_t>(k / pairs), load_.request});
      send(k + 1);
    });
  }

  EventLoop& loop_;
  std::vector<Connection*> connections_;
  Load load_;
};

Measurement measure_pairs(Fidelity fidelity, const Load& load) {
  const double memory_before_MB = resident_MB();
  const BenchConstellation bench(shell_1584(BenchSize::kFull));
  const Ground ground(*bench.topology, load.pairs);
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
  const Requests requests(backend->loop(), connections, load);
  const Stopwatch watch;
  backend->loop().run_until(Time{} + Duration::from_s(load.seconds));
  const double cpu_s = watch.cpu_s();
  // The last request of each connection may still be on its way.
  if (client.replies < load.pairs * (load.seconds - 2) || client.downs > 0) {
    throw RunError(fmt::format("TCP pairs: {} replies and {} breakdowns in {} s", client.replies,
                               client.downs, load.seconds));
  }
  return {load.seconds / cpu_s, cpu_s, resident_MB() - memory_before_MB};
}

Load streams_200kB(BenchSize size) {
  return {50, Bytes{200'000}, size == BenchSize::kFull ? 60 : 1};
}

}  // namespace

Measurement measure_tcp_50x200kB(BenchSize size) {
  return measure_pairs(Fidelity::kPacket, streams_200kB(size));
}

Measurement measure_message_50x200kB(BenchSize size) {
  return measure_pairs(Fidelity::kMessage, streams_200kB(size));
}

Measurement measure_message_day(BenchSize size) {
  return measure_pairs(Fidelity::kMessage,
                       {20, Bytes{25'000}, size == BenchSize::kFull ? 86'400 : 5});
}

}  // namespace orbitmesh
