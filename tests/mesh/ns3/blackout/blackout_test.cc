#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <ostream>
#include <vector>

#include "tests/mesh/ns3/blackout/blackout_run.h"

namespace orbitmesh {
namespace {

// libzmq 4.3.4 over Linux 6.18's TCP (docs/validation.md): medians of runs at ten phases of the
// blackout.
struct Measured {
  std::optional<double> detected_s;
  std::optional<double> first_reply_s;
  double lost = 0;
  double refused = 0;
  double oldest_s = 0;
};

struct Row {
  const char* name;
  TransportOptions options;
  Measured measured;
};
void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }

TransportOptions linux_tcp() {
  TransportOptions options;
  options.tail_loss_probe = true;
  return options;
}

TransportOptions heartbeats(bool handover) {
  TransportOptions options = linux_tcp();
  options.heartbeat_interval = Duration::from_ms(200);
  options.heartbeat_timeout = Duration::from_ms(400);
  options.connect_timeout = Duration::from_ms(300);
  options.reconnect_interval = Duration::from_ms(50);
  options.routing_id = RoutingId::kFixed;
  options.router_handover = handover;
  return options;
}

TransportOptions immediate() {
  TransportOptions options = heartbeats(true);
  options.immediate = true;
  options.dont_wait = true;
  return options;
}

TransportOptions max_rt() {
  TransportOptions options = linux_tcp();
  options.tcp_max_rt = Duration::from_s(1);
  options.reconnect_interval = Duration::from_ms(50);
  return options;
}

TransportOptions small_queues() {
  TransportOptions options = linux_tcp();
  options.send_high_water = 2;
  options.send_buffer = Bytes{256 * 1024};
  options.dont_wait = true;
  return options;
}

/// One figure at ten phases. What never came counts as later than all others.
class Column {
 public:
  void add(std::optional<double> value) {
    if (value) {
      values_.push_back(*value);
    } else {
      ++missing_;
    }
  }
  std::optional<double> median() {
    std::sort(values_.begin(), values_.end());
    const std::size_t middle = (values_.size() + missing_) / 2;
    return middle < values_.size() ? std::optional(values_[middle]) : std::nullopt;
  }
  void print(const char* name) {
    const std::optional<double> middle = median();
    if (!middle) return;
    std::printf("  %s %.2f (%.2f to %.2f)", name, *middle, values_.front(), values_.back());
  }

