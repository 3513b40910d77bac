#include "mesh/redundant_connection.h"

#include <algorithm>

namespace orbitmesh {
namespace {

// Copies of datagrams are lost without a word, so that no one would wait for them any longer.
constexpr Duration kLongestTravel = Duration::from_s(60);

}  // namespace

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

RedundantConnection::Mask RedundantConnection::ready_members() const {
  Mask mask = 0;
  for (const auto& member : members_) {
    if (member->connection->ready()) mask |= member->bit;
  }
  return mask;
}

bool RedundantConnection::waits(std::uint64_t message_id) const {
  const auto found = exchanges_.find(message_id);
  if (found == exchanges_.end() || found->second.arrived) return false;
  return std::any_of(members_.begin(), members_.end(), [&](const auto& member) {
    return (found->second.asking & member->bit) != 0 && member->connection->waits(message_id);
  });
}

// Nothing piles up at a member that is down while others carry on.
void RedundantConnection::request(Message message) {
  forget_answered();
  Mask mask = ready_members();
  if (mask == 0) mask = static_cast<Mask>((1U << members_.size()) - 1);
  Exchange& exchange = exchanges_[message.id] = {};
  exchange.request = message;
  exchange.asking = mask;
  for (const auto& member : members_) {
    if ((mask & member->bit) != 0) member->connection->request(message);
  }
}

void RedundantConnection::on_request(const Connection& connection, Message message) {
  const auto member = std::find_if(members_.begin(), members_.end(),
                                   [&](const auto& own) { return own->connection == &connection; });
  const auto found = exchanges_.find(message.id);
  if (member == members_.end() || found == exchanges_.end()) return;
  Exchange& exchange = found->second;
  exchange.asking &= static_cast<Mask>(~(*member)->bit);
  exchange.served |= (*member)->bit;
  if (!std::exchange(exchange.arrived, true)) return server_.on_request(*this, message);
  if (!exchange.reply) return;
  const Message reply = *exchange.reply;
  exchange.answering |= (*member)->bit;
  if (exchange.answered && exchange.asking == 0) exchanges_.erase(found);
  (*member)->connection->reply(reply);
}

// Over those that have brought a copy: others would not know what is answered.
void RedundantConnection::reply(Message message) {
  const auto found = exchanges_.find(message.id);
  if (found == exchanges_.end()) return;
  Exchange& exchange = found->second;
  exchange.reply = message;
  exchange.answering = exchange.served;
  const Mask mask = exchange.answering;
  for (const auto& member : members_) {
    if ((mask & member->bit) != 0) member->connection->reply(message);
  }
}

void RedundantConnection::on_reply(Message message) {
  const auto found = exchanges_.find(message.id);
  if (found == exchanges_.end() || std::exchange(found->second.answered, true)) return;
  if (found->second.asking == 0) {
    exchanges_.erase(found);
  } else {
    answered_.emplace_back(loop_.now(), message.id);
  }
  listener_.on_reply(*this, message);
}

void RedundantConnection::forget_answered() {
  while (!answered_.empty() && answered_.front().first + kLongestTravel < loop_.now()) {
    exchanges_.erase(answered_.front().second);
    answered_.pop_front();
  }
}

void RedundantConnection::on_ready() {
  if (!std::exchange(up_, true)) listener_.on_ready(*this);
}

// Requests are refused, replies cannot be put together again (mesh/datagram_connection.h).
void RedundantConnection::on_lost(const Member& member, Message message, LossCause cause) {
  const auto found = exchanges_.find(message.id);
  if (found == exchanges_.end()) return;
  Exchange& exchange = found->second;
  Mask& copies = cause == LossCause::kRefused ? exchange.asking : exchange.answering;
  copies &= static_cast<Mask>(~member.bit);
  if (exchange.answered ? exchange.asking != 0 : exchange.hopes() != 0) return;
  const bool lost = !exchange.answered;
  exchanges_.erase(found);
  if (lost) listener_.on_lost(*this, message, cause);
}

/// The copies on a member that broke down are lost, but for requests that still wait there.
/// Returns the messages of which none is left.
std::vector<Message> RedundantConnection::drop_copies(const Member& member) {
  std::vector<Message> lost;
  const Mask others = static_cast<Mask>(~member.bit);
  for (auto it = exchanges_.begin(); it != exchanges_.end();) {
    Exchange& exchange = it->second;
    const bool waits = (exchange.asking & member.bit) != 0 && member.connection->waits(it->first);
    if (!waits) exchange.asking &= others;
    exchange.served &= others;
    exchange.answering &= others;
    if (exchange.answered ? exchange.asking != 0 : exchange.hopes() != 0) {
      ++it;
      continue;
    }
    if (!exchange.answered) lost.push_back(exchange.request);
    it = exchanges_.erase(it);
  }
  return lost;
}

void RedundantConnection::on_down(const Member& member, CloseCause cause) {
  const std::vector<Message> lost = drop_copies(member);
  // While others carry on, or are still about to open with what waits, it is not down.
  if (ready() || (!up_ && !exchanges_.empty())) {
    for (const Message& message : lost) report(message, LossCause::kBroken);
    return;
  }
  // Told as a whole, all is lost that does not wait.
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
