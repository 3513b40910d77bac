#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <unordered_map>

#include "core/event_loop.h"
#include "mesh/connection_list.h"
#include "mesh/network.h"
#include "mesh/path_network.h"
#include "mesh/redundant_connection.h"
#include "mesh/transport_options.h"

namespace orbitmesh {

/// A Network that sends every message over several disjoint paths of another one.
class RedundantNetwork final : public Network {
 public:
  /// `loop` and `network` must outlive this. Precondition: 2 <= paths <= 8.
  RedundantNetwork(EventLoop& loop, PathNetwork& network, std::size_t paths)
      : loop_(loop), network_(network), paths_(paths) {}

  void serve(NodeId server, RequestListener& listener) override;
  Connection& connect(NodeId client, NodeId server, ConnectionListener& listener) override;
  void close(Connection& connection) override;

 private:
  class Server final : public RequestListener {
   public:
    Server(RedundantNetwork& network, RequestListener& listener)
        : network_(network), listener_(listener) {}
    void on_request(Connection& connection, Message message) override;
    RequestListener& listener() { return listener_; }

   private:
    RedundantNetwork& network_;
    RequestListener& listener_;
  };

  EventLoop& loop_;
  PathNetwork& network_;
  std::size_t paths_;
  std::map<NodeId, std::unique_ptr<Server>> servers_;
  std::unordered_map<const Connection*, RedundantConnection*>
      owners_;  // looked up by members alone
  ConnectionList<RedundantConnection> connections_;
};

/// Null for one path.
std::unique_ptr<RedundantNetwork> make_redundant(EventLoop& loop, PathNetwork& network,
                                                 const TransportOptions& transport);

}  // namespace orbitmesh
