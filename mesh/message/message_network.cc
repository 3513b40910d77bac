#include "mesh/message/message_network.h"

#include <stdexcept>
#include <utility>

namespace orbitmesh {

MessageNetwork::MessageNetwork(EventLoop& loop, Mesh& mesh, HandoverMode handover,
                               std::function<void(const SlotRecord&)> on_slot_record,
                               const TransportOptions& transport)
    : loop_(loop),
      mesh_(mesh),
      on_slot_record_(std::move(on_slot_record)),
      transport_(transport),
      plane_(loop, static_cast<TrainGuide&>(*this)),
      ways_(mesh, static_cast<std::size_t>(transport.paths)),
      ports_(plane_, loop, mesh, handover) {
  make_ports();
  mesh_.set_meters(plane_);
}

void MessageNetwork::make_ports() {
  const Topology& topology = mesh_.topology();
  for (const DirectedLink& link : topology.links()) {
    TrainPlane::PortSpec spec;
    spec.from = link.from;
    spec.to = link.to;
    spec.rate = link.rate;
    spec.queue_limit = link.queue_limit;
    spec.queued = link.kind == LinkKind::kUserUp || link.kind == LinkKind::kUserDown;
    if (spec.queued && mesh_.radio().queue == UserQueueModel::kMeasured) {
      spec.queue = link.kind == LinkKind::kUserUp ? kMeasuredUplinkQueue : kMeasuredDownlinkQueue;
    }
    spec.lands = lands(link.kind);
    const PortId port = plane_.add_port(spec);
    if (ports_.lossy(LinkId{port})) plane_.set_condition(port, {true, link.rate, true});
  }
}

PortId MessageNetwork::next_port(NodeId at, NodeId destination, bool landed) {
  return mesh_.router().next_link(at, destination, landed, loop_.now()).value;
}

PortId MessageNetwork::next_port_on_path(NodeId at, ChosenPath& path, NodeId destination,
                                         bool landed) {
  return ways_.next_link(at, path, destination, landed, loop_.now()).value;
}

DelayCurve MessageNetwork::delay_curve(PortId port, Time departure) {
  return mesh_.delay_curve(LinkId{port}, departure);
}

void MessageNetwork::on_slot(const SlotRecord& record) {
  ports_.on_slot(record);
  if (on_slot_record_) on_slot_record_(record);
}

Connection& MessageNetwork::connect_over(std::uint8_t path, NodeId client, NodeId server,
                                         ConnectionListener& listener) {
  const auto found = servers_.find(server);
  if (found == servers_.end()) throw std::invalid_argument("connect: the server does not serve");
  if (client == server) throw std::invalid_argument("connect: a node needs no network to itself");
  RequestListener& serving = *found->second;
  if (transport_.kind == TransportKind::kDatagram) {
    const MessageDatagrams::Ends ends{client, server, transport_.repair, path};
    return datagrams_.add(
        std::make_unique<MessageDatagrams>(loop_, plane_, ends, listener, serving));
  }
  const MessageConnection::Ends ends{client, server, transport_, mesh_.seed(), path};
  return connections_.add(
      std::make_unique<MessageConnection>(loop_, plane_, ends, listener, serving));
}

void MessageNetwork::close(Connection& connection) {
  connections_.close(loop_, connection);
  datagrams_.close(loop_, connection);
}

}  // namespace orbitmesh
