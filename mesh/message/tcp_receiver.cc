#include "mesh/message/tcp_receiver.h"

#include <algorithm>

#include "mesh/message/cubic_window.h"

namespace orbitmesh {
namespace {

constexpr std::int64_t kSegment = CubicWindow::kSegment;

// When packet `k` of the train was sent.
Time sent_at(const Train& train, std::int64_t k) {
  if (train.packets < 2) return train.tcp.sent_first;
  return train.tcp.sent_first + (train.tcp.sent_last - train.tcp.sent_first) * k /
                                    static_cast<std::int64_t>(train.packets - 1);
}

std::int64_t end_of_packet(const Train& train, std::int64_t k) {
  return std::min(train.tcp.begin + (k + 1) * kSegment, train.tcp.end);
}

}  // namespace

Time Delivery::at(std::int64_t count) const {
  if (packets < 2) return last;
  const std::int64_t packet = std::min((count + kSegment - 1) / kSegment, packets) - 1;
  return first + (last - first) * packet / (packets - 1);
}

void TcpReceiver::receive_acks(const Train& train) {
  if (train.tcp.begin == next_ && next_ <= acked_alone_) echo_ = train.tcp.sent_last;
}

TcpReceiver::Answer TcpReceiver::receive(const Train& train) {
  const TcpPart& tcp = train.tcp;
  if (tcp.end <= next_) {  // all of it was here before
    Answer answer;
    answer.acks = delayed_ack(train.first);
    return answer;
  }
  if (tcp.begin > next_) return receive_out_of_order(train);
  return ahead_.empty() ? receive_in_order(train) : fill_gap(train);
}

void TcpReceiver::take_timestamp(const Train& train, std::int64_t packet) {
  if (train.tcp.begin + packet * kSegment <= acked_alone_) echo_ = sent_at(train, packet);
}

TcpReceiver::Answer TcpReceiver::receive_in_order(const Train& train) {
  const std::int64_t packets = train.packets;
  const std::int64_t before = pending_ ? 1 : 0;
  Answer answer;
  answer.delivery = {train.tcp.end - next_, packets, train.first, train.last};
  take_timestamp(train, 0);
  Acks& acks = answer.acks;
  acks.count = static_cast<std::uint32_t>((before + packets) / 2);
  if (acks.count > 0) {
    const std::int64_t first = 1 - before;
    const std::int64_t last = 2 * static_cast<std::int64_t>(acks.count) - 1 - before;
    acks.first = train.at(static_cast<std::uint32_t>(first));
    acks.last = train.at(static_cast<std::uint32_t>(last));
    acks.part.ack_first = end_of_packet(train, first);
    acks.part.ack_stride = 2 * kSegment;
    acks.part.ack_last = end_of_packet(train, last);
    acks.part.echo_first = echo_;
    if (acks.count > 1) {
      acks.part.echo_second = sent_at(train, first + 1);
      echo_ = sent_at(train, last - 1);
    }
    acks.part.echo_last = echo_;
    acked_alone_ = acks.part.ack_last;
  }
  pending_ = (before + packets) % 2 == 1;
  if (pending_) {
    take_timestamp(train, packets - 1);
    delayed_until_ = train.last + kDelayedAck;
  }
  next_ = train.tcp.end;
  return answer;
}

TcpReceiver::Answer TcpReceiver::receive_out_of_order(const Train& train) {
  const Range known = insert({train.tcp.begin, train.tcp.end});
  Answer answer;
  Acks& acks = answer.acks;
  acks.count = train.packets;
  acks.first = train.first;
  acks.last = train.last;
  acks.part.ack_first = next_;
  acks.part.ack_last = next_;
  acks.part.echo_first = echo_;
  acks.part.echo_second = echo_;
  acks.part.echo_last = echo_;
  acks.part.sack_begin = known.begin;
  acks.part.sack_first = end_of_packet(train, 0);
  acks.part.sack_end = known.end;
  acked_alone_ = next_;
  pending_ = false;
  return answer;
}

TcpReceiver::Answer TcpReceiver::fill_gap(const Train& train) {
  const std::int64_t before = next_;
  next_ = train.tcp.end;
  while (!ahead_.empty() && ahead_.front().begin <= next_) {
    next_ = std::max(next_, ahead_.front().end);
    ahead_.erase(ahead_.begin());
  }
  take_timestamp(train, 0);
  Answer answer;
  answer.delivery = {next_ - before, 1, train.last, train.last};
  Acks& acks = answer.acks;
  acks.count = train.packets;
  acks.first = train.first;
  acks.last = train.last;
  acks.part.ack_first = end_of_packet(train, 0);
  acks.part.ack_stride = kSegment;
  acks.part.ack_last = next_;
  acks.part.echo_first = echo_;
  if (train.packets > 1) {
    acks.part.echo_second = sent_at(train, 1);
    echo_ = train.tcp.sent_last;
  }
  acks.part.echo_last = echo_;
  acked_alone_ = next_;
  if (!ahead_.empty()) {
    acks.part.sack_begin = ahead_.front().begin;
    acks.part.sack_first = ahead_.front().end;
    acks.part.sack_end = ahead_.front().end;
  }
  pending_ = false;
  return answer;
}

// Returns the range that it became part of.
TcpReceiver::Range TcpReceiver::insert(Range range) {
  auto at = ahead_.begin();
  while (at != ahead_.end() && at->end < range.begin) ++at;
  while (at != ahead_.end() && at->begin <= range.end) {
    range.begin = std::min(range.begin, at->begin);
    range.end = std::max(range.end, at->end);
    at = ahead_.erase(at);
  }
  return *ahead_.insert(at, range);
}

TcpReceiver::Acks TcpReceiver::delayed_ack(Time now) {
  pending_ = false;
  return acknowledge(now);
}

TcpReceiver::Acks TcpReceiver::acknowledge(Time now) {
  acked_alone_ = next_;
  Acks acks;
  acks.count = 1;
  acks.first = now;
  acks.last = now;
  acks.part.ack_first = next_;
  acks.part.ack_last = next_;
  acks.part.echo_first = echo_;
  acks.part.echo_last = echo_;
  return acks;
}

}  // namespace orbitmesh
