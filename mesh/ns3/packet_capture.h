#pragma once

#include <ns3/packet.h>
#include <ns3/pcap-file.h>

#include <cstdint>
#include <string>

#include "core/time.h"
#include "mesh/backend.h"

namespace orbitmesh {

/// A pcap file (LINKTYPE_RAW, nanoseconds) of an end host's IPv4 packets, both ways. Times are
/// virtual, since the scenario's epoch. Checksums of IP, TCP and UDP are zero: none is computed.
class PacketCapture {
 public:
  /// Creates the file. Throws RunError.
  explicit PacketCapture(const CaptureSpec& spec);

  NodeId host() const { return spec_.host; }
  void write(Time now, ns3::Ptr<const ns3::Packet> packet);
  /// Closes the file. Says how many packets the limit kept out, or nothing. Throws RunError.
  std::string finish();

 private:
  [[noreturn]] void fail() const;

  CaptureSpec spec_;
  ns3::PcapFile file_;
  std::int64_t size_bytes_ = 0;
  std::int64_t left_out_ = 0;
};

}  // namespace orbitmesh
