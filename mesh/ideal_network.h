#pragma once

#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "core/event_loop.h"
#include "mesh/network.h"
#include "mesh/path_view.h"

namespace orbitmesh {

/// The perfect link: a message arrives after the one-way path delay at the moment it is
/// sent, whatever its size and the load; connections are ready at once. Order is kept. A
/// message sent while there is no path is lost.
class IdealNetwork final : public Network {
 public:
  /// Both must outlive the network.
  IdealNetwork(EventLoop& loop, const PathView& paths) : loop_(loop), paths_(paths) {}

  void serve(NodeId server, RequestListener& listener) override { servers_[server] = &listener; }
  Connection& connect(NodeId client, NodeId server, ConnectionListener& listener) override;
  void close(Connection& connection) override;

 private:
  class IdealConnection;

  EventLoop& loop_;
  const PathView& paths_;
  std::map<NodeId, RequestListener*> servers_;
  std::vector<std::shared_ptr<IdealConnection>> connections_;
};

}  // namespace orbitmesh
