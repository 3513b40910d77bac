#include "mesh/redundant_network.h"

#include <stdexcept>

namespace orbitmesh {

void RedundantNetwork::serve(NodeId server, RequestListener& listener) {
  std::unique_ptr<Server>& own = servers_[server];
  own = std::make_unique<Server>(*this, listener);
  network_.serve(server, *own);
}

Connection& RedundantNetwork::connect(NodeId client, NodeId server, ConnectionListener& listener) {
  const auto found = servers_.find(server);
  if (found == servers_.end()) throw std::invalid_argument("connect: the server does not serve");
  const auto connect = [&](std::uint8_t path, ConnectionListener& member) -> Connection& {
    return network_.connect_over(path, client, server, member);
  };
  return connections_.add(std::make_unique<RedundantConnection>(
      loop_, paths_, connect, [this](Connection& member) { network_.close(member); }, listener,
      found->second->listener()));
}

std::unique_ptr<RedundantNetwork> make_redundant(EventLoop& loop, PathNetwork& network,
                                                 const TransportOptions& transport) {
  if (transport.paths < 2) return nullptr;
  return std::make_unique<RedundantNetwork>(loop, network,
                                            static_cast<std::size_t>(transport.paths));
}

void RedundantNetwork::Server::on_request(Connection& connection, Message message) {
  for (const auto& open : network_.connections_.open()) {
    if (open->has(connection)) return open->on_request(connection, message);
  }
}

}  // namespace orbitmesh
