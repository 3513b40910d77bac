#include "mesh/redundant_connection.h"

#include <algorithm>

namespace orbitmesh {

RedundantConnection::RedundantConnection(EventLoop& loop, std::size_t paths, const Connect& connect,
                                         Close close, ConnectionListener& listener,
                                         RequestListener& server)
    : loop_(loop), close_(std::move(close)), listener_(listener), server_(server) {
  for (std::size_t i = 0; i < paths; ++i) {
    Member& member = *members_.emplace_back(std::make_unique<Member>(*this, i));
    member.connection = &connect(static_cast<std::uint8_t>(i + 1), member);
  }
}

void RedundantConnection::shut() {
  *alive_ = false;
  for (const auto& member : members_) {
    if (member->connection != nullptr) close_(*member->connection);
    member->connection = nullptr;
  }
}

bool RedundantConnection::has(const Connection& member) const {
  return std::any_of(members_.begin(), members_.end(),
                     [&](const auto& own) { return own->connection == &member; });
}

bool RedundantConnection::ready() const {
  return std::any_of(members_.begin(), members_.end(),
                     [](const auto& member) { return member->connection->ready(); });
}

bool RedundantConnection::waits(std::uint64_t message_id) const {
  const auto found = requests_.find(message_id);
  if (found == requests_.end() || found->second.arrived) return false;
  return std::any_of(members_.begin(), members_.end(), [&](const auto& member) {
    return (found->second.under_way & member->bit) != 0 && member->connection->waits(message_id);
  });
}

void RedundantConnection::request(Message message) {
  Copies& copies = requests_[message.id];
  copies = {message, 0, false};
  for (const auto& member : members_) copies.under_way |= member->bit;
  for (const auto& member : members_) member->connection->request(message);
}

// A member that is down drops replies without a word.
void RedundantConnection::reply(Message message) {
  Copies copies{message, 0, false};
  for (const auto& member : members_) {
    if (member->connection->ready()) copies.under_way |= member->bit;
  }
  if (copies.under_way == 0) return report(message, LossCause::kBroken);
  replies_[message.id] = copies;
  for (const auto& member : members_) {
    if ((copies.under_way & member->bit) != 0) member->connection->reply(message);
  }
}

/// Counts a copy that has arrived; whether it is the first.
bool RedundantConnection::take(Messages& messages, Mask bit, std::uint64_t id) {
  const auto found = messages.find(id);
  if (found == messages.end()) return false;
  const bool first = !std::exchange(found->second.arrived, true);
  found->second.under_way &= static_cast<Mask>(~bit);
  if (found->second.under_way == 0) messages.erase(found);
  return first;
}

void RedundantConnection::on_request(const Connection& connection, Message message) {
  for (const auto& member : members_) {
    if (member->connection != &connection) continue;
    if (take(requests_, member->bit, message.id)) server_.on_request(*this, message);
    return;
  }
}

void RedundantConnection::on_reply(const Member& member, Message message) {
  if (take(replies_, member.bit, message.id)) listener_.on_reply(*this, message);
}

void RedundantConnection::on_ready() {
  if (!std::exchange(up_, true)) listener_.on_ready(*this);
}

void RedundantConnection::on_lost(const Member& member, Message message, LossCause cause) {
  for (Messages* messages : {&requests_, &replies_}) {
    const auto found = messages->find(message.id);
    if (found == messages->end() || (found->second.under_way & member.bit) == 0) continue;
    found->second.under_way &= static_cast<Mask>(~member.bit);
    if (found->second.under_way != 0) return;
    const bool lost = !found->second.arrived;
    messages->erase(found);
    if (lost) listener_.on_lost(*this, message, cause);
    return;
  }
}

/// The copies on a member that broke down are lost, but for requests that still wait there.
void RedundantConnection::drop_copies(const Member& member, Messages& messages, bool may_wait,
                                      bool one_by_one) {
  for (auto it = messages.begin(); it != messages.end();) {
    Copies& copies = it->second;
    const bool kept =
        (copies.under_way & member.bit) == 0 || (may_wait && member.connection->waits(it->first));
    if (!kept) copies.under_way &= static_cast<Mask>(~member.bit);
    if (copies.under_way != 0) {
      ++it;
      continue;
    }
    if (!copies.arrived && one_by_one) report(copies.message, LossCause::kBroken);
    it = messages.erase(it);
  }
}

void RedundantConnection::on_down(const Member& member, CloseCause cause) {
  // Where none is left the listener is told once that all is lost which does not wait.
  const bool left = ready();
  drop_copies(member, requests_, true, left);
  drop_copies(member, replies_, false, left);
  if (left) return;
  if (std::exchange(up_, false)) ++downs_;
  listener_.on_down(*this, cause);
}

/// In an event of its own: the caller may stand inside one of the listener's calls.
void RedundantConnection::report(Message message, LossCause cause) {
  loop_.schedule_in(Duration{}, [this, message, cause, alive = alive_] {
    if (*alive) listener_.on_lost(*this, message, cause);
  });
}

ConnectionStats RedundantConnection::stats() const {
  ConnectionStats sum;
  sum.downs = downs_;
  for (const auto& member : members_) {
    const ConnectionStats stats = member->connection->stats();
    sum.connects += stats.connects;
    sum.sent_by_client.count += stats.sent_by_client.count;
    sum.sent_by_server.count += stats.sent_by_server.count;
    if (stats.last_rtt && (!sum.last_rtt || *stats.last_rtt < *sum.last_rtt)) {
      sum.last_rtt = stats.last_rtt;
    }
  }
  return sum;
}

}  // namespace orbitmesh
