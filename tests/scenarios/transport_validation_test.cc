#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenarios/resolved.h"
#include "scenarios/validation.h"
#include "tests/core/expect_input_error.h"
#include "tests/scenarios/scenario_fixture.h"

namespace orbitmesh {
namespace {

using testing::AllOf;
using testing::HasSubstr;

Scenario with_transport(std::string_view lines) {
  return parse_scenario(std::string(kGoodScenario) + "\n[network.transport]\n" +
                        std::string(lines));
}

std::string error_of(std::string_view lines) {
  return input_error_of([&] { with_transport(lines); });
}

TEST(TransportSection, DefaultsAreThoseOfLibzmq) {
  const TransportOptions options = with_transport("").network.transport;
  EXPECT_FALSE(options.heartbeat_interval);
  EXPECT_EQ(options.reconnect_interval, Duration::from_ms(100));
  EXPECT_FALSE(options.reconnect_maximum);
  EXPECT_EQ(options.send_high_water, 1000);
  EXPECT_FALSE(options.send_buffer);
  EXPECT_FALSE(options.immediate);
}

TEST(TransportSection, TheResolvedFileHasIt) {
  const std::string text =
      resolved_toml(with_transport("heartbeat_interval = \"200 ms\"\nsend_high_water = 2\n"));
  EXPECT_THAT(text, HasSubstr("heartbeat_interval = \"200 ms\""));
  EXPECT_THAT(text, HasSubstr("send_high_water = 2"));
  EXPECT_THAT(text, HasSubstr("reconnect_interval = \"100 ms\""));
}

TEST(TransportSection, AResolvedFileIsAScenario) {
  for (const std::string_view lines : {"", "kind = \"datagram\"\nrepair = 0.2\n"}) {
    const std::string resolved = resolved_toml(with_transport(lines));
    EXPECT_EQ(resolved_toml(parse_scenario(resolved)), resolved);
  }
}

TEST(TransportSection, ValuesOutOfRangeAreRefused) {
  EXPECT_THAT(error_of("send_high_water = 0\n"), HasSubstr("'send_high_water'"));
  EXPECT_THAT(error_of("reconnect_interval = \"0 ms\"\n"), HasSubstr("'reconnect_interval'"));
  EXPECT_THAT(error_of("heartbeat_interval = \"2 h\"\n"), HasSubstr("'heartbeat_interval'"));
  EXPECT_THAT(error_of("connect_timeout = 300\n"), HasSubstr("'connect_timeout'"));
  EXPECT_THAT(error_of("send_buffer = \"1 B\"\n"), HasSubstr("'send_buffer'"));
  EXPECT_THAT(error_of("tcp_max_rt = \"-1 s\"\n"), HasSubstr("'tcp_max_rt'"));
  EXPECT_THAT(error_of("routing_id = \"name\"\n"), HasSubstr("'routing_id'"));
  EXPECT_THAT(error_of("heartbeat_interval = \"200 ms\"\nheartbeat_ttl = \"10 ms\"\n"),
              HasSubstr("'heartbeat_ttl'"));
}

TEST(TransportSection, EachKindHasItsOwnKeys) {
  EXPECT_NO_THROW(with_transport("kind = \"datagram\"\nrepair = 0.2\n"));
  EXPECT_THAT(error_of("repair = 0.2\n"), HasSubstr("kind = \"zmtp\""));
  EXPECT_THAT(error_of("kind = \"datagram\"\ncurve = true\n"),
              AllOf(HasSubstr("'curve'"), HasSubstr("kind = \"datagram\"")));
  EXPECT_THAT(error_of("kind = \"datagram\"\nrepair = 5\n"), HasSubstr("'repair'"));
  EXPECT_THAT(error_of("kind = \"quic\"\n"), HasSubstr("'kind'"));
}

TEST(TransportSection, KeysWithoutEffectAreRefused) {
  EXPECT_THAT(error_of("open_ahead = 17\n"), HasSubstr("'open_ahead'"));
  EXPECT_THAT(error_of("heartbeat_timeout = \"400 ms\"\n"),
              AllOf(HasSubstr("'heartbeat_timeout'"), HasSubstr("heartbeat_interval = ")));
  EXPECT_THAT(error_of("heartbeat_ttl = \"1 s\"\n"), HasSubstr("'heartbeat_ttl'"));
  EXPECT_THAT(error_of("router_handover = true\n"), HasSubstr("routing_id = \"fixed\""));
  EXPECT_THAT(error_of("reconnect_maximum = \"50 ms\"\n"), HasSubstr("below reconnect_interval"));
}

}  // namespace
}  // namespace orbitmesh
