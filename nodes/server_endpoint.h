#pragma once

#include <cstdint>

#include "core/event_loop.h"
#include "core/units.h"
#include "mesh/network.h"
#include "nodes/request_board.h"
#include "nodes/server.h"

namespace orbitmesh {

/// The network's side of a Server: queues what arrives and replies on the connection it
/// came from. All arguments must outlive it.
class ServerEndpoint final : public RequestListener {
 public:
  ServerEndpoint(EventLoop& loop, Server& server, RequestBoard& board)
      : loop_(loop), server_(server), board_(board) {}

  void on_request(Connection& connection, Message message) override;

 private:
  void on_served(Connection& connection, std::uint64_t message_id, Bytes reply,
                 const ServiceReport& report);

  EventLoop& loop_;
  Server& server_;
  RequestBoard& board_;
};

}  // namespace orbitmesh
