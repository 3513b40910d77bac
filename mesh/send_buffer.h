#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

#include "core/units.h"

namespace orbitmesh {

/// How much of a stream Linux's TCP takes from the application before it is acknowledged;
/// `held` is what it has. Measured with 6.18 and `ss -tmi` (docs/models/zmtp.md).
///
/// Buffers are charged, not bytes: a stream written in large pieces costs 1.05 times its
/// bytes. SO_SNDBUF allows twice its value. Without it the limit begins at ten segments of
/// 4,608 B; when new data was sent or acknowledged, the application waits and less than the
/// window is in flight, it becomes the window's number of segments (tcp_check_space(),
/// tcp_sndbuf_expand()), up to tcp_wmem's 4 MiB. Who waits for room is woken when a third of
/// the limit is free (sk_stream_is_writeable()).
class SendBuffer {
 public:
  explicit SendBuffer(std::optional<Bytes> so_sndbuf = std::nullopt)
      : tuned_(!so_sndbuf),
        limit_bytes_(so_sndbuf ? std::min(2 * so_sndbuf->count, kMaximum) : 10 * kPerSegment) {}

  /// One that is not tuned: without SO_SNDBUF it has its greatest size.
  static SendBuffer fixed(std::optional<Bytes> so_sndbuf) {
    return SendBuffer(so_sndbuf.value_or(Bytes{kMaximum}));
  }

  Bytes room(Bytes held) const {
    return Bytes{std::max<std::int64_t>(limit_bytes_ * 20 / 21 - held.count, 0)};
  }
  /// Whether poll(2) says so; otherwise the application waits from now on.
  bool writable(Bytes held) {
    application_waits_ = charge_bytes(held) * 3 > limit_bytes_ * 2;
    return !application_waits_;
  }
  /// New data was sent or acknowledged.
  void on_progress(Bytes in_flight, Bytes cwnd) {
    if (!tuned_ || !application_waits_ || in_flight.count >= cwnd.count) return;
    limit_bytes_ = std::clamp(cwnd.count / kSegment * kPerSegment, limit_bytes_, kMaximum);
  }

 private:
  static constexpr std::int64_t kSegment = 1448;
  static constexpr std::int64_t kPerSegment = 4608;
  static constexpr std::int64_t kMaximum = 4 << 20;
  static std::int64_t charge_bytes(Bytes held) { return held.count * 21 / 20; }

  bool tuned_;
  std::int64_t limit_bytes_;
  bool application_waits_ = false;
};

}  // namespace orbitmesh
