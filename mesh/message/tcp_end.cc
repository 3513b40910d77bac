#include "mesh/message/tcp_end.h"

#include <algorithm>
#include <utility>

namespace orbitmesh {
namespace {

constexpr std::int64_t kSegment = TcpSender::kSegment;
constexpr std::int64_t kHeaders = 52;     // IPv4 and TCP with timestamps
constexpr std::int64_t kSackOption = 12;  // one block, with padding
constexpr std::int64_t kSynHeaders = 60;  // with window scale, SACK permitted
constexpr int kConnectTries = 6;          // ns-3's ConnCount
constexpr Duration kConnectTimeout = Duration::from_s(1);

// Timestamps count milliseconds.
Duration round_trip(Time now, Time echo) {
  const std::int64_t ms = now.ns() / 1'000'000 - echo.ns() / 1'000'000;
  return Duration::from_ms(std::max<std::int64_t>(ms, 1));
}

Time between(Time first, Time last, std::int64_t k, std::int64_t count) {
  return count < 2 ? last : first + (last - first) * k / (count - 1);
}

// What acknowledgement `k` of `count` echoes.
Time echo(const TcpPart& part, std::int64_t k, std::int64_t count) {
  return k == 0 ? part.echo_first : between(part.echo_second, part.echo_last, k - 1, count - 1);
}

}  // namespace

TcpEnd::TcpEnd(EventLoop& loop, TrainPlane& plane, NodeId host, Handlers handlers,
               std::uint8_t path)
    : loop_(loop),
      plane_(plane),
      host_(host),
      path_{host, path},
      handlers_(std::move(handlers)),
      sink_(plane.add_sink(*this)),
      sender_(static_cast<TcpSender::Output&>(*this)) {}

TcpEnd::~TcpEnd() {
  close();
  plane_.remove_sink(sink_);
}

void TcpEnd::connect(TcpEnd& server) {
  peer_host_ = server.host_;
  peer_sink_ = server.sink_;
  server.peer_host_ = host_;
  server.peer_sink_ = sink_;
  server.state_ = State::kListening;
  state_ = State::kConnecting;
  on_timeout();
}

void TcpEnd::close() {
  if (state_ == State::kClosed) return;
  state_ = State::kClosed;
  plane_.remove_sink(sink_);
  loop_.cancel(write_);
  loop_.cancel(timeout_);
  loop_.cancel(delayed_ack_);
}

void TcpEnd::fail() {
  close();
  if (handlers_.failed) handlers_.failed();
}

void TcpEnd::write(Bytes bytes) {
  if (state_ != State::kConnected) return;
  sender_.write(bytes.count);
  if (writing_) return;
  writing_ = true;
  write_ = loop_.schedule_in(Duration{}, [this] {
    writing_ = false;
    transmit(loop_.now());
  });
}

void TcpEnd::write_without_end() {
  sender_.write_without_end();
  transmit(loop_.now());
}

void TcpEnd::transmit(Time at) {
  sender_.transmit(at);
  flush();
  schedule_timeout();
}

// Segments that are contiguous leave together, whatever made them leave.
void TcpEnd::send_segment(Time at, std::int64_t begin, std::int64_t end) {
  last_departure_ = std::max(last_departure_, at);
  const bool contiguous =
      run_.segments > 0 && begin == run_.end && run_.end == run_.begin + run_.segments * kSegment;
  if (!contiguous) {
    flush();
    run_ = {begin, begin, 0, last_departure_, last_departure_};
  }
  run_.end = end;
  ++run_.segments;
  run_.last = last_departure_;
}

void TcpEnd::flush() {
  if (run_.segments == 0) return;
  const Run run = std::exchange(run_, Run{});
  const std::int64_t trains = (run.segments + kTrainSegments - 1) / kTrainSegments;
  for (std::int64_t i = 0; i < trains; ++i) {
    send_run(run, run.segments * i / trains, run.segments * (i + 1) / trains);
  }
  receiver_.piggybacked();
}

// Segments [from, to) of a run.
void TcpEnd::send_run(const Run& run, std::int64_t from, std::int64_t to) {
  Train train;
  train.destination = peer_host_;
  train.path = path_;
  train.sink = peer_sink_;
  train.packets = static_cast<std::uint32_t>(to - from);
  train.tcp.begin = run.begin + from * kSegment;
  train.tcp.end = std::min(run.begin + to * kSegment, run.end);
  train.packet_bytes = kSegment + kHeaders;
  train.last_bytes = train.tcp.end - train.tcp.begin - (to - from - 1) * kSegment + kHeaders;
  train.first = between(run.first, run.last, from, run.segments);
  train.last = between(run.first, run.last, to - 1, run.segments);
  train.tcp.sent_first = train.first;
  train.tcp.sent_last = train.last;
  train.tcp.ack_last = receiver_.next();
  train.tcp.echo_last = receiver_.echo();
  plane_.send(host_, train);
}

void TcpEnd::send_control(TcpPart::Kind kind) {
  Train train;
  train.destination = peer_host_;
  train.path = path_;
  train.sink = peer_sink_;
  train.packet_bytes = kSynHeaders;
  train.last_bytes = kSynHeaders;
  train.first = loop_.now();
  train.last = loop_.now();
  train.tcp.kind = kind;
  train.tcp.sent_first = loop_.now();
  plane_.send(host_, train);
}

void TcpEnd::send_acks(const TcpReceiver::Acks& acks) {
  if (acks.count == 0) return;
  Train train;
  train.destination = peer_host_;
  train.path = path_;
  train.sink = peer_sink_;
  train.packets = acks.count;
  train.packet_bytes = kHeaders + (acks.part.sack_end > 0 ? kSackOption : 0);
  train.last_bytes = train.packet_bytes;
  train.first = std::max(acks.first, loop_.now());
  train.last = std::max(acks.last, train.first);
  train.tcp = acks.part;
  train.tcp.begin = sender_.highest();
  train.tcp.end = train.tcp.begin;
  train.tcp.sent_first = train.first;
  train.tcp.sent_last = train.last;
  plane_.send(host_, train);
}

void TcpEnd::receive(const Train& train) {
  switch (train.tcp.kind) {
    case TcpPart::Kind::kSyn:
      if (state_ != State::kListening) return;
      receiver_.begin(train.tcp.sent_first);
      return send_control(TcpPart::Kind::kSynAck);
    case TcpPart::Kind::kSynAck:
      if (state_ != State::kConnecting) return;
      loop_.cancel(timeout_);
      timeout_at_ = Time::max();
      receiver_ = TcpReceiver();
      receiver_.begin(train.tcp.sent_first);
      send_acks(receiver_.acknowledge(loop_.now()));
      return become_connected();
    case TcpPart::Kind::kSegments:
      if (state_ == State::kListening) become_connected();
      if (state_ == State::kConnected) receive_segments(train);
      return;
  }
}

void TcpEnd::become_connected() {
  state_ = State::kConnected;
  handlers_.connected();
}

void TcpEnd::receive_segments(Train train) {
  if (train.tcp.end == train.tcp.begin) {
    receiver_.receive_acks(train);
    return take_acks(train);
  }
  take_part(train);
  take_ack(train, 0, 1);
  // What the first segment's acknowledgement lets out tells that this segment has come.
  if (train.packets > 1 && sender_.can_send()) {
    receive_data(take_first(train));
    if (state_ != State::kConnected) return;
  }
  for (std::uint32_t k = 1; k < train.packets; ++k) take_ack(train, k, 1);
  receive_data(train);
  if (state_ == State::kConnected && handlers_.updated) handlers_.updated();
}

void TcpEnd::receive_data(const Train& train) {
  const TcpReceiver::Answer answer = receiver_.receive(train);
  send_acks(answer.acks);
  schedule_delayed_ack();
  if (answer.delivery.bytes > 0) handlers_.received(answer.delivery);
  if (state_ == State::kConnected) transmit(train.first);
}

// Reduces what the train says to the segments that are in it.
void TcpEnd::take_part(Train& train) {
  TcpPart& tcp = train.tcp;
  const std::int64_t all = train.packets + train.lost_head + train.lost_tail;
  if (all == train.packets) return;
  const Time first = tcp.sent_first;
  const Time last = tcp.sent_last;
  tcp.sent_first = between(first, last, train.lost_head, all);
  tcp.sent_last = between(first, last, train.lost_head + train.packets - 1, all);
  tcp.begin += train.lost_head * kSegment;
  if (train.lost_tail > 0) tcp.end = tcp.begin + train.packets * kSegment;
  train.lost_head = 0;
  train.lost_tail = 0;
}

// Takes the first segment off a train.
Train TcpEnd::take_first(Train& train) {
  Train head = train;
  head.packets = 1;
  head.last_bytes = train.packet_bytes;
  head.last = train.first;
  head.tcp.end = train.tcp.begin + kSegment;
  head.tcp.sent_last = train.tcp.sent_first;
  train.tcp.sent_first = between(train.tcp.sent_first, train.tcp.sent_last, 1, train.packets);
  train.tcp.begin = head.tcp.end;
  train.first = train.at(1);
  --train.packets;
  return head;
}

// The acknowledgements of a train are taken one by one, at their own times.
void TcpEnd::take_acks(const Train& train) {
  const std::int64_t all = train.packets + train.lost_head + train.lost_tail;
  for (std::uint32_t k = 0; k < train.packets; ++k) {
    take_ack(train, k, all);
    sender_.transmit(train.at(k));
  }
  flush();
  schedule_timeout();
  if (handlers_.updated) handlers_.updated();
}

// That of packet `k` of the train, which was sent with `all` of them; segments with data say all
// the same.
void TcpEnd::take_ack(const Train& train, std::uint32_t packet, std::int64_t all) {
  const TcpPart& tcp = train.tcp;
  const std::int64_t k = packet + train.lost_head;
  const bool last = k + 1 >= all;
  TcpSender::Ack ack;
  ack.number = tcp.ack(k, all);
  ack.sack_begin = tcp.sack_begin;
  ack.sack_end = std::min(tcp.sack_first + k * kSegment, tcp.sack_end);
  const Time now = train.at(packet);
  ack.rtt = round_trip(now, last ? tcp.echo_last : echo(tcp, k, all));
  sender_.on_ack(now, ack);
}

// The timer is moved on when it goes off too early, not at every acknowledgement.
void TcpEnd::schedule_timeout() {
  const Time deadline = sender_.deadline();
  if (deadline >= timeout_at_ || state_ != State::kConnected) return;
  loop_.cancel(timeout_);
  timeout_at_ = deadline;
  timeout_ = loop_.schedule_at(deadline, [this] { on_timeout(); });
}

void TcpEnd::on_timeout() {
  timeout_at_ = Time::max();
  if (state_ == State::kConnecting) {
    if (connect_tries_ == kConnectTries) return fail();
    send_control(TcpPart::Kind::kSyn);
    timeout_at_ = loop_.now() + kConnectTimeout * (1 << connect_tries_++);
    timeout_ = loop_.schedule_at(timeout_at_, [this] { on_timeout(); });
    return;
  }
  if (sender_.deadline() <= loop_.now() && !sender_.on_deadline(loop_.now())) return fail();
  flush();
  schedule_timeout();
  if (handlers_.updated) handlers_.updated();
}

void TcpEnd::schedule_delayed_ack() {
  const Time due = receiver_.delayed_until();
  if (due >= delayed_ack_at_) return;
  loop_.cancel(delayed_ack_);
  delayed_ack_at_ = due;
  delayed_ack_ = loop_.schedule_at(due, [this] { on_delayed_ack(); });
}

void TcpEnd::on_delayed_ack() {
  delayed_ack_at_ = Time::max();
  if (receiver_.delayed_until() <= loop_.now()) {
    send_acks(receiver_.delayed_ack(loop_.now()));
  } else {
    schedule_delayed_ack();
  }
}

}  // namespace orbitmesh
