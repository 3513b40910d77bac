#include "mesh/zmtp_session.h"

#include <algorithm>

#include "mesh/zmtp.h"

namespace orbitmesh {

void ZmtpSession::begin(ZmtpSession& peer) {
  peer_ = &peer;
  open_ = true;
  expire_in(handshake_, zmtp::kHandshakeInterval);
  command(UnitKind::kSignature);
}

void ZmtpSession::end() {
  open_ = false;
  ready_ = false;
  loop_.cancel(ping_);
  for (Timer* timer : {&handshake_, &silence_, &ttl_}) stop(*timer);
}

void ZmtpSession::expire_in(Timer& timer, Duration delay) {
  if (timer.runs) return;
  timer.runs = true;
  timer.event = loop_.schedule_in(delay, [this, &timer] {
    timer.runs = false;
    owner_.on_expired(side_);
  });
}

void ZmtpSession::stop(Timer& timer) {
  if (!timer.runs) return;
  timer.runs = false;
  loop_.cancel(timer.event);
}

Bytes ZmtpSession::frame(Bytes body) const {
  return zmtp::framed(options_.curve ? body + zmtp::kCurveFrame : body);
}

Bytes ZmtpSession::size_of(UnitKind kind) const {
  const bool named = side_ == ConnectionSide::kClient && options_.routing_id == RoutingId::kFixed;
  const Bytes name = named ? zmtp::kRoutingId : Bytes{0};
  switch (kind) {
    case UnitKind::kSignature:
      return zmtp::kSignature;
    case UnitKind::kVersion:
      return zmtp::kVersion;
    case UnitKind::kGreetingRest:
      return zmtp::kGreetingRest;
    case UnitKind::kReady:
      return options_.curve ? zmtp::kCurveReady : zmtp::kReady + name;
    case UnitKind::kHello:
      return zmtp::kCurveHello;
    case UnitKind::kWelcome:
      return zmtp::kCurveWelcome;
    case UnitKind::kInitiate:
      return zmtp::kCurveInitiate + name;
    case UnitKind::kPing:
      return frame(zmtp::kPingBody);
    case UnitKind::kPong:
      return frame(zmtp::kPongBody);
    case UnitKind::kMessage:
      break;
  }
  return {};
}

void ZmtpSession::command(UnitKind kind) {
  commands_.push_back(kind);
  pump();
}

bool ZmtpSession::begin_next_unit() {
  Unit unit;
  if (!commands_.empty()) {
    unit.kind = commands_.front();
    unit.size = size_of(unit.kind);
    commands_.pop_front();
    // The timeout counts from when the PING goes out, which full buffers put off.
    if (unit.kind == UnitKind::kPing) {
      expire_in(silence_, options_.heartbeat_timeout.value_or(*options_.heartbeat_interval));
    }
  } else {
    const std::optional<Message> message = ready_ ? owner_.take_message(side_) : std::nullopt;
    if (!message) return false;
    unit.message = *message;
    unit.size = frame(message->body);
  }
  sent_ = sent_ + unit.size;
  unwritten_bytes_ = unit.size.count;
  written_.push_back(unit);
  return true;
}

void ZmtpSession::pump() {
  while (open_ && owner_.writable(side_) && send_some()) {
  }
}

// One write of libzmq's engine. False: there is nothing to write, or no room.
bool ZmtpSession::send_some() {
  const std::int64_t room = owner_.room(side_).count;
  if (room <= 0 || (unwritten_bytes_ == 0 && !begin_next_unit())) return false;
  const std::int64_t chunk = std::min(room, unwritten_bytes_);
  // Counted before the call: writing may call back into pump().
  unwritten_bytes_ -= chunk;
  owner_.write(side_, Bytes{chunk});
  return true;
}

Bytes ZmtpSession::missing() const {
  if (peer_ == nullptr || peer_->written_.empty()) return {};
  return peer_->written_.front().size - Bytes{received_bytes_};
}

void ZmtpSession::receive(Bytes bytes) {
  received_bytes_ += bytes.count;
  while (open_ && !peer_->written_.empty() &&
         received_bytes_ >= peer_->written_.front().size.count) {
    const Unit unit = peer_->written_.front();
    peer_->written_.pop_front();
    received_bytes_ -= unit.size.count;
    on_unit(unit);
  }
}

void ZmtpSession::on_unit(const Unit& unit) {
  if (!ready_) return on_handshake(unit.kind);
  heard();
  if (unit.kind == UnitKind::kPing) on_ping();
  if (unit.kind == UnitKind::kMessage) owner_.on_message(side_, unit.message);
}

void ZmtpSession::on_handshake(UnitKind kind) {
  const bool client = side_ == ConnectionSide::kClient;
  switch (kind) {
    case UnitKind::kSignature:
      command(UnitKind::kVersion);
      return command(UnitKind::kGreetingRest);
    case UnitKind::kGreetingRest:
      if (!options_.curve) return command(UnitKind::kReady);
      if (client) command(UnitKind::kHello);
      return;
    case UnitKind::kHello:
      return command(UnitKind::kWelcome);
    case UnitKind::kWelcome:
      return command(UnitKind::kInitiate);
    case UnitKind::kInitiate:
      command(UnitKind::kReady);
      return become_ready();
    case UnitKind::kReady:
      return become_ready();
    default:
      return;
  }
}

void ZmtpSession::become_ready() {
  ready_ = true;
  stop(handshake_);
  if (side_ == ConnectionSide::kClient && options_.heartbeat_interval) schedule_ping();
  pump();
  owner_.on_ready(side_);
}

// Any frame of the peer ends the waiting for one.
void ZmtpSession::heard() {
  stop(silence_);
  stop(ttl_);
}

void ZmtpSession::schedule_ping() {
  ping_ = loop_.schedule_in(*options_.heartbeat_interval, [this] {
    schedule_ping();
    const auto waits = std::find(commands_.begin(), commands_.end(), UnitKind::kPing);
    if (waits == commands_.end()) commands_.push_back(UnitKind::kPing);
    // libzmq's timer writes without asking poll(2): it may find room where nobody was woken.
    if (send_some()) pump();
  });
}

void ZmtpSession::on_ping() {
  if (options_.heartbeat_ttl) {
    const std::int64_t tenths = options_.heartbeat_ttl->ns() / 100'000'000;
    expire_in(ttl_, Duration::from_ms(100 * tenths));
  }
  command(UnitKind::kPong);
}

}  // namespace orbitmesh
