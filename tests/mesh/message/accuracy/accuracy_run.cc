#include "tests/mesh/message/accuracy/accuracy_run.h"

#include <fmt/format.h>

#include <sstream>

#include "bench/stopwatch.h"
#include "core/digest.h"
#include "core/rng.h"
#include "mesh/backend.h"

namespace orbitmesh::accuracy {
namespace {

// Requests that are issued later than this before the end are not looked at.
constexpr Duration kTail = Duration::from_s(30);
// Half of it and whole multiples more never fall on the seconds at which routes change.
constexpr Duration kLook = Duration::from_ms(700);

/// Answers after a constant service time.
class Server final : public RequestListener {
 public:
  Server(EventLoop& loop, const Scenario& scenario) : loop_(loop), scenario_(scenario) {}
  void on_request(Connection& connection, Message message) override {
    loop_.schedule_in(scenario_.service, [this, &connection, id = message.id] {
      connection.reply({id, scenario_.reply});
    });
  }

 private:
  EventLoop& loop_;
  const Scenario& scenario_;
};

/// All clients of a scenario, each with a connection of its own.
class Clients final : public ConnectionListener {
 public:
  Clients(Backend& backend, const Scenario& scenario, const World& world)
      : backend_(backend), scenario_(scenario) {
    for (std::size_t i = 0; i < world.hosts.size(); ++i) {
      connections_.push_back(&backend.network().connect(world.hosts[i], world.server, *this));
      streams_.emplace_back(scenario.seed, "accuracy.arrival",
                            static_cast<std::uint64_t>(scenario.index) * 100 + i);
      next_.push_back(Time{} + Duration::from_s(2));
      schedule(i);
    }
  }
  void on_ready(Connection&) override {}
  void on_reply(Connection&, Message message) override {
    outcome.latency_ms[message.id] = (backend_.loop().now() - issued_[message.id]).milliseconds();
  }
  void on_down(Connection&, CloseCause) override { ++outcome.downs; }

  Outcome outcome;

 private:
  void schedule(std::size_t client) {
    next_[client] += Duration::from_seconds(streams_[client].exponential(1 / scenario_.rate_hz));
    if (next_[client].since_epoch() >= scenario_.length) return;
    backend_.loop().schedule_at(next_[client], [this, client] { issue(client); });
  }
  void issue(std::size_t client) {
    const std::uint64_t id = issued_.size();
    issued_.push_back(next_[client]);
    outcome.latency_ms.push_back(-1);
    connections_[client]->request({id, scenario_.request});
    schedule(client);
  }

  Backend& backend_;
  const Scenario& scenario_;
  std::vector<Connection*> connections_;
  std::vector<RngStream> streams_;
  std::vector<Time> next_;
  std::vector<Time> issued_;
};

void add(Digest& digest, const SlotRecord& record) {
  digest.add(record.at.ns());
  digest.add(static_cast<std::int64_t>(record.from.value));
  digest.add(static_cast<std::int64_t>(record.to.value));
  digest.add(record.pause.ns());
  digest.add(record.candidates);
}

}  // namespace

Outcome run(const Scenario& scenario, Fidelity fidelity) {
  const World world(scenario);
  MeshOptions mesh;
  mesh.access.seed = scenario.seed;
  mesh.access.handover = scenario.handover;
  mesh.radio.queue = scenario.queue;
  Digest digest;
  std::int64_t slots = 0;
  const auto backend = make_backend(fidelity, {*world.topology, *world.ephemeris, world.epoch, mesh,
                                               [&](const SlotRecord& record) {
                                                 add(digest, record);
                                                 ++slots;
                                               }});
  Server server(backend->loop(), scenario);
  backend->network().serve(world.server, server);
  if (scenario.background) {
    FlowSpec flow;
    flow.name = "camera";
    flow.kind = FlowKind::kUdpCbr;
    flow.from = world.background_host;
    flow.to = world.near_datacenter;
    flow.rate = *scenario.background;
    flow.stop = Time{} + scenario.length;
    backend->add_flow(flow);
  }
  const Stopwatch watch;
  backend->start();
  Clients clients(*backend, scenario, world);
  for (Time at = Time{} + kLook / 2; at.since_epoch() < scenario.length; at += kLook) {
    backend->loop().schedule_at(at, [&] {
      for (const NodeId to : {world.server, world.near_datacenter}) {
        const auto delay = backend->paths().path_delay(world.hosts[0], to);
        digest.add(delay ? delay->ns() : std::int64_t{-1});
      }
    });
  }
  backend->loop().run_until(Time{} + scenario.length + kTail);
  clients.outcome.cpu_s = watch.cpu_s();
  clients.outcome.slots = slots;
  clients.outcome.mesh_digest = digest.hex();
  return clients.outcome;
}

std::string to_text(const Outcome& outcome) {
  std::string text = fmt::format("{} {} {} {:.6f}\n", outcome.slots, outcome.mesh_digest,
                                 outcome.downs, outcome.cpu_s);
  for (const double latency_ms : outcome.latency_ms) text += fmt::format("{:.6f}\n", latency_ms);
  return text;
}

Outcome parse_outcome(const std::string& text) {
  Outcome outcome;
  std::istringstream in(text);
  in >> outcome.slots >> outcome.mesh_digest >> outcome.downs >> outcome.cpu_s;
  for (double latency_ms = 0; in >> latency_ms;) outcome.latency_ms.push_back(latency_ms);
  return outcome;
}

}  // namespace orbitmesh::accuracy
