#include "mesh/ns3/packet_capture.h"

#include <fmt/format.h>

#include <ios>

#include "core/error.h"
#include "core/quantity.h"

namespace orbitmesh {
namespace {

constexpr std::uint32_t kLinkTypeRaw = 101;
constexpr std::int64_t kFileHeaderBytes = 24;
constexpr std::int64_t kRecordHeaderBytes = 16;
constexpr std::int64_t kNsPerS = 1'000'000'000;

}  // namespace

PacketCapture::PacketCapture(const CaptureSpec& spec) : spec_(spec), size_bytes_(kFileHeaderBytes) {
  file_.Open(spec_.file.string(), std::ios::out | std::ios::binary);
  if (file_.Fail()) fail();
  file_.Init(kLinkTypeRaw, ns3::PcapFile::SNAPLEN_DEFAULT, ns3::PcapFile::ZONE_DEFAULT, false,
             true);
  if (file_.Fail()) fail();
}

void PacketCapture::write(Time now, ns3::Ptr<const ns3::Packet> packet) {
  const std::int64_t record_bytes = kRecordHeaderBytes + packet->GetSize();
  // Nothing follows the first packet that does not fit, so that the file has no gaps.
  if (left_out_ > 0 || size_bytes_ + record_bytes > spec_.limit.count) {
    ++left_out_;
    return;
  }
  size_bytes_ += record_bytes;
  const std::int64_t ns = now.since_epoch().ns();
  file_.Write(static_cast<std::uint32_t>(ns / kNsPerS), static_cast<std::uint32_t>(ns % kNsPerS),
              packet);
}

std::string PacketCapture::finish() {
  const bool failed = file_.Fail();
  file_.Close();
  if (failed || file_.Fail()) fail();
  if (left_out_ == 0) return "";
  return fmt::format("{} was cut at {}: {} packets are not in it", spec_.file.filename().string(),
                     format_quantity(spec_.limit), left_out_);
}

void PacketCapture::fail() const {
  throw RunError(fmt::format("could not write '{}'", spec_.file.string()));
}

}  // namespace orbitmesh
