#include "mesh/ns3/packet_network.h"

#include <ns3/inet-socket-address.h>
#include <ns3/names.h>

#include <algorithm>
#include <stdexcept>

#include "mesh/ns3/end_host.h"
#include "mesh/ns3/ephemeris_mobility.h"
#include "mesh/ns3/mesh_net_device.h"
#include "mesh/ns3/tcp_settings.h"

namespace orbitmesh {

PacketNetwork::PacketNetwork(EventLoop& loop, Mesh& mesh, HandoverMode handover,
                             std::function<void(const SlotRecord&)> on_slot_record)
    : loop_(loop),
      mesh_(mesh),
      handover_(handover),
      on_slot_record_(std::move(on_slot_record)),
      plane_(static_cast<PlaneGuide&>(*this)),
      channel_(ns3::CreateObject<MeshChannel>()) {
  make_nodes();
  make_ports();
}

PacketNetwork::~PacketNetwork() {
  connections_.clear();
  for (auto& [id, server] : servers_) server.socket->Close();
}

void PacketNetwork::make_nodes() {
  const Topology& topology = mesh_.topology();
  for (std::uint32_t i = 0; i < topology.nodes().size(); ++i) {
    const auto node = ns3::CreateObject<ns3::Node>();
    const auto mobility = ns3::CreateObject<EphemerisMobility>();
    mobility->follow(mesh_.geometry(), NodeId{i});
    node->AggregateObject(mobility);
    ns3::Names::Add(topology.nodes()[i].name, node);
    nodes_.push_back(node);
  }
  for (const NodeId host : topology.end_hosts()) {
    install_end_host(nodes_[host.index()], host, plane_, channel_);
  }
}

void PacketNetwork::make_ports() {
  const Topology& topology = mesh_.topology();
  for (std::uint32_t i = 0; i < topology.links().size(); ++i) {
    const DirectedLink& link = topology.links()[i];
    PortSpec spec;
    spec.from = link.from;
    spec.to = link.to;
    spec.rate = link.rate;
    spec.queue_limit = link.queue_limit;
    const bool user = link.kind == LinkKind::kUserUp || link.kind == LinkKind::kUserDown;
    spec.buffering = user ? Buffering::kQueue : Buffering::kBacklog;
    spec.lands = link.kind == LinkKind::kUserDown || link.kind == LinkKind::kFeederDown;
    plane_.add_port(spec);
  }
  terminal_of_node_.resize(topology.nodes().size());
  for (std::size_t k = 0; k < topology.terminals().size(); ++k) {
    terminal_of_node_[topology.terminals()[k].node.index()] = k;
  }
}

PortId PacketNetwork::next_port(NodeId at, NodeId destination, bool landed, Time now) {
  if (!destination.valid()) return kNoPort;
  return mesh_.router().next_link(at, destination, landed, now).value;
}

DelayCurve PacketNetwork::delay_curve(PortId port, Time departure) {
  return mesh_.geometry().delay_curve(LinkId{port}, departure);
}

void PacketNetwork::on_feeder(const FeederChange& change) {
  const NodeId gateway = mesh_.topology().link(change.up).from;
  plane_.retarget(change.up.value, gateway, change.to);
  plane_.retarget(change.down.value, change.to, gateway);
}

void PacketNetwork::on_slot(const SlotRecord& record) {
  const Terminal& terminal =
      mesh_.topology().terminals()[terminal_of_node_[record.terminal.index()]];
  if (handover_ == HandoverMode::kHard && record.pause > Duration{}) {
    plane_.drop_queue(terminal.up.value);
    plane_.drop_queue(terminal.down.value);
  }
  plane_.pause(terminal.up.value, record.at + record.pause);
  plane_.pause(terminal.down.value, record.at + record.pause);
  plane_.retarget(terminal.up.value, terminal.node, record.to);
  plane_.retarget(terminal.down.value, record.to, terminal.node);
  if (on_slot_record_) on_slot_record_(record);
}

void PacketNetwork::serve(NodeId server, RequestListener& listener) {
  const ns3::Ptr<ns3::Socket> socket = make_tcp_socket(node(server));
  socket->Bind(ns3::InetSocketAddress(ns3::Ipv4Address::GetAny(), kServerPort));
  socket->Listen();
  socket->SetAcceptCallback(
      ns3::MakeNullCallback<bool, ns3::Ptr<ns3::Socket>, const ns3::Address&>(),
      ns3::Callback<void, ns3::Ptr<ns3::Socket>, const ns3::Address&>(
          [this, server](ns3::Ptr<ns3::Socket> accepted, const ns3::Address& from) {
            on_accepted(server, accepted, from);
          }));
  servers_[server] = {socket, &listener};
}

void PacketNetwork::on_accepted(NodeId server, ns3::Ptr<ns3::Socket> socket,
                                const ns3::Address& from) {
  const auto peer = ns3::InetSocketAddress::ConvertFrom(from);
  const NodeId client = host_of(peer.GetIpv4());
  for (const auto& connection : connections_) {
    if (connection->client() == client && connection->server() == server &&
        connection->client_port() == peer.GetPort()) {
      connection->accepted(socket);
      return;
    }
  }
  socket->Close();  // the client has given up in the meantime
}

Connection& PacketNetwork::connect(NodeId client, NodeId server, ConnectionListener& listener) {
  const auto found = servers_.find(server);
  if (found == servers_.end()) throw std::invalid_argument("connect: the server does not serve");
  if (client == server) throw std::invalid_argument("connect: a node needs no network to itself");
  connections_.push_back(std::make_unique<PacketConnection>(
      loop_, PacketConnection::Ends{client, server, node(client)}, listener,
      *found->second.listener));
  return *connections_.back();
}

void PacketNetwork::close(Connection& connection) {
  const auto found =
      std::find_if(connections_.begin(), connections_.end(),
                   [&](const auto& candidate) { return candidate.get() == &connection; });
  if (found == connections_.end()) return;
  (*found)->shut();
  // The caller may stand inside one of the connection's own callbacks.
  closing_.push_back(std::move(*found));
  connections_.erase(found);
  loop_.schedule_in(Duration{}, [this] { closing_.clear(); });
}

}  // namespace orbitmesh
