#pragma once

#include <map>

#include "core/event_loop.h"
#include "core/ids.h"
#include "nodes/fault_injector.h"
#include "nodes/server.h"

namespace orbitmesh {

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
  /// A node has lost or regained its power; one without a server is ignored.
  void set(NodeId node, bool on);

 private:
  struct Node {
    Server* server = nullptr;
    EventHandle restart;
  };

  EventLoop& loop_;
  FaultInjector& faults_;
  std::map<NodeId, Node> nodes_;
};

}  // namespace orbitmesh
