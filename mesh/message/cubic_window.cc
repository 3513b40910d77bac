#include "mesh/message/cubic_window.h"

#include <algorithm>

#include "core/math.h"

namespace orbitmesh {
namespace {

constexpr double kBeta = 0.7;                                       // RFC 9438, 4.6
constexpr double kC = 0.4;                                          // RFC 9438, 4.1, segments / s^3
constexpr double kRenoAlpha = 3.0 * (1.0 - kBeta) / (1.0 + kBeta);  // RFC 9438, 4.3
constexpr std::int64_t kMinWindowSegments = 2;

// HyStart as in Linux: eight samples a round, threshold min RTT / 8 within 4 to 16 ms.
constexpr std::int64_t kHystartLowWindow = 16;
constexpr int kHystartSamples = 8;

double segments_of(std::int64_t bytes) {
  return static_cast<double>(bytes) / static_cast<double>(CubicWindow::kSegment);
}

}  // namespace

std::int64_t CubicWindow::reduce() {
  const double cwnd = segments_of(cwnd_);
  // Fast convergence (RFC 9438, 4.7): release bandwidth when the window is shrinking.
  w_max_ = cwnd < w_max_ ? cwnd * (1.0 + kBeta) / 2.0 : cwnd;
  epoch_running_ = false;
  ssthresh_ = std::max(static_cast<std::int64_t>(kBeta * static_cast<double>(cwnd_)),
                       kMinWindowSegments * kSegment);
  return ssthresh_;
}

void CubicWindow::on_timeout(bool again) {
  // A second timeout in a row says nothing new about the path.
  if (!again) reduce();
  // After a timeout the old plateau means nothing (RFC 9438, 4.8), nor, to Linux, the old
  // least RTT: the path may be another.
  epoch_running_ = false;
  w_max_ = 0;
  min_rtt_ = Duration::max();
  cwnd_ = kSegment;
}

void CubicWindow::grow(Time now, std::int64_t segments, const Outstanding& outstanding) {
  if (!limited_by_window(segments, outstanding)) return;
  if (cwnd_ < ssthresh_) {
    const std::int64_t wanted = cwnd_ + segments * kSegment;
    cwnd_ = std::min(wanted, ssthresh_);
    segments = (wanted - cwnd_) / kSegment;
  }
  if (segments > 0 && cwnd_ >= ssthresh_) avoid_congestion(now, segments);
}

// Linux tcp_is_cwnd_limited(): a sender that leaves its window unused may not grow it,
// but in slow start up to twice what it had in flight.
bool CubicWindow::limited_by_window(std::int64_t segments, const Outstanding& outstanding) {
  const std::int64_t acked = segments * kSegment;
  const std::int64_t flight = std::max<std::int64_t>(0, outstanding.highest - outstanding.acked);
  max_flight_ = std::max(max_flight_, flight + acked);
  const bool limited =
      cwnd_ < ssthresh_ ? cwnd_ < 2 * max_flight_ : cwnd_ < max_flight_ + 2 * kSegment;
  if (flight <= acked) max_flight_ = 0;  // all of it was acknowledged
  return limited;
}

void CubicWindow::begin_epoch(Time now, double cwnd_segments) {
  epoch_running_ = true;
  epoch_start_ = now;
  w_est_ = cwnd_segments;
  credit_ = 0;
  if (cwnd_segments < w_max_) {
    k_s_ = math::cbrt((w_max_ - cwnd_segments) / kC);
    origin_ = w_max_;
  } else {
    k_s_ = 0;
    origin_ = cwnd_segments;
  }
}

double CubicWindow::target_segments(Time now, double cwnd_segments) const {
  const double t_s = (now - epoch_start_ + rtt_.srtt()).seconds() - k_s_;
  const double cubic = origin_ + kC * t_s * t_s * t_s;
  return std::clamp(cubic, cwnd_segments, 1.5 * cwnd_segments);
}

void CubicWindow::avoid_congestion(Time now, std::int64_t segments) {
  const double cwnd = segments_of(cwnd_);
  if (!epoch_running_) begin_epoch(now, cwnd);
  w_est_ += kRenoAlpha * static_cast<double>(segments) / cwnd;
  const double target = std::max(target_segments(now, cwnd), w_est_);
  credit_ += (target - cwnd) / cwnd * static_cast<double>(segments);
  if (credit_ < 1.0) return;
  const auto whole = static_cast<std::int64_t>(credit_);
  credit_ -= static_cast<double>(whole);
  cwnd_ += whole * kSegment;
}

void CubicWindow::on_ack(Time now, Duration rtt, const Outstanding& outstanding) {
  last_activity_ = now - rtt;
  min_rtt_ = std::min(min_rtt_, rtt);
  rtt_.add(rtt);
  if (cwnd_ < ssthresh_) hystart(rtt, outstanding);
}

void CubicWindow::hystart(Duration rtt, const Outstanding& outstanding) {
  if (outstanding.acked >= round_end_) {
    round_end_ = outstanding.highest;
    round_min_rtt_ = Duration::max();
    round_samples_ = 0;
  }
  if (round_samples_ >= kHystartSamples) return;
  round_min_rtt_ = std::min(round_min_rtt_, rtt);
  if (++round_samples_ < kHystartSamples) return;
  if (cwnd_ < kHystartLowWindow * kSegment) return;
  const Duration threshold = std::clamp(min_rtt_ / 8, Duration::from_ms(4), Duration::from_ms(16));
  if (round_min_rtt_ > min_rtt_ + threshold) ssthresh_ = cwnd_;
}

void CubicWindow::on_start(Time now) {
  if (!rtt_.known()) return;
  // Linux bictcp_cwnd_event(): time without traffic does not count on the cubic curve.
  epoch_start_ = std::min(now, epoch_start_ + (now - last_activity_));
  const Duration timeout = rtt_.timeout();
  Duration idle = now - last_activity_ - timeout;
  if (idle < Duration{}) return;
  ssthresh_ = std::max(ssthresh_, cwnd_ / 4 * 3);
  std::int64_t cwnd = cwnd_;
  while (idle >= Duration{} && cwnd > kInitial) {
    cwnd /= 2;
    idle -= timeout;
  }
  cwnd_ = std::max(cwnd, std::min(kInitial, cwnd_));
}

}  // namespace orbitmesh
