#include <gtest/gtest.h>

#include <array>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/run_summary.h"

namespace orbitmesh {
namespace {

/// Output lines of a shell command.
std::vector<std::string> lines_of(const std::string& command) {
  std::vector<std::string> lines;
  std::FILE* pipe = ::popen(command.c_str(), "r");
  std::string text;
  std::array<char, 4096> chunk{};
  while (const std::size_t n = std::fread(chunk.data(), 1, chunk.size(), pipe)) {
    text.append(chunk.data(), n);
  }
  ::pclose(pipe);
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

bool has_tshark() { return std::system("tshark --version > /dev/null 2>&1") == 0; }

/// Runs with traffic added to the main job's mesh, for half a minute.
class TrafficTest : public ::testing::Test {
 protected:
  void write(const std::string& sections) {
    std::ofstream(scratch / "s.toml")
        << "extends = \"" << source_path("scenarios/remote-mine.toml") << "\"\n"
        << sections;
  }
  std::string arguments() const { return "--set scenario.duration='\"30 s\"' --set expect=[] "; }
  RunSummary run(const std::string& sections) {
    write(sections);
    return run_summary(scratch / "s.toml", arguments());
  }
  /// The run's folder stays.
  ProgramResult run_and_keep(const std::string& sections) {
    write(sections);
    return run_orbitmesh("run " + (scratch / "s.toml") + " --quiet --json " + arguments() +
                         "--out " + folder());
  }
  std::string folder() const { return scratch / "out"; }
  /// Values of `fields` of the packets that `filter` selects.
  std::vector<std::string> packets(const std::string& file, const std::string& filter,
                                   const std::string& fields = "-e frame.number") const {
    return lines_of("tshark -n -r " + folder() + "/" + file + " -Y '" + filter + "' -T fields " +
                    fields + " 2> /dev/null");
  }
  ScratchFolder scratch;
};

const std::string kEcho = R"(
[[flow]]
name = "server"
kind = "ns3-application"
from = "austin"
type = "ns3::UdpEchoServer"
attributes = ["Port=9"]
[[flow]]
name = "client"
kind = "ns3-application"
from = "inspector-2"
to = "austin"
type = "ns3::UdpEchoClient"
attributes = ["RemoteAddress={to}", "RemotePort=9", "Interval=100ms", "MaxPackets=100", "PacketSize=200"]
start = "1 s"
)";

const std::string kUpload = R"(
[[flow]]
name = "sink"
kind = "ns3-application"
from = "austin"
type = "ns3::PacketSink"
attributes = ["Local=0.0.0.0:7000", "Protocol=ns3::TcpSocketFactory"]
[[flow]]
name = "upload"
kind = "ns3-application"
from = "truck-1"
to = "austin"
type = "ns3::BulkSendApplication"
attributes = ["Remote={to}:7000", "Protocol=ns3::TcpSocketFactory", "MaxBytes=1000000"]
start = "2 s"
)";

TEST_F(TrafficTest, ApplicationsOfNs3SendAndReceiveOverTheMesh) {
  const RunSummary run = this->run(kEcho + kUpload);
  ASSERT_EQ(run.exit_code, 0) << run.error;
  EXPECT_EQ(run.metric("flow.client.sent_bytes"), 100 * 200);
  EXPECT_EQ(run.metric("flow.client.received_bytes"), 100 * 200);
  EXPECT_EQ(run.metric("flow.server.received_bytes"), 100 * 200);
  EXPECT_EQ(run.metrics.count("flow.server.sent_bytes"), 0U);  // it has no such trace
  EXPECT_EQ(run.metric("flow.upload.sent_bytes"), 1'000'000);
  EXPECT_EQ(run.metric("flow.sink.received_bytes"), 1'000'000);
}

TEST_F(TrafficTest, CongestionControlOfNs3ChangesATransferAndNothingElse) {
  const std::string bulk =
      "[[flow]]\nname = \"bulk\"\nkind = \"tcp-bulk\"\nfrom = \"mine\"\nto = \"austin\"\n"
      "stop = \"10 s\"\n";
  const RunSummary own = run(bulk);
  const RunSummary reno = run(bulk + "tcp = \"ns3::TcpNewReno\"\n");
  ASSERT_EQ(reno.exit_code, 0) << reno.error;
  EXPECT_GT(reno.metric("flow.bulk.goodput_bit_s"), 1e6);
  EXPECT_NE(reno.metric("flow.bulk.goodput_bit_s"), own.metric("flow.bulk.goodput_bit_s"));
}

TEST_F(TrafficTest, AMatrixCarriesItsRates) {
  std::ofstream(scratch / "m.csv") << "from,to,rate_bit_s\n"
                                      "mine,austin,2000000\n"
                                      "inspector-3,memphis,500000\n"
                                      "austin,truck-1,1000000\n";
  const RunSummary run = this->run("[[flow]]\nname = \"m\"\nkind = \"matrix\"\nfile = \"m.csv\"\n");
  ASSERT_EQ(run.exit_code, 0) << run.error;
  EXPECT_NEAR(run.metric("flow.m-1.goodput_bit_s"), 2e6, 0.05e6);
  EXPECT_NEAR(run.metric("flow.m-2.goodput_bit_s"), 0.5e6, 0.02e6);
  EXPECT_NEAR(run.metric("flow.m-3.goodput_bit_s"), 1e6, 0.03e6);
}

TEST_F(TrafficTest, SamplesOfConnectionsChangeNoOtherResult) {
  const RunSummary without = run("");
  const RunSummary with = run("[network]\nconnection_samples = true\n");
  ASSERT_EQ(with.exit_code, 0) << with.error;
  EXPECT_NE(with.digest, without.digest);  // for the table has rows
  EXPECT_EQ(with.metrics, without.metrics);
}

TEST_F(TrafficTest, TsharkReadsACapture) {
  if (!has_tshark()) GTEST_SKIP() << "tshark is not installed";
  const ProgramResult run =
      run_and_keep(kUpload + "[[capture]]\nhost = \"truck-1\"\n[[capture]]\nhost = \"austin\"\n");
  ASSERT_EQ(run.exit_code, 0) << run.err;
  EXPECT_TRUE(
      packets("truck-1.pcap", "_ws.malformed || _ws.expert.group == \"Malformed\"").empty());
  EXPECT_EQ(packets("truck-1.pcap", "!ip").size(), 0U);
  // The handshake of the upload, at the time at which it begins.
  const auto handshake =
      packets("truck-1.pcap", "tcp.port == 7000 && tcp.flags.syn == 1", "-e frame.time_epoch");
  ASSERT_EQ(handshake.size(), 2U);
  EXPECT_EQ(handshake[0].substr(0, 3), "2.0");
  // A million bytes leave the truck, each at least once, and reach the datacenter.
  for (const char* file : {"truck-1.pcap", "austin.pcap"}) {
    std::int64_t bytes = 0;
    for (const std::string& length :
         packets(file, "tcp.dstport == 7000 && tcp.len > 0 && !tcp.analysis.retransmission",
                 "-e tcp.len")) {
      std::int64_t count = 0;
      std::from_chars(length.data(), length.data() + length.size(), count);
      bytes += count;
    }
    EXPECT_EQ(bytes, 1'000'000) << file;
  }
}

TEST_F(TrafficTest, ACaptureEndsAtItsLimit) {
  const ProgramResult run =
      run_and_keep(kUpload + "[[capture]]\nhost = \"truck-1\"\nlimit = \"100 kB\"\n");
  ASSERT_EQ(run.exit_code, 0) << run.err;
  const std::size_t size = file_content(folder() + "/truck-1.pcap").size();
  EXPECT_LE(size, 100'000U);
  EXPECT_GT(size, 97'000U);
  EXPECT_NE(file_content(folder() + "/run.json").find("truck-1.pcap was cut at 100 kB"),
            std::string::npos);
}

}  // namespace
}  // namespace orbitmesh
