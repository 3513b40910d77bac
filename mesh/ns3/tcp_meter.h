#pragma once

#include <ns3/sequence-number.h>
#include <ns3/socket.h>

#include <cstdint>
#include <memory>

#include "mesh/records.h"

namespace orbitmesh {

/// Figures of one end of a TCP connection, from the trace sources of its sockets.
class TcpMeter {
 public:
  TcpMeter();
  /// Follows this socket from now on; retransmissions go on counting.
  void attach(const ns3::Ptr<ns3::Socket>& socket);

  std::int64_t retransmissions() const { return figures_->retransmissions; }
  /// Fills in what is known of the present socket.
  void fill(ConnectionSample& sample) const;

 private:
  /// Outlives the meter: a closing socket still calls back.
  struct Figures {
    Duration srtt;
    Duration rto;
    Bytes cwnd;
    Bytes in_flight;
    std::int64_t retransmissions = 0;
    ns3::SequenceNumber32 highest;
    bool any_sent = false;
  };

  std::shared_ptr<Figures> figures_;
};

}  // namespace orbitmesh
