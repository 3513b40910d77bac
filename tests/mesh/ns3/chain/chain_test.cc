#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "bench/child_process.h"
#include "core/this_program.h"
#include "tests/mesh/ns3/chain/chain_traffic.h"

namespace orbitmesh::chain_twin {
namespace {

constexpr int kTimeLimit_s = 100;

struct Twins {
  twin::Report plane;
  twin::Report devices;
};

Twins simulate(Load load) {
  const std::string name(to_string(load));
  const auto run = [&](const char* design) {
    return twin::parse_report(output_of_child(this_program(), {design, name}, kTimeLimit_s));
  };
  return {run("--plane"), run("--devices")};
}

/// The same packets arrive, in the same order, within a nanosecond a link.
void expect_equal_arrivals(const Twins& twins) {
  const auto& plane = twins.plane.arrivals;
  const auto& devices = twins.devices.arrivals;
  ASSERT_EQ(plane.size(), devices.size());
  std::int64_t largest_ns = 0;
  for (std::size_t i = 0; i < plane.size(); ++i) {
    ASSERT_EQ(plane[i].number, devices[i].number) << "arrival " << i;
    largest_ns = std::max(largest_ns, std::abs(plane[i].at_ns - devices[i].at_ns));
  }
  EXPECT_LE(largest_ns, kLinks);
  EXPECT_EQ(twins.plane.lost_in_queues, twins.devices.lost_in_queues);
  std::printf("%zu arrivals, %ld packets lost in queues, largest difference %ld ns\n", plane.size(),
              twins.plane.lost_in_queues, largest_ns);
}

TEST(Chain, UdpBelowTheCapacityArrivesAsOverStockDevices) {
  const Twins twins = simulate(Load::kUdpLight);
  EXPECT_GT(twins.plane.arrivals.size(), 5'000u);
  EXPECT_EQ(twins.plane.lost_in_queues, 0);
  expect_equal_arrivals(twins);
}

TEST(Chain, UdpThatOverflowsQueuesLosesTheSamePackets) {
  const Twins twins = simulate(Load::kUdpOverflow);
  EXPECT_GT(twins.plane.lost_in_queues, 1'000);
  expect_equal_arrivals(twins);
}

TEST(Chain, TcpBelowTheCapacityArrivesAsOverStockDevices) {
  const Twins twins = simulate(Load::kTcpLight);
  EXPECT_GT(twins.plane.arrivals.size(), 5'000u);
  EXPECT_EQ(twins.plane.lost_in_queues, 0);
  expect_equal_arrivals(twins);
}

TEST(Chain, TcpThatOverflowsQueuesArrivesAsOverStockDevices) {
  const Twins twins = simulate(Load::kTcpOverflow);
  EXPECT_GT(twins.plane.lost_in_queues, 20);
  expect_equal_arrivals(twins);
}

// Ports count the rest of the packet being sent into the backlog, devices do not: with packets
// of different sizes a queue may hold up to one packet less, so the totals may differ by one
// packet of the largest size for each burst that overflows, and no more.
TEST(Chain, UdpOfAllSizesDiffersByAtMostAPacketForEachBurst) {
  const Twins twins = simulate(Load::kUdpMixed);
  EXPECT_GT(twins.plane.lost_in_queues, 1'000);
  const auto bytes_of = [](const twin::Report& report) {
    std::int64_t bytes = 0;
    for (const twin::Arrival& arrival : report.arrivals) bytes += arrival.flow;
    return bytes;
  };
  const std::int64_t plane = bytes_of(twins.plane);
  const std::int64_t devices = bytes_of(twins.devices);
  constexpr std::int64_t kBursts = 29'000 / 70;
  EXPECT_LE(std::abs(plane - devices), kBursts * kFullPacket.count);
  std::printf("%ld and %ld bytes arrived\n", plane, devices);
}

}  // namespace
}  // namespace orbitmesh::chain_twin

int main(int argc, char** argv) {
  using namespace orbitmesh;
  const std::string_view design = argc == 3 ? argv[1] : "";
  if (design == "--plane" || design == "--devices") {
    for (const auto& entry : enum_names(chain_twin::Load{})) {
      if (entry.name != std::string_view(argv[2])) continue;
      const bool plane = design == "--plane";
      const std::string text = twin::to_text(plane ? chain_twin::run_plane(entry.value)
                                                   : chain_twin::run_devices(entry.value));
      return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() ? 0 : 1;
    }
    return 1;
  }
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
