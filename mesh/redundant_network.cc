#include "mesh/redundant_network.h"

#include <stdexcept>
#include <vector>

namespace orbitmesh {

void RedundantNetwork::serve(NodeId server, RequestListener& listener) {
  std::unique_ptr<Server>& own = servers_[server];
  own = std::make_unique<Server>(*this, listener);
  network_.serve(server, *own);
}

Connection& RedundantNetwork::connect(NodeId client, NodeId server, ConnectionListener& listener) {
  const auto found = servers_.find(server);
  if (found == servers_.end()) throw std::invalid_argument("connect: the server does not serve");
  std::vector<const Connection*> members;
  const auto connect = [&](std::uint8_t path, ConnectionListener& member) -> Connection& {
    Connection& connection = network_.connect_over(path, client, server, member);
    members.push_back(&connection);
    return connection;
  };
  const auto close = [this](Connection& member) {
    owners_.erase(&member);
    network_.close(member);
  };
  RedundantConnection& connection = connections_.add(std::make_unique<RedundantConnection>(
      loop_, paths_, connect, close, listener, found->second->listener()));
  for (const Connection* member : members) owners_[member] = &connection;
  return connection;
}

void RedundantNetwork::close(Connection& connection) { connections_.close(loop_, connection); }

std::unique_ptr<RedundantNetwork> make_redundant(EventLoop& loop, PathNetwork& network,
                                                 const TransportOptions& transport) {
  if (transport.paths < 2) return nullptr;
  return std::make_unique<RedundantNetwork>(loop, network,
                                            static_cast<std::size_t>(transport.paths));
}

void RedundantNetwork::Server::on_request(Connection& connection, Message message) {
  const auto owner = network_.owners_.find(&connection);
  if (owner != network_.owners_.end()) owner->second->on_request(connection, message);
}

}  // namespace orbitmesh
