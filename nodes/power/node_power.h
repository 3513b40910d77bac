#pragma once

#include <map>

#include "core/event_loop.h"
#include "core/ids.h"
#include "nodes/fault_injector.h"
#include "nodes/server.h"

namespace orbitmesh {

/// Why a node's accelerators are switched off.
enum class PowerLoss : unsigned {
  kOutage = 1,  ///< the node is down
  kCharge = 2,  ///< its battery is at the floor
  kHeat = 4,    ///< its chips are too hot
};

/// Takes servers down with the nodes that carry them. A node that comes back reboots and
/// loads its models, as after a functional interrupt, and serves with intact weights then.
class NodePower {
 public:
  /// Both must outlive it.
  NodePower(EventLoop& loop, FaultInjector& faults) : loop_(loop), faults_(faults) {}
  NodePower(const NodePower&) = delete;
  NodePower& operator=(const NodePower&) = delete;

  /// `server` must outlive it, too.
  void add(Server& server) { nodes_[server.node()].server = &server; }
  /// A reason for being off has come or gone; the node restarts when the last one has. A node
  /// without a server is ignored.
  void set(NodeId node, PowerLoss why, bool lost);

 private:
  struct Node {
    Server* server = nullptr;
    unsigned lost = 0;  // PowerLoss as bits
    EventHandle restart;
  };

  void restart(Node& node);

  EventLoop& loop_;
  FaultInjector& faults_;
  std::map<NodeId, Node> nodes_;
};

}  // namespace orbitmesh
