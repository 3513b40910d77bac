#include "mesh/ns3/packet_network.h"

#include <ns3/inet-socket-address.h>
#include <ns3/names.h>

#include <stdexcept>

#include "mesh/ns3/end_host.h"
#include "mesh/ns3/ephemeris_mobility.h"
#include "mesh/ns3/mesh_net_device.h"
#include "mesh/ns3/tcp_settings.h"

namespace orbitmesh {

PacketNetwork::PacketNetwork(EventLoop& loop, Mesh& mesh, HandoverMode handover,
                             std::function<void(const SlotRecord&)> on_slot_record,
                             const TransportOptions& transport)
    : loop_(loop),
      mesh_(mesh),
      on_slot_record_(std::move(on_slot_record)),
      transport_(transport),
      plane_(static_cast<PlaneGuide&>(*this)),
      ways_(mesh, static_cast<std::size_t>(transport.paths)),
      ports_(plane_, loop, mesh, handover),
      channel_(ns3::CreateObject<MeshChannel>()) {
  make_nodes();
  make_ports();
  mesh_.set_meters(plane_);
}

PacketNetwork::~PacketNetwork() {
  connections_.clear();
  datagrams_.clear();
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
    spec.lands = lands(link.kind);
    if (user && mesh_.radio().queue == UserQueueModel::kMeasured) {
      spec.queue = link.kind == LinkKind::kUserUp ? kMeasuredUplinkQueue : kMeasuredDownlinkQueue;
    }
    plane_.add_port(spec);
    if (ports_.lossy(LinkId{i})) plane_.set_condition(i, {true, link.rate, true});
  }
}

PortId PacketNetwork::next_port(NodeId at, NodeId destination, bool landed, Time now) {
  if (!destination.valid()) return kNoPort;
  return mesh_.router().next_link(at, destination, landed, now).value;
}

PortId PacketNetwork::next_port_on_path(NodeId at, ChosenPath& path, NodeId destination,
                                        bool landed, Time now) {
  if (!destination.valid()) return kNoPort;
  return ways_.next_link(at, path, destination, landed, now).value;
}

DelayCurve PacketNetwork::delay_curve(PortId port, Time departure) {
  return mesh_.delay_curve(LinkId{port}, departure);
}

void PacketNetwork::on_slot(const SlotRecord& record) {
  ports_.on_slot(record);
  if (on_slot_record_) on_slot_record_(record);
}

void PacketNetwork::serve(NodeId server, RequestListener& listener) {
  const ns3::Ptr<ns3::Socket> socket = make_zmtp_socket(node(server), transport_.tail_loss_probe);
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
  for (const auto& connection : connections_.open()) {
    if (connection->client() == client && connection->server() == server &&
        connection->client_port() == peer.GetPort()) {
      connection->accepted(socket);
      return;
    }
  }
  socket->Close();  // the client has given up in the meantime
}

std::vector<ConnectionSample> PacketNetwork::sample_connections() const {
  std::vector<ConnectionSample> samples;
  if (!metered_) return samples;
  for (const auto& connection : connections_.open()) {
    for (ConnectionSample& sample : connection->samples()) samples.push_back(std::move(sample));
  }
  return samples;
}

void PacketNetwork::capture(PacketCapture& capture) {
  const ns3::Ptr<ns3::Node> host = node(capture.host());
  for (std::uint32_t i = 0; i < host->GetNDevices(); ++i) {
    const auto device = ns3::DynamicCast<MeshNetDevice>(host->GetDevice(i));
    if (device) device->capture(capture);
  }
}

Connection& PacketNetwork::connect_over(std::uint8_t path, NodeId client, NodeId server,
                                        ConnectionListener& listener) {
  const auto found = servers_.find(server);
  if (found == servers_.end()) throw std::invalid_argument("connect: the server does not serve");
  if (client == server) throw std::invalid_argument("connect: a node needs no network to itself");
  RequestListener& serving = *found->second.listener;
  if (transport_.kind == TransportKind::kDatagram) {
    const PacketDatagrams::Ends ends{client, server, node(client), node(server), transport_.repair,
                                     path};
    return datagrams_.add(std::make_unique<PacketDatagrams>(loop_, ends, listener, serving));
  }
  const PacketConnection::Ends ends{client,     server,       node(client), metered_,
                                    transport_, mesh_.seed(), path};
  return connections_.add(std::make_unique<PacketConnection>(loop_, ends, listener, serving));
}

void PacketNetwork::close(Connection& connection) {
  connections_.close(loop_, connection);
  datagrams_.close(loop_, connection);
}

}  // namespace orbitmesh
