#include "mesh/datagram_connection.h"

#include <utility>

namespace orbitmesh {
namespace {

// A message is decoded within this time or never.
constexpr Duration kLongestTravel = Duration::from_s(60);

}  // namespace

DatagramConnection::DatagramConnection(EventLoop& loop, const Setup& setup,
                                       ConnectionListener& listener, RequestListener& server)
    : loop_(loop), setup_(setup), listener_(listener), server_(server) {
  later(Duration{}, [this] {
    ready_ = true;
    ++stats_.connects;
    listener_.on_ready(*this);
  });
}

/// Runs `action` unless the connection is shut before.
template <class Action>
void DatagramConnection::later(Duration delay, Action action) {
  loop_.schedule_in(delay, [weak = std::weak_ptr<const bool>(open_), action] {
    if (!weak.expired()) action();
  });
}

void DatagramConnection::shut() {
  ready_ = false;
  open_ = nullptr;
}

void DatagramConnection::send(ConnectionSide from, Message message) {
  if (!open_) return;
  const bool request = from == ConnectionSide::kClient;
  const DatagramCode code = datagram_code(message.body, setup_.repair_share);
  Direction& direction = request ? to_server_ : to_client_;
  auto& bursts = direction.bursts;
  while (!bursts.empty() && bursts.begin()->second.sent + kLongestTravel < loop_.now()) {
    bursts.erase(bursts.begin());
  }
  bursts[direction.next] = {message, loop_.now(), code.data, {}};
  Bytes& sent = request ? stats_.sent_by_client : stats_.sent_by_server;
  sent = sent + Bytes{code.total() * code.size.count};
  send_burst(from, direction.next++, code);
}

std::int64_t DatagramConnection::missing(ConnectionSide side, std::uint64_t number) const {
  const auto& bursts = towards(side).bursts;
  const auto found = bursts.find(number);
  return found == bursts.end() ? 0 : found->second.missing;
}

void DatagramConnection::on_datagrams_at(Time t, ConnectionSide side, std::uint64_t number,
                                         std::int64_t count) {
  later(t - loop_.now(), [this, side, number, count] { on_datagrams(side, number, count); });
}

void DatagramConnection::on_datagrams(ConnectionSide side, std::uint64_t number,
                                      std::int64_t count) {
  if (!open_) return;
  auto& bursts = towards(side).bursts;
  const auto found = bursts.find(number);
  if (found == bursts.end()) return;
  Burst& burst = found->second;
  const bool client = side == ConnectionSide::kClient;
  if (client && burst.latest == Time{}) later(kPatience, [this, number] { give_up(number); });
  burst.latest = loop_.now();
  burst.missing -= count;
  if (burst.missing > 0) return;
  const Message message = burst.message;
  bursts.erase(found);
  if (client) {
    listener_.on_reply(*this, message);
  } else {
    server_.on_request(*this, message);
  }
}

void DatagramConnection::give_up(std::uint64_t number) {
  const auto found = to_client_.bursts.find(number);
  if (found == to_client_.bursts.end()) return;
  const Duration silence = loop_.now() - found->second.latest;
  if (silence < kPatience) return later(kPatience - silence, [this, number] { give_up(number); });
  const Message message = found->second.message;
  to_client_.bursts.erase(found);
  listener_.on_lost(*this, message, LossCause::kUnrecoverable);
}

}  // namespace orbitmesh