 private:
  std::vector<double> values_;
  std::size_t missing_ = 0;
};

struct Table {
  Column detected;
  Column reconnected;
  Column first_reply;
  Column lost;
  Column refused;
  Column oldest;
};

Table run_row(Fidelity fidelity, const Row& row) {
  Table table;
  for (int phase = 0; phase < 10; ++phase) {
    const BlackoutRun run = run_blackout(fidelity, row.options, Duration::from_ms(10 * phase));
    table.detected.add(run.detected_s);
    table.reconnected.add(run.reconnected_s);
    table.first_reply.add(run.first_reply_s);
    table.lost.add(run.lost);
    table.refused.add(run.refused);
    table.oldest.add(run.oldest_s);
  }
  std::printf("%s, %s:", to_string(fidelity).data(), row.name);
  table.detected.print("detected");
  table.reconnected.print("reconnected");
  table.first_reply.print("first reply");
  table.lost.print("lost");
  table.refused.print("refused");
  table.oldest.print("oldest");
  std::printf("\n");
  return table;
}

void expect_near(const char* what, std::optional<double> value, std::optional<double> measured,
                 double band) {
  ASSERT_EQ(value.has_value(), measured.has_value()) << what;
  if (measured) {
    EXPECT_NEAR(*value, *measured, band) << what;
  }
}

void expect_as_measured(const Row& row) {
  const Measured& measured = row.measured;
  Table table = run_row(Fidelity::kPacket, row);
  expect_near("detected", table.detected.median(), measured.detected_s, 0.2);
  expect_near("first reply", table.first_reply.median(), measured.first_reply_s, 0.2);
  expect_near("lost", table.lost.median(), measured.lost, 2);
  expect_near("refused", table.refused.median(), measured.refused, 2);
  expect_near("oldest answer", table.oldest.median(), measured.oldest_s, 0.2);
}

class BlackoutTest : public testing::TestWithParam<Row> {};

TEST_P(BlackoutTest, GoesAsWithLibzmqOverCubic) { expect_as_measured(GetParam()); }

// Message fidelity has neither tail loss probes nor Linux's tuning of the send buffer.
TEST_P(BlackoutTest, GoesAlikeInBothFidelities) {
  Row row = GetParam();
  row.options.tail_loss_probe = false;
  if (!row.options.send_buffer) row.options.send_buffer = Bytes{2 << 20};
  Table packet = run_row(Fidelity::kPacket, row);
  Table message = run_row(Fidelity::kMessage, row);
  expect_near("detected", message.detected.median(), packet.detected.median(), 0.2);
  expect_near("first reply", message.first_reply.median(), packet.first_reply.median(), 0.2);
  expect_near("lost", message.lost.median(), packet.lost.median(), 2);
  expect_near("refused", message.refused.median(), packet.refused.median(), 2);
  expect_near("oldest answer", message.oldest.median(), packet.oldest.median(), 0.2);
}

INSTANTIATE_TEST_SUITE_P(
    Settings, BlackoutTest,
    testing::Values(Row{"defaults", linux_tcp(), {{}, 0.53, 0, 0, 2.50}},
                    Row{"heartbeats", heartbeats(true), {0.47, 0.40, 5, 0, 1.87}},
                    Row{"immediate", immediate(), {0.48, 0.43, 5, 19, 0.17}},
                    Row{"no handover", heartbeats(false), {0.45, {}, 91, 0, 0.06}},
                    Row{"max-rt", max_rt(), {1.58, 0.96, 3, 0, 2.63}},
                    Row{"small queues", small_queues(), {{}, 0.48, 0, 20, 2.46}}));

// In the blackout Linux's send buffer for BBR, 6,912 B for each of some 820 segments, reaches
// tcp_wmem's maximum of 4 MiB; SO_SNDBUF counts twice.
Row with_buffer_of_bbr(Row row) {
  if (!row.options.send_buffer) row.options.send_buffer = Bytes{2 << 20};
  return row;
}

class BlackoutWithBufferOfBbrTest : public testing::TestWithParam<Row> {};

TEST_P(BlackoutWithBufferOfBbrTest, GoesAsWithLibzmqOverBbr) {
  expect_as_measured(with_buffer_of_bbr(GetParam()));
}

INSTANTIATE_TEST_SUITE_P(
    Settings, BlackoutWithBufferOfBbrTest,
    testing::Values(Row{"defaults", linux_tcp(), {{}, 0.61, 0, 0, 2.59}},
                    Row{"heartbeats", heartbeats(true), {0.49, 0.44, 5, 0, 1.88}},
                    Row{"immediate", immediate(), {0.49, 0.46, 6, 19, 0.20}},
                    Row{"no handover", heartbeats(false), {0.49, {}, 91, 0, 0.07}},
                    Row{"max-rt", max_rt(), {1.77, 1.16, 14, 0, 1.74}},
                    Row{"small queues", small_queues(), {{}, 0.38, 0, 19, 2.35}}));

class SteadyPathTest : public testing::TestWithParam<Fidelity> {};

TEST_P(SteadyPathTest, IsReadyAndAnswersAsLibzmqDoes) {
  const BlackoutRun run = run_blackout(GetParam(), {}, Duration{});
  std::printf("ready %.0f ms, first request %.0f ms, steady %.1f ms\n", run.ready_ms, run.first_ms,
              run.steady_ms);
  EXPECT_NEAR(run.ready_ms, 122, 12.2);
  EXPECT_GE(run.first_ms, 0.9 * 321);
  EXPECT_LE(run.first_ms, 1.1 * 334);
  EXPECT_NEAR(run.steady_ms, 58.1, 5.8);
}

INSTANTIATE_TEST_SUITE_P(Fidelities, SteadyPathTest,
                         testing::Values(Fidelity::kPacket, Fidelity::kMessage));

}  // namespace
}  // namespace orbitmesh
