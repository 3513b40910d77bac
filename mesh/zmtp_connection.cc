#include "mesh/zmtp_connection.h"

#include <algorithm>
#include <utility>

namespace orbitmesh {
namespace {

std::uint64_t pair_index(NodeId client, NodeId server) {
  return static_cast<std::uint64_t>(client.index()) << 32 | server.index();
}

bool contains(const std::deque<Message>& messages, std::uint64_t id) {
  return std::any_of(messages.begin(), messages.end(),
                     [id](const Message& message) { return message.id == id; });
}

}  // namespace

ZmtpConnection::ZmtpConnection(EventLoop& loop, const Setup& setup, ConnectionListener& listener,
                               RequestListener& server)
    : loop_(loop),
      setup_(setup),
      listener_(listener),
      server_(server),
      random_(setup.seed, "zmtp.reconnect",
              pair_index(setup.client, setup.server) + (std::uint64_t{setup.path} << 60U)),
      requests_(setup.options.send_high_water),
      reconnect_interval_(setup.options.reconnect_interval) {}

void ZmtpConnection::open() {
  discard_old_links();
  links_.push_back(
      std::make_unique<ZmtpLink>(loop_, setup_.options, static_cast<ZmtpLink::Owner&>(*this)));
  ZmtpLink& link = *links_.back();
  link.use(connect_tcp(link));
  if (!setup_.options.connect_timeout) return;
  connect_timeout_ = loop_.schedule_in(*setup_.options.connect_timeout, [&link] {
    link.on_ended(ConnectionSide::kClient, CloseCause::kConnectTimeout);
  });
}

void ZmtpConnection::discard_old_links() {
  const auto over = std::stable_partition(links_.begin(), links_.end(),
                                          [](const auto& link) { return !link->over(); });
  for (auto it = over; it != links_.end(); ++it) {
    stats_.sent_by_client = stats_.sent_by_client + (*it)->sent(ConnectionSide::kClient);
    stats_.sent_by_server = stats_.sent_by_server + (*it)->sent(ConnectionSide::kServer);
  }
  links_.erase(over, links_.end());
}

void ZmtpConnection::shut() {
  loop_.cancel(reconnect_);
  loop_.cancel(connect_timeout_);
  loop_.cancel(refusal_);
  for (const auto& link : links_) {
    link->close(ConnectionSide::kClient);
    link->close(ConnectionSide::kServer);
  }
}

bool ZmtpConnection::ready() const { return links_.back()->ready(ConnectionSide::kClient); }

bool ZmtpConnection::waits(std::uint64_t id) const {
  return contains(requests_.messages(), id) || contains(waiting_, id);
}

bool ZmtpConnection::accepts() const {
  return !requests_.full() && (ready() || !setup_.options.immediate);
}

void ZmtpConnection::request(Message message) {
  if (waiting_.empty() && accepts()) {
    requests_.push(message);
    links_.back()->pump_requests();
  } else if (setup_.options.dont_wait) {
    refuse(message);
  } else {
    waiting_.push_back(message);
  }
}

void ZmtpConnection::refuse(Message message) {
  refused_.push_back(message);
  if (refused_.size() > 1) return;
  refusal_ = loop_.schedule_in(Duration{}, [this] {
    for (const Message& refused : std::exchange(refused_, {})) {
      listener_.on_lost(*this, refused, LossCause::kRefused);
    }
  });
}

std::optional<Message> ZmtpConnection::take_request() {
  const std::optional<Message> message = requests_.pop();
  admit_waiting();
  return message;
}

void ZmtpConnection::admit_waiting() {
  while (!waiting_.empty() && accepts()) {
    requests_.push(waiting_.front());
    waiting_.pop_front();
  }
}

void ZmtpConnection::reply(Message message) {
  if (setup_.options.routing_id == RoutingId::kFixed) {
    if (named_ != nullptr) named_->reply(message);
    return;
  }
  for (const auto& link : links_) {
    if (link->expects_reply(message.id)) return link->reply(message);
  }
}

void ZmtpConnection::on_connected(ZmtpLink&) {
  connected_ = true;
  loop_.cancel(connect_timeout_);
  reconnect_interval_ = setup_.options.reconnect_interval;
}

void ZmtpConnection::on_ready(ZmtpLink& link, ConnectionSide side) {
  if (side == ConnectionSide::kServer) return identify(link);
  ++stats_.connects;
  admit_waiting();
  link.pump_requests();
  listener_.on_ready(*this);
}

// router.cpp, identify_peer(): without handover a second connection of the same name is
// ignored for good, even when the first one ends later.
void ZmtpConnection::identify(ZmtpLink& link) {
  if (setup_.options.routing_id == RoutingId::kAuto) return;
  if (named_ != nullptr && !setup_.options.router_handover) return link.mute();
  if (named_ != nullptr) named_->mute();
  named_ = &link;
}

void ZmtpConnection::on_message(ZmtpLink& link, ConnectionSide side, Message message) {
  if (side == ConnectionSide::kClient) return listener_.on_reply(*this, message);
  if (link.muted()) return;
  if (setup_.options.routing_id == RoutingId::kAuto) link.expect_reply(message.id);
  server_.on_request(*this, message);
}

void ZmtpConnection::on_down(ZmtpLink& link, ConnectionSide side, CloseCause cause) {
  if (side == ConnectionSide::kClient) return on_client_down(cause);
  if (named_ == &link) named_ = nullptr;
}

void ZmtpConnection::on_client_down(CloseCause cause) {
  const bool was_connected = std::exchange(connected_, false);
  loop_.cancel(connect_timeout_);
  if (setup_.options.immediate) requests_ = ZmtpPipe(setup_.options.send_high_water);
  schedule_reconnect();
  if (!was_connected) return;
  ++stats_.downs;
  listener_.on_down(*this, cause);
}

// stream_connecter_base.cpp, get_new_reconnect_ivl(): in whole milliseconds.
void ZmtpConnection::schedule_reconnect() {
  const TransportOptions& options = setup_.options;
  const Duration ms = Duration::from_ms(1);
  const auto random_ms = random_.below(static_cast<std::uint64_t>(options.reconnect_interval / ms));
  reconnect_ = loop_.schedule_in(reconnect_interval_ + static_cast<std::int64_t>(random_ms) * ms,
                                 [this] { open(); });
  if (options.reconnect_maximum && options.reconnect_interval < *options.reconnect_maximum) {
    reconnect_interval_ = std::min(reconnect_interval_ * 2, *options.reconnect_maximum);
  }
}

ConnectionStats ZmtpConnection::stats() const {
  ConnectionStats stats = stats_;
  for (const auto& link : links_) {
    stats.sent_by_client = stats.sent_by_client + link->sent(ConnectionSide::kClient);
    stats.sent_by_server = stats.sent_by_server + link->sent(ConnectionSide::kServer);
  }
  return stats;
}

}  // namespace orbitmesh
