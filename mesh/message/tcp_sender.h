#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>

#include "core/time.h"
#include "core/units.h"
#include "mesh/message/cubic_window.h"

namespace orbitmesh {

/// The sending half of a TCP connection, one acknowledgement at a time: window, scoreboard,
/// fast retransmit (RFC 6675), proportional rate reduction (RFC 6937), retransmission
/// timeouts. Follows ns-3.37's TcpSocketBase with the settings of mesh/ns3/tcp_settings.h.
/// Times are passed in and may lie a little ahead of the event loop's.
class TcpSender {
 public:
  static constexpr std::int64_t kSegment = CubicWindow::kSegment;
  static constexpr std::int64_t kSendBuffer = 4 << 20;
  static constexpr int kRetries = 15;

  /// Takes the segments to be sent.
  class Output {
   public:
    virtual ~Output() = default;
    /// Bytes [begin, end) leave at `at`.
    virtual void send_segment(Time at, std::int64_t begin, std::int64_t end) = 0;
  };

  explicit TcpSender(Output& output) : output_(output) {}

  struct Ack {
    std::int64_t number = 0;      ///< everything before it has arrived
    std::int64_t sack_begin = 0;  ///< [sack_begin, sack_end) has arrived out of order
    std::int64_t sack_end = 0;
    Duration rtt;  ///< since the answered segment was sent
  };

  /// Adds bytes to the stream; transmit() sends them.
  void write(std::int64_t bytes) { written_ += bytes; }
  /// Adds bytes whenever the send buffer has room, until end_stream().
  void write_without_end() { write(kEndless); }
  void end_stream() { written_ = std::max(highest(), acked_ + kSendBuffer); }
  /// Sends what the window lets through.
  void transmit(Time now);
  /// Whether transmit() would send something.
  bool can_send() const { return next().size > 0; }
  void on_ack(Time now, const Ack& ack);
  /// When the retransmission timer runs out; Time::max() when it does not run.
  Time deadline() const { return deadline_; }
  /// The timer has run out. False: the connection is given up.
  bool on_deadline(Time now);

  /// Bytes written and not acknowledged.
  std::int64_t held() const { return written_ - acked_; }
  /// First retransmission since the last progress; Time::max() when there was none.
  Time stalled_since() const { return stalled_since_; }
  /// End of what was ever sent.
  std::int64_t highest() const { return acked_ + sent_; }
  Duration srtt() const { return rtt_.srtt(); }
  std::int64_t retransmissions() const { return retransmissions_; }

 private:
  static constexpr std::int64_t kEndless = INT64_MAX / 4;
  enum class State { kOpen, kDisorder, kRecovery, kLoss };
  struct Segment {
    std::int64_t size = 0;
    bool sacked = false;
    bool lost = false;
    bool retransmitted = false;
    bool timed = true;  // its acknowledgement is a sample for the timer
  };

  std::int64_t in_flight() const { return sent_ - sacked_ - lost_ + resent_; }
  CubicWindow::Outstanding outstanding() const { return {acked_, highest()}; }
  struct Next {
    int resent = -1;        // the segment to be sent again; none: the stream goes on
    std::int64_t size = 0;  // zero: nothing may be sent
  };
  Next next() const;
  void send_new(Time now, std::int64_t size);
  void resend(Time now, std::size_t index);
  int next_to_resend(bool rule_3) const;
  std::int64_t mark_sacked(const Ack& ack);
  void mark_lost_below(std::size_t highest_sacked);
  void mark_lost(Segment& segment);
  std::int64_t discard(std::int64_t ack);
  bool head_is_lost() const;
  void on_duplicate(Time now, std::int64_t delivered);
  void enter_recovery(Time now, std::int64_t delivered);
  void reduce_rate(std::int64_t delivered);
  void on_progress(Time now, const Ack& ack, std::int64_t delivered, bool duplicate);
  void on_partial(Time now, const Ack& ack, std::int64_t segments, std::int64_t delivered);
  void restart_timer(Time now);
  void count_recovery(std::int64_t bytes);
  std::int64_t whole_segments(std::int64_t bytes);

  Output& output_;
  CubicWindow window_;
  RttEstimator rtt_;
  std::deque<Segment> segments_;  // sent and not yet acknowledged in order
  State state_ = State::kOpen;
  std::int64_t acked_ = 0;    // begin of segments_
  std::int64_t sent_ = 0;     // bytes of segments_
  std::int64_t written_ = 0;  // end of the stream
  std::int64_t sacked_ = 0;   // bytes of segments_ with these flags
  std::int64_t lost_ = 0;
  std::int64_t resent_ = 0;
  std::int64_t partly_acked_ = 0;  // of a segment
  std::int64_t recovery_point_ = 0;
  bool recovery_point_set_ = false;
  bool first_partial_ = true;
  int duplicates_ = 0;
  std::int64_t recovery_flight_ = 0;  // RFC 6937
  std::int64_t recovery_delivered_ = 0;
  std::int64_t recovery_sent_ = 0;
  Duration timeout_ = Duration::from_s(1);
  Time deadline_ = Time::max();
  Time stalled_since_ = Time::max();
  int retries_left_ = kRetries;
  std::int64_t retransmissions_ = 0;
};

}  // namespace orbitmesh
