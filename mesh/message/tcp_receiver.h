#pragma once

#include <cstdint>
#include <vector>

#include "core/time.h"
#include "mesh/message/train.h"

namespace orbitmesh {

/// Bytes that have become readable in order, one packet after the other.
struct Delivery {
  std::int64_t bytes = 0;
  std::int64_t packets = 1;
  Time first;  ///< when the first packet's bytes are there
  Time last;

  /// When the first `count` bytes are there, in (0, bytes].
  Time at(std::int64_t count) const;
};

/// The receiving half of a TCP connection: reassembly, delayed and immediate
/// acknowledgements (every second segment, 40 ms), SACK, timestamps to echo. As in ns-3, a
/// timestamp is taken over only from a segment that begins where the last acknowledgement
/// without data ended, so that an acknowledgement that data took along delays the next echo.
class TcpReceiver {
 public:
  static constexpr Duration kDelayedAck = Duration::from_ms(40);

  /// Acknowledgements that leave in answer to a train, from `first` to `last`.
  struct Acks {
    std::uint32_t count = 0;
    Time first;
    Time last;
    TcpPart part;
  };
  struct Answer {
    Acks acks;
    Delivery delivery;
  };
  /// The connection opens with a segment that was sent at `echo`.
  void begin(Time echo) { echo_ = echo; }
  /// Acknowledgements without data have come.
  void receive_acks(const Train& train);
  /// Segments have come.
  Answer receive(const Train& train);
  /// One acknowledgement of all that has come.
  Acks acknowledge(Time now);
  /// The delayed acknowledgement, when its time has come.
  Acks delayed_ack(Time now);
  /// Time of the delayed acknowledgement; Time::max() when none is due.
  Time delayed_until() const { return pending_ ? delayed_until_ : Time::max(); }
  /// Data in the other direction has taken the acknowledgement along.
  void piggybacked() { pending_ = false; }

  std::int64_t next() const { return next_; }
  Time echo() const { return echo_; }

 private:
  struct Range {
    std::int64_t begin = 0;
    std::int64_t end = 0;
  };
  Answer receive_in_order(const Train& train);
  Answer receive_out_of_order(const Train& train);
  Answer fill_gap(const Train& train);
  Range insert(Range range);
  void take_timestamp(const Train& train, std::int64_t packet);

  std::int64_t next_ = 0;
  std::vector<Range> ahead_;  // arrived out of order; sorted, apart from each other
  bool pending_ = true;       // one segment more brings an acknowledgement, as the first does
  Time delayed_until_ = Time::max();
  std::int64_t acked_alone_ = 0;  // highest number in an acknowledgement without data
  Time echo_;                     // when the segment was sent whose timestamp goes back
};

}  // namespace orbitmesh
