#pragma once

#include <ns3/node.h>
#include <ns3/socket.h>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "core/event_loop.h"
#include "mesh/connection_list.h"
#include "mesh/disjoint_ways.h"
#include "mesh/link_ports.h"
#include "mesh/mesh.h"
#include "mesh/ns3/mesh_channel.h"
#include "mesh/ns3/packet_capture.h"
#include "mesh/ns3/packet_connection.h"
#include "mesh/ns3/packet_datagrams.h"
#include "mesh/ns3/port_plane.h"
#include "mesh/path_network.h"
#include "mesh/records.h"
#include "mesh/transport_options.h"

namespace orbitmesh {

/// Network in packet fidelity: TCP/IP of ns-3 at the end hosts, every packet carried hop
/// by hop over the mesh. Needs an Ns3EventLoop as its loop.
class PacketNetwork final : public PathNetwork, public MeshListener, private PlaneGuide {
 public:
  /// `loop` and `mesh` must outlive the network. `on_slot_record` hears every slot of
  /// every terminal.
  PacketNetwork(EventLoop& loop, Mesh& mesh, HandoverMode handover,
                std::function<void(const SlotRecord&)> on_slot_record,
                const TransportOptions& transport = {});
  ~PacketNetwork() override;

  void serve(NodeId server, RequestListener& listener) override;
  Connection& connect_over(std::uint8_t path, NodeId client, NodeId server,
                           ConnectionListener& listener) override;
  void close(Connection& connection) override;

  void on_slot(const SlotRecord& record) override;
  void on_feeder(const FeederChange& change) override { ports_.on_feeder(change); }
  void on_node(NodeId node, bool up) override { plane_.set_node_up(node, up); }
  void on_link(LinkId link, const LinkCondition& condition) override {
    ports_.on_link(link, condition);
  }

  /// Connections made from now on are metered.
  void meter_connections() { metered_ = true; }
  /// Both ends of each metered connection, in order of connecting.
  std::vector<ConnectionSample> sample_connections() const;
  /// Every packet that the capture's host sends or receives goes to `capture`, which must outlive
  /// the network.
  void capture(PacketCapture& capture);

  ns3::Ptr<ns3::Node> node(NodeId id) const { return nodes_[id.index()]; }
  PortPlane& plane() { return plane_; }
  const PortPlane& plane() const { return plane_; }

 private:
  PortId next_port(NodeId at, NodeId destination, bool landed, Time now) override;
  PortId next_port_on_path(NodeId at, ChosenPath& path, NodeId destination, bool landed,
                           Time now) override;
  DelayCurve delay_curve(PortId port, Time departure) override;
  bool loses(PortId port) override { return ports_.loses(LinkId{port}); }
  void make_nodes();
  void make_ports();
  void on_accepted(NodeId server, ns3::Ptr<ns3::Socket> socket, const ns3::Address& from);

  EventLoop& loop_;
  Mesh& mesh_;
  std::function<void(const SlotRecord&)> on_slot_record_;
  TransportOptions transport_;
  PortPlane plane_;
  DisjointWays ways_;
  LinkPorts<PortPlane> ports_;
  ns3::Ptr<MeshChannel> channel_;
  std::vector<ns3::Ptr<ns3::Node>> nodes_;
  struct Server {
    ns3::Ptr<ns3::Socket> socket;
    RequestListener* listener = nullptr;
  };
  std::map<NodeId, Server> servers_;
  bool metered_ = false;
  ConnectionList<PacketConnection> connections_;
  ConnectionList<PacketDatagrams> datagrams_;
};

}  // namespace orbitmesh
