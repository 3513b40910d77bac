#pragma once

#include <cmath>
#include <cstdint>

#include "core/units.h"

namespace orbitmesh {

/// How a message is cut into datagrams: `data` pieces of equal size and `repair` pieces of a
/// systematic erasure code of which any `data` suffice (maximum distance separable, as
/// Reed-Solomon's of RFC 5510).
struct DatagramCode {
  std::int64_t data = 1;
  std::int64_t repair = 0;
  Bytes size;  ///< of one datagram with its header, without UDP and IP

  /// Message number, index and counts of pieces.
  static constexpr Bytes kHeader{16};
  /// Most bytes of a message in one datagram: an MTU of 1,500 less IPv4, UDP and the header.
  static constexpr Bytes kPiece{1456};

  std::int64_t total() const { return data + repair; }
};

/// `repair_share` repair pieces for each piece of the message, rounded up: 10 % of 30 are 3,
/// though 0.1 x 30 is a little more in binary.
inline DatagramCode datagram_code(Bytes body, double repair_share) {
  DatagramCode code;
  if (body.count > 0) {
    code.data = (body.count + DatagramCode::kPiece.count - 1) / DatagramCode::kPiece.count;
  }
  code.repair =
      static_cast<std::int64_t>(std::ceil(static_cast<double>(code.data) * repair_share - 1e-9));
  code.size = Bytes{(body.count + code.data - 1) / code.data} + DatagramCode::kHeader;
  return code;
}

}  // namespace orbitmesh
