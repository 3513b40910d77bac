#include "nodes/connection_pool.h"

#include <algorithm>
#include <utility>

namespace orbitmesh {
namespace {

FailureCause failure(LossCause cause) {
  switch (cause) {
    case LossCause::kRefused:
      return FailureCause::kSendRefused;
    case LossCause::kUnrecoverable:
      return FailureCause::kUnrecoverable;
    case LossCause::kBroken:
      break;
  }
  return FailureCause::kConnectionLost;
}

}  // namespace

ConnectionPool::ConnectionPool(EventLoop& loop, Network& network, RequestBoard& board, NodeId host,
                               Duration idle_close, Listener& listener)
    : loop_(loop),
      network_(network),
      board_(board),
      host_(host),
      idle_close_(idle_close),
      listener_(listener) {}

ConnectionPool::Link& ConnectionPool::open(NodeId server) {
  Link& link = links_[server];
  if (link.connection == nullptr) {
    link.connection = &network_.connect(host_, server, *this);
    link.opening_since = loop_.now();
    loop_.schedule_in(idle_close_, [this, server] { check_idle(server); });
  }
  return link;
}

void ConnectionPool::send(NodeId server, Message message) {
  Link& link = open(server);
  link.last_used = loop_.now();
  link.unsettled.emplace(message.id, link.connection->ready());
  link.connection->request(message);
}

bool ConnectionPool::was_up(NodeId server, std::uint64_t message_id) const {
  const auto link = links_.find(server);
  if (link == links_.end()) return false;
  const auto message = link->second.unsettled.find(message_id);
  return message != link->second.unsettled.end() && message->second;
}

ConnectionState ConnectionPool::state(NodeId server) const {
  const auto link = links_.find(server);
  if (link == links_.end()) return ConnectionState::kClosed;
  return link->second.connection->ready() ? ConnectionState::kReady : ConnectionState::kOpening;
}

Duration ConnectionPool::opening_for(NodeId server) const {
  if (state(server) != ConnectionState::kOpening) return {};
  return loop_.now() - links_.at(server).opening_since;
}

void ConnectionPool::on_ready(Connection& connection) {
  for (auto& [id, was_up] : links_.at(connection.server()).unsettled) was_up = true;
}

void ConnectionPool::on_reply(Connection& connection, Message message) {
  Link& link = links_.at(connection.server());
  link.last_used = loop_.now();
  link.unsettled.erase(message.id);
  listener_.on_reply(message.id);
}

void ConnectionPool::on_down(Connection& connection, CloseCause /*cause*/) {
  Link& link = links_.at(connection.server());
  link.last_used = loop_.now();
  link.opening_since = loop_.now();
  // A message that the server still holds stays, so that the connection is not closed
  // under it.
  const std::map<std::uint64_t, bool> lost = std::exchange(link.unsettled, {});
  for (const auto& [id, was_up] : lost) {
    if (connection.waits(id)) {
      link.unsettled.emplace(id, was_up);
      continue;
    }
    listener_.on_lost(id, was_up ? FailureCause::kConnectionLost : FailureCause::kNoConnection);
    board_.lose(id);
    if (board_.find(id) != nullptr) link.unsettled.emplace(id, was_up);
  }
}

void ConnectionPool::on_lost(Connection& connection, Message message, LossCause cause) {
  links_.at(connection.server()).unsettled.erase(message.id);
  listener_.on_lost(message.id, failure(cause));
  board_.lose(message.id);
}

bool ConnectionPool::needed(const Link& link) const {
  return std::any_of(link.unsettled.begin(), link.unsettled.end(),
                     [this](const auto& message) { return board_.needed(message.first); });
}

void ConnectionPool::check_idle(NodeId server) {
  Link& link = links_.at(server);
  const Time due = link.last_used + idle_close_;
  if (loop_.now() < due) {
    loop_.schedule_at(due, [this, server] { check_idle(server); });
  } else if (needed(link)) {
    loop_.schedule_in(idle_close_, [this, server] { check_idle(server); });
  } else {
    for (const auto& [id, was_up] : link.unsettled) board_.lose(id);
    network_.close(*link.connection);
    links_.erase(server);
  }
}

}  // namespace orbitmesh
