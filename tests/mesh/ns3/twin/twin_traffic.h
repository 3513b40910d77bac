#pragma once

#include <ns3/node.h>
#include <ns3/socket.h>

#include <functional>
#include <memory>
#include <vector>

#include "core/event_loop.h"
#include "tests/mesh/ns3/twin/arrival.h"
#include "tests/mesh/ns3/twin/twin_scenario.h"

namespace orbitmesh::twin {

/// The traffic of the twin test on ns-3's sockets, the same in both simulations: UDP in
/// single datagrams and bursts of random sizes between the hosts and the datacenter, and
/// three TCP transfers that keep links full over slot edges.
class Traffic {
 public:
  using NodeOf = std::function<ns3::Ptr<ns3::Node>(NodeId)>;

  Traffic(EventLoop& loop, const Scenario& scenario, const NodeOf& node_of);
  ~Traffic();
  Traffic(const Traffic&) = delete;
  Traffic& operator=(const Traffic&) = delete;

  static constexpr int kUdpFlows = 5;  ///< numbered from 0
  static constexpr int kTcpFlows = 3;  ///< numbered from kFirstTcpFlow
  static constexpr int kFirstTcpFlow = 100;

  const std::vector<Arrival>& arrivals() const { return arrivals_; }

 private:
  void add_udp(int flow, NodeId from, NodeId to, Duration mean_gap, const NodeOf& node_of);
  void send_udp(const ns3::Ptr<ns3::Socket>& socket, std::int64_t number, std::uint32_t bytes);
  void receive_udp(int flow, const ns3::Ptr<ns3::Socket>& socket);
  struct TcpTransfer;
  void add_tcp(int flow, NodeId from, NodeId to, Time start, const NodeOf& node_of);
  static void fill_tcp(TcpTransfer& transfer);
  void receive_tcp(TcpTransfer& transfer, const ns3::Ptr<ns3::Socket>& socket);

  EventLoop& loop_;
  std::vector<ns3::Ptr<ns3::Socket>> sockets_;
  std::vector<std::unique_ptr<TcpTransfer>> transfers_;
  std::vector<Arrival> arrivals_;
};

}  // namespace orbitmesh::twin
