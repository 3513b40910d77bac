#include "mesh/message/tcp_sender.h"

#include <algorithm>

namespace orbitmesh {
namespace {

constexpr int kDuplicateThreshold = 3;
constexpr Duration kLongestTimeout = Duration::from_s(60);

}  // namespace

void TcpSender::transmit(Time now) {
  for (Next what = next(); what.size > 0; what = next()) {
    if (in_flight() == 0) window_.on_start(now);
    if (what.resent >= 0) {
      resend(now, static_cast<std::size_t>(what.resent));
    } else {
      send_new(now, what.size);
    }
  }
}

// RFC 6675's NextSeg and, as ns-3 and Linux, no small segment because of a small window.
TcpSender::Next TcpSender::next() const {
  const std::int64_t room = std::min(window_.size(), kSendBuffer) - in_flight();
  if (room <= 0) return {};
  Next what;
  what.resent = next_to_resend(false);
  const std::int64_t unsent = written_ - highest();
  if (what.resent < 0 && unsent == 0 && state_ == State::kRecovery) {
    what.resent = next_to_resend(true);
  }
  if (what.resent >= 0) {
    what.size = segments_[static_cast<std::size_t>(what.resent)].size;
  } else {
    what.size = std::min(unsent, kSegment);
  }
  if (room < what.size) return {};
  return what;
}

void TcpSender::send_new(Time now, std::int64_t size) {
  const std::int64_t begin = highest();
  segments_.push_back({});
  segments_.back().size = size;
  sent_ += size;
  count_recovery(size);
  if (deadline_ == Time::max()) deadline_ = now + timeout_;
  output_.send_segment(now, begin, begin + size);
}

void TcpSender::resend(Time now, std::size_t index) {
  Segment& segment = segments_[index];
  std::int64_t begin = acked_;
  for (std::size_t i = 0; i < index; ++i) begin += segments_[i].size;
  if (!segment.retransmitted) {
    segment.retransmitted = true;
    resent_ += segment.size;
  }
  segment.timed = false;
  ++retransmissions_;
  stalled_since_ = std::min(stalled_since_, now);
  count_recovery(segment.size);
  if (deadline_ == Time::max()) deadline_ = now + timeout_;
  output_.send_segment(now, begin, begin + segment.size);
}

void TcpSender::count_recovery(std::int64_t bytes) {
  if (state_ == State::kRecovery) recovery_sent_ += bytes;
}

int TcpSender::next_to_resend(bool rule_3) const {
  if (!rule_3 && lost_ == 0) return -1;
  for (std::size_t i = 0; i < segments_.size(); ++i) {
    const Segment& s = segments_[i];
    if (!s.retransmitted && !s.sacked && (s.lost || rule_3)) return static_cast<int>(i);
  }
  return -1;
}

std::int64_t TcpSender::mark_sacked(const Ack& ack) {
  if (ack.sack_end <= acked_) return 0;
  std::int64_t newly = 0;
  std::int64_t begin = acked_;
  std::size_t highest_sacked = 0;
  for (std::size_t i = 0; i < segments_.size() && begin < ack.sack_end; ++i) {
    Segment& s = segments_[i];
    if (begin >= ack.sack_begin && begin + s.size <= ack.sack_end) {
      highest_sacked = i;
      if (!s.sacked) {
        s.sacked = true;
        sacked_ += s.size;
        newly += s.size;
        if (s.lost) lost_ -= s.size;
        if (s.retransmitted) resent_ -= s.size;
        s.lost = false;
        s.retransmitted = false;
      }
    }
    begin += s.size;
  }
  if (newly > 0) mark_lost_below(highest_sacked);
  return newly;
}

void TcpSender::mark_lost(Segment& segment) {
  if (segment.lost || segment.sacked) return;
  segment.lost = true;
  lost_ += segment.size;
}

void TcpSender::mark_lost_below(std::size_t highest_sacked) {
  int above = 0;
  for (std::size_t i = highest_sacked + 1; i-- > 0;) {
    if (segments_[i].sacked) {
      ++above;
    } else if (above >= kDuplicateThreshold) {
      mark_lost(segments_[i]);
    }
  }
}

// Takes what is acknowledged in order out of the scoreboard; returns the bytes of which
// nothing was known before.
std::int64_t TcpSender::discard(std::int64_t ack) {
  std::int64_t delivered = 0;
  while (!segments_.empty() && acked_ + segments_.front().size <= ack) {
    const Segment& s = segments_.front();
    if (s.sacked) {
      sacked_ -= s.size;
    } else {
      delivered += s.size;
    }
    if (s.lost) lost_ -= s.size;
    if (s.retransmitted) resent_ -= s.size;
    acked_ += s.size;
    sent_ -= s.size;
    segments_.pop_front();
  }
  return delivered;
}

void TcpSender::on_ack(Time now, const Ack& ack) {
  if (ack.number < acked_) return;
  if (!segments_.empty() && segments_.front().timed &&
      ack.number >= acked_ + segments_.front().size) {
    rtt_.add(ack.rtt);
  }
  const std::int64_t newly_sacked = mark_sacked(ack);
  const std::int64_t before = acked_;
  const std::int64_t delivered = newly_sacked + discard(ack.number);
  if (newly_sacked > 0) on_duplicate(now, delivered);
  if (acked_ > before) {
    partly_acked_ += acked_ - before;
    on_progress(now, ack, delivered, newly_sacked > 0);
  } else if (sent_ > 0) {
    window_.on_ack(now, ack.rtt, outstanding());
  }
}

bool TcpSender::head_is_lost() const {
  for (const Segment& s : segments_) {
    if (s.lost) return true;
    if (s.sacked) return false;
  }
  return false;
}

void TcpSender::on_duplicate(Time now, std::int64_t delivered) {
  if (state_ == State::kLoss) return;
  if (state_ == State::kRecovery) return reduce_rate(delivered);
  ++duplicates_;
  state_ = State::kDisorder;
  const bool threshold =
      duplicates_ == kDuplicateThreshold && (acked_ >= recovery_point_ || !recovery_point_set_);
  if (threshold || head_is_lost()) enter_recovery(now, delivered);
}

void TcpSender::enter_recovery(Time now, std::int64_t delivered) {
  if (segments_.empty()) return;
  mark_lost(segments_.front());
  recovery_point_ = highest();
  recovery_point_set_ = true;
  state_ = State::kRecovery;
  window_.reduce();
  recovery_flight_ = std::max<std::int64_t>(in_flight(), kSegment);
  recovery_delivered_ = 0;
  recovery_sent_ = 0;
  reduce_rate(delivered);
  resend(now, 0);
}

void TcpSender::reduce_rate(std::int64_t delivered) {
  recovery_delivered_ += delivered;
  const std::int64_t threshold = window_.slow_start_threshold();
  std::int64_t count = 0;
  if (in_flight() > threshold) {
    count = (recovery_delivered_ * threshold + recovery_flight_ - 1) / recovery_flight_ -
            recovery_sent_;
  } else {
    const std::int64_t limit = std::max(recovery_delivered_ - recovery_sent_, delivered) + kSegment;
    count = std::min(limit, threshold - in_flight());
  }
  count = std::max(count, recovery_sent_ > 0 ? 0 : kSegment);
  window_.set_size(in_flight() + count);
}

std::int64_t TcpSender::whole_segments(std::int64_t bytes) {
  const std::int64_t segments = bytes / kSegment;
  partly_acked_ = bytes % kSegment;
  return segments;
}

void TcpSender::on_progress(Time now, const Ack& ack, std::int64_t delivered, bool duplicate) {
  std::int64_t segments = whole_segments(partly_acked_);
  if (!duplicate) duplicates_ = 0;
  retries_left_ = kRetries;
  stalled_since_ = Time::max();
  if (state_ == State::kRecovery && acked_ < recovery_point_) {
    return on_partial(now, ack, segments, delivered);
  }
  window_.on_ack(now, ack.rtt, outstanding());
  if (state_ == State::kLoss && acked_ < recovery_point_) {
    window_.grow(now, segments, outstanding());
    return restart_timer(now);
  }
  if (state_ == State::kRecovery) {
    duplicates_ = 0;
    window_.set_size(window_.slow_start_threshold());
  } else if (state_ == State::kLoss) {
    segments = (acked_ - recovery_point_) / kSegment;
  }
  if (state_ != State::kDisorder || !duplicate) state_ = State::kOpen;
  first_partial_ = true;
  if (acked_ >= recovery_point_) recovery_point_set_ = false;
  if (state_ == State::kOpen) window_.grow(now, segments, outstanding());
  restart_timer(now);
}

void TcpSender::on_partial(Time now, const Ack& ack, std::int64_t segments,
                           std::int64_t delivered) {
  if (segments >= 1) reduce_rate(delivered);
  if (!segments_.empty() && !segments_.front().retransmitted) {
    const int lost = next_to_resend(false);
    const std::int64_t unsent = written_ - highest();
    if (lost >= 0 || unsent == 0) {
      resend(now, static_cast<std::size_t>(std::max(lost, 0)));
    } else {
      send_new(now, std::min(unsent, kSegment));
    }
  }
  window_.on_ack(now, ack.rtt, outstanding());
  if (first_partial_) restart_timer(now);
  first_partial_ = false;
}

void TcpSender::restart_timer(Time now) {
  if (rtt_.known()) timeout_ = rtt_.timeout();
  deadline_ = acked_ == written_ ? Time::max() : now + timeout_;
}

bool TcpSender::on_deadline(Time now) {
  deadline_ = Time::max();
  if (acked_ == written_) return true;
  if (retries_left_-- == 0) return false;
  duplicates_ = 0;
  resent_ = 0;
  for (Segment& s : segments_) {
    s.retransmitted = false;
    s.timed = false;
    mark_lost(s);
  }
  recovery_point_ = highest();
  recovery_point_set_ = true;
  timeout_ = std::min(timeout_ * 2, kLongestTimeout);
  window_.on_timeout(state_ == State::kLoss);
  state_ = State::kLoss;
  transmit(now);
  return true;
}

}  // namespace orbitmesh
