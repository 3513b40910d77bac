#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "bench/child_process.h"
#include "core/this_program.h"
#include "tests/mesh/message/accuracy/accuracy_run.h"

namespace orbitmesh::accuracy {
namespace {

constexpr std::uint64_t kSeed = 1;
constexpr int kTimeLimit_s = 120;
constexpr double kMedianBound = 0.05;
constexpr double kP99Bound = 0.15;

/// An argument that this program gave to itself.
std::uint64_t number(std::string_view text) {
  std::uint64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

Outcome simulate(const char* fidelity, int index) {
  return parse_outcome(output_of_child(
      this_program(), {"--run", fidelity, std::to_string(kSeed), std::to_string(index)},
      kTimeLimit_s));
}

/// Answered requests alone; nearest rank.
double percentile(std::vector<double> values, std::size_t percent) {
  values.erase(std::remove_if(values.begin(), values.end(), [](double v) { return v < 0; }),
               values.end());
  if (values.empty()) return -1;
  std::sort(values.begin(), values.end());
  return values[std::max<std::size_t>((values.size() * percent + 99) / 100, 1) - 1];
}

std::int64_t unanswered(const Outcome& outcome) {
  return std::count_if(outcome.latency_ms.begin(), outcome.latency_ms.end(),
                       [](double v) { return v < 0; });
}

class Accuracy : public ::testing::TestWithParam<int> {};

TEST_P(Accuracy, MedianAndTailAreThoseOfPacketFidelity) {
  const Scenario scenario(kSeed, GetParam());
  const Outcome packet = simulate("packet", GetParam());
  const Outcome message = simulate("message", GetParam());
  ASSERT_EQ(message.latency_ms.size(), packet.latency_ms.size());
  EXPECT_EQ(message.slots, packet.slots);
  EXPECT_EQ(message.mesh_digest, packet.mesh_digest) << "another satellite or path";
  EXPECT_EQ(message.downs, packet.downs);
  EXPECT_LE(std::abs(unanswered(message) - unanswered(packet)), 1);
  const double packet_p50_ms = percentile(packet.latency_ms, 50);
  const double packet_p99_ms = percentile(packet.latency_ms, 99);
  const double p50_ms = percentile(message.latency_ms, 50);
  const double p99_ms = percentile(message.latency_ms, 99);
  const double p50_error = p50_ms / packet_p50_ms - 1;
  const double p99_error = p99_ms / packet_p99_ms - 1;
  std::printf("| %s | %zu | %.1f | %.1f | %+.1f %% | %.1f | %.1f | %+.1f %% | %.0f |\n",
              scenario.description().c_str(), packet.latency_ms.size(), packet_p50_ms, p50_ms,
              100 * p50_error, packet_p99_ms, p99_ms, 100 * p99_error,
              packet.cpu_s / message.cpu_s);
  EXPECT_LE(std::fabs(p50_error), kMedianBound);
  EXPECT_LE(std::fabs(p99_error), kP99Bound);
}

INSTANTIATE_TEST_SUITE_P(Scenarios, Accuracy, ::testing::Range(0, Scenario::kCount));

}  // namespace
}  // namespace orbitmesh::accuracy

int main(int argc, char** argv) {
  using orbitmesh::Fidelity;
  if (argc == 5 && std::string(argv[1]) == "--run") {
    const auto fidelity = std::string(argv[2]) == "packet" ? Fidelity::kPacket : Fidelity::kMessage;
    const orbitmesh::accuracy::Scenario scenario(
        orbitmesh::accuracy::number(argv[3]),
        static_cast<int>(orbitmesh::accuracy::number(argv[4])));
    const std::string text =
        orbitmesh::accuracy::to_text(orbitmesh::accuracy::run(scenario, fidelity));
    return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() ? 0 : 1;
  }
  ::testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
