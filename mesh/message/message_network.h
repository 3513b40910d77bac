#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "core/event_loop.h"
#include "mesh/connection_list.h"
#include "mesh/disjoint_ways.h"
#include "mesh/link_ports.h"
#include "mesh/mesh.h"
#include "mesh/message/message_connection.h"
#include "mesh/message/message_datagrams.h"
#include "mesh/message/train_plane.h"
#include "mesh/path_network.h"
#include "mesh/records.h"
#include "mesh/transport_options.h"

namespace orbitmesh {

/// Network in message fidelity: the mesh, slots, routes, rates, queues and connections of
/// packet fidelity, with trains of segments in place of packets.
class MessageNetwork final : public PathNetwork, public MeshListener, private TrainGuide {
 public:
  /// `loop` and `mesh` must outlive the network. `on_slot_record` hears every slot of
  /// every terminal.
  MessageNetwork(EventLoop& loop, Mesh& mesh, HandoverMode handover,
                 std::function<void(const SlotRecord&)> on_slot_record,
                 const TransportOptions& transport = {});

  void serve(NodeId server, RequestListener& listener) override { servers_[server] = &listener; }
  Connection& connect_over(std::uint8_t path, NodeId client, NodeId server,
                           ConnectionListener& listener) override;
  void close(Connection& connection) override;

  void on_slot(const SlotRecord& record) override;
  void on_feeder(const FeederChange& change) override { ports_.on_feeder(change); }
  void on_node(NodeId node, bool up) override { plane_.set_node_up(node, up); }
  void on_link(LinkId link, const LinkCondition& condition) override {
    ports_.on_link(link, condition);
  }

  TrainPlane& plane() { return plane_; }
  const TrainPlane& plane() const { return plane_; }

 private:
  PortId next_port(NodeId at, NodeId destination, bool landed) override;
  PortId next_port_on_path(NodeId at, ChosenPath& path, NodeId destination, bool landed) override;
  DelayCurve delay_curve(PortId port, Time departure) override;
  Time next_change() const override { return mesh_.next_change(); }
  bool loses(PortId port) override { return ports_.loses(LinkId{port}); }
  void make_ports();

  EventLoop& loop_;
  Mesh& mesh_;
  std::function<void(const SlotRecord&)> on_slot_record_;
  TransportOptions transport_;
  TrainPlane plane_;
  DisjointWays ways_;
  LinkPorts<TrainPlane> ports_;
  std::map<NodeId, RequestListener*> servers_;
  ConnectionList<MessageConnection> connections_;
  ConnectionList<MessageDatagrams> datagrams_;
};

}  // namespace orbitmesh
