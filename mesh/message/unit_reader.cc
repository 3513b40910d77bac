#include "mesh/message/unit_reader.h"

#include <algorithm>

namespace orbitmesh {

void UnitReader::take(const Delivery& delivery) {
  deliveries_.push_back(delivery);
  if (!scheduled_ && !busy_) hand_over();
}

void UnitReader::clear() {
  deliveries_.clear();
  taken_ = 0;
  loop_.cancel(next_);
  scheduled_ = false;
}

void UnitReader::hand_over() {
  busy_ = true;
  while (!deliveries_.empty()) {
    const Delivery& delivery = deliveries_.front();
    const std::int64_t missing = user_.missing(side_).count;
    const std::int64_t rest = delivery.bytes - taken_;
    // Bytes that complete nothing may be handed over before their time.
    if (missing > 0 && missing <= rest) {
      const Time due = delivery.at(taken_ + missing);
      if (due > loop_.now()) {
        scheduled_ = true;
        next_ = loop_.schedule_at(due, [this] {
          scheduled_ = false;
          hand_over();
        });
        break;
      }
    }
    const std::int64_t bytes = missing > 0 ? std::min(missing, rest) : rest;
    taken_ += bytes;
    if (taken_ == delivery.bytes) {
      deliveries_.pop_front();
      taken_ = 0;
    }
    user_.on_received(side_, Bytes{bytes});
  }
  busy_ = false;
}

}  // namespace orbitmesh
