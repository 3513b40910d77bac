#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <tuple>

#include "bench/child_process.h"
#include "core/this_program.h"
#include "tests/mesh/ns3/twin/simulations.h"
#include "tests/mesh/ns3/twin/twin_traffic.h"

namespace orbitmesh::twin {
namespace {

constexpr int kTimeLimit_s = 250;

Report simulate(const char* which) {
  return parse_report(output_of_child(this_program(), {which}, kTimeLimit_s));
}

std::vector<Arrival> by_number(std::vector<Arrival> arrivals) {
  std::sort(arrivals.begin(), arrivals.end(), [](const Arrival& a, const Arrival& b) {
    return std::tie(a.flow, a.number) < std::tie(b.flow, b.number);
  });
  return arrivals;
}

std::int64_t of_flow(const std::vector<Arrival>& arrivals, int flow) {
  return std::count_if(arrivals.begin(), arrivals.end(),
                       [flow](const Arrival& arrival) { return arrival.flow == flow; });
}

// Both simulations round the delay of each link to a nanosecond, from ranges that agree
// within 0.1 m (0.34 ns), and their serialisation times are whole nanoseconds: a link adds
// at most 1 ns to their difference.
TEST(Twin, PacketsArriveAsOverStockNs3ToANanosecondALink) {
  const Report lean = simulate("--lean");
  const Report reference = simulate("--reference");

  EXPECT_GE(lean.user_handovers, 5);
  EXPECT_EQ(lean.user_handovers, reference.user_handovers);
  EXPECT_GE(lean.feeder_changes, 3);
  EXPECT_EQ(lean.feeder_changes, reference.feeder_changes);
  // What waited or was being sent on a feeder link when it was cut is lost in both.
  EXPECT_GE(lean.lost_in_cuts, 10);
  EXPECT_EQ(lean.lost_in_cuts, reference.lost_in_cuts);

  const std::vector<Arrival> a = by_number(lean.arrivals);
  const std::vector<Arrival> b = by_number(reference.arrivals);
  ASSERT_EQ(a.size(), b.size());
  for (int flow = 0; flow < Traffic::kUdpFlows; ++flow) EXPECT_GT(of_flow(a, flow), 5'000);
  for (int i = 0; i < Traffic::kTcpFlows; ++i) {
    EXPECT_GT(of_flow(a, Traffic::kFirstTcpFlow + i), 20'000);
  }
  std::int64_t largest_ns = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    ASSERT_EQ(a[i].flow, b[i].flow);
    ASSERT_EQ(a[i].number, b[i].number) << "flow " << a[i].flow;
    largest_ns = std::max(largest_ns, std::abs(a[i].at_ns - b[i].at_ns));
  }
  EXPECT_LE(largest_ns, lean.longest_path);
  std::printf(
      "%zu arrivals, at most %ld ns apart; %ld user handovers, %ld feeder changes, "
      "%ld packets lost in cuts, longest path %ld links\n",
      a.size(), largest_ns, lean.user_handovers, lean.feeder_changes, lean.lost_in_cuts,
      lean.longest_path);
}

}  // namespace
}  // namespace orbitmesh::twin

int main(int argc, char** argv) {
  const std::string verb = argc > 1 ? argv[1] : "";
  if (verb == "--lean" || verb == "--reference") {
    const auto report =
        verb == "--lean" ? orbitmesh::twin::run_lean() : orbitmesh::twin::run_reference();
    const std::string text = orbitmesh::twin::to_text(report);
    return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() ? 0 : 1;
  }
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
