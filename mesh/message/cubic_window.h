#pragma once

#include <cstdint>

#include "core/time.h"
#include "mesh/message/rtt_estimator.h"

namespace orbitmesh {

/// The congestion window of packet fidelity's TCP (mesh/ns3/mesh_cubic.h: CUBIC of RFC 9438
/// as Linux runs it), one acknowledgement at a time, without ns-3. Bytes throughout.
class CubicWindow {
 public:
  static constexpr std::int64_t kSegment = 1448;
  static constexpr std::int64_t kInitial = 10 * kSegment;

  struct Outstanding {
    std::int64_t acked = 0;    ///< end of what is acknowledged in order
    std::int64_t highest = 0;  ///< end of what was ever sent
  };

  std::int64_t size() const { return cwnd_; }
  std::int64_t slow_start_threshold() const { return ssthresh_; }
  const RttEstimator& rtt() const { return rtt_; }

  /// An acknowledgement with this round trip has come.
  void on_ack(Time now, Duration rtt, const Outstanding& outstanding);
  /// It acknowledged `segments` in order, outside of loss recovery.
  void grow(Time now, std::int64_t segments, const Outstanding& outstanding);
  /// Sending begins with nothing in flight: Linux tcp_cwnd_restart() after an idle RTO.
  void on_start(Time now);
  /// A loss was found; returns and remembers the new threshold.
  std::int64_t reduce();
  /// The timer ran out. `again`: nothing was acknowledged since the last time.
  void on_timeout(bool again);
  void set_size(std::int64_t bytes) { cwnd_ = bytes; }

 private:
  bool limited_by_window(std::int64_t segments, const Outstanding& outstanding);
  void avoid_congestion(Time now, std::int64_t segments);
  void begin_epoch(Time now, double cwnd_segments);
  double target_segments(Time now, double cwnd_segments) const;
  void hystart(Duration rtt, const Outstanding& outstanding);

  std::int64_t cwnd_ = kInitial;
  std::int64_t ssthresh_ = UINT32_MAX;
  RttEstimator rtt_;
  double w_max_ = 0;   // segments, window before the last reduction
  double k_s_ = 0;     // time to reach w_max_
  double origin_ = 0;  // segments, plateau of the present epoch
  double w_est_ = 0;   // segments, Reno-friendly estimate
  double credit_ = 0;  // part of a segment not yet added
  Time epoch_start_;
  bool epoch_running_ = false;
  Duration min_rtt_ = Duration::max();
  Time last_activity_;  // when the last acknowledged segment had been sent
  std::int64_t round_end_ = 0;
  Duration round_min_rtt_ = Duration::max();
  int round_samples_ = 0;
  std::int64_t max_flight_ = 0;  // largest amount outstanding of late
};

}  // namespace orbitmesh
