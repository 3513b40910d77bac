#include "mesh/ns3/packet_capture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <ns3/packet.h>

#include <array>
#include <cstring>
#include <string>

#include "core/error.h"
#include "core/temporary_folder.h"
#include "tests/support/file_content.h"

namespace orbitmesh {
namespace {

/// A file that is removed in the end.
class PacketCaptureTest : public testing::Test {
 protected:
  std::string content() const { return file_content(folder / "a.pcap"); }
  static std::uint32_t word(const std::string& bytes, std::size_t at) {
    std::uint32_t value = 0;
    std::memcpy(&value, bytes.data() + at, sizeof value);
    return value;
  }
  const TemporaryFolder temporary;
  const std::filesystem::path& folder = temporary.path();
};

TEST_F(PacketCaptureTest, WritesPcapWithNanoseconds) {
  PacketCapture capture({NodeId{3}, folder / "a.pcap", Bytes{1'000}});
  capture.write(Time::from_ns(12'000'000'345), ns3::Create<ns3::Packet>(100));
  capture.write(Time::from_ns(13'500'000'000), ns3::Create<ns3::Packet>(40));
  EXPECT_EQ(capture.finish(), "");
  const std::string bytes = content();
  ASSERT_EQ(bytes.size(), 24U + 16 + 100 + 16 + 40);
  EXPECT_EQ(word(bytes, 0), 0xa1b23c4dU);  // magic number of nanoseconds
  EXPECT_EQ(word(bytes, 20), 101U);        // LINKTYPE_RAW
  EXPECT_EQ(word(bytes, 24), 12U);
  EXPECT_EQ(word(bytes, 28), 345U);
  EXPECT_EQ(word(bytes, 32), 100U);
  EXPECT_EQ(word(bytes, 36), 100U);
  EXPECT_EQ(word(bytes, 140), 13U);
  EXPECT_EQ(word(bytes, 144), 500'000'000U);
}

TEST_F(PacketCaptureTest, EndsBeforeThePacketThatPassesTheLimit) {
  PacketCapture capture({NodeId{3}, folder / "a.pcap", Bytes{24 + 2 * 116}});
  for (int i = 0; i < 3; ++i) capture.write(Time{}, ns3::Create<ns3::Packet>(100));
  capture.write(Time{}, ns3::Create<ns3::Packet>(1));  // would fit, but leave a gap
  EXPECT_EQ(capture.finish(), "a.pcap was cut at 256 B: 2 packets are not in it");
  EXPECT_EQ(content().size(), 24U + 2 * 116);
}

TEST_F(PacketCaptureTest, AFileThatCannotBeMadeIsARunError) {
  EXPECT_THROW(PacketCapture({NodeId{3}, folder / "none" / "a.pcap", Bytes{1'000}}), RunError);
}

}  // namespace
}  // namespace orbitmesh
