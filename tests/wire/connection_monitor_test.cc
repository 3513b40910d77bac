#include "wire/connection_monitor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <thread>

#include "tests/wire/temporary_path.h"

namespace orbitmesh {
namespace {

using testing::HasSubstr;

/// Updates until `condition` holds; false when it does not within 10 s.
bool eventually(ConnectionMonitor& monitor, const std::function<bool()>& condition) {
  for (int i = 0; i < 1000; ++i) {
    monitor.update();
    if (condition()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

TEST(ConnectionMonitor, SeesAConnectionComeAndGoAndComeAgain) {
  const TemporaryPath folder;
  const std::string endpoint = "ipc://" + (folder / "socket");
  const auto context = std::make_shared<SocketContext>(1);
  Socket dealer(context, SocketKind::kDealer, {});
  ConnectionMonitor monitor(dealer);
  dealer.connect(endpoint);
  EXPECT_TRUE(eventually(monitor, [&] { return !monitor.problem().empty(); }));
  EXPECT_THAT(monitor.problem(), HasSubstr("nobody answers"));
  std::optional<Socket> router;
  router.emplace(context, SocketKind::kRouter, SocketOptions{});
  router->bind(endpoint);
  EXPECT_TRUE(eventually(monitor, [&] { return monitor.is_connected(); }));
  EXPECT_EQ(monitor.time_disconnected(), Duration{});
  router.reset();
  EXPECT_TRUE(eventually(monitor, [&] { return !monitor.is_connected(); }));
  router.emplace(context, SocketKind::kRouter, SocketOptions{});
  router->bind(endpoint);
  EXPECT_TRUE(eventually(monitor, [&] { return monitor.is_connected(); }));
  EXPECT_EQ(monitor.connections(), 2);
}

/// The monitor's word about a client that a CURVE server should not let in.
std::string problem_of(const CurveServer& server, const std::optional<CurveClient>& client) {
  const auto context = std::make_shared<SocketContext>(1);
  SocketOptions binding;
  binding.curve_server = server;
  binding.handshake_timeout = Duration::from_ms(300);
  Socket router(context, SocketKind::kRouter, binding);
  router.bind("tcp://127.0.0.1:*");
  SocketOptions connecting;
  connecting.curve_client = client;
  connecting.handshake_timeout = Duration::from_ms(300);
  Socket dealer(context, SocketKind::kDealer, connecting);
  ConnectionMonitor monitor(dealer);
  dealer.connect(router.bound_endpoint());
  for (int i = 0; i < 100; ++i) {
    monitor.update();
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  EXPECT_FALSE(monitor.is_connected());
  EXPECT_EQ(monitor.connections(), 0);
  return monitor.problem();
}

TEST(ConnectionMonitor, CurveKeepsStrangersOutAndSaysSo) {
  const TemporaryPath folder;
  const CurveKeyPair server = generate_curve_keys(folder / "server");
  const CurveKeyPair known = generate_curve_keys(folder / "known");
  const CurveKeyPair stranger = generate_curve_keys(folder / "stranger");
  const CurveServer door{server, {known.public_key}};
  EXPECT_THAT(problem_of(door, CurveClient{stranger, server.public_key}),
              HasSubstr("refuses this key"));
  EXPECT_NE(problem_of(door, CurveClient{known, stranger.public_key}), "");
  EXPECT_NE(problem_of(door, std::nullopt), "");
}

}  // namespace
}  // namespace orbitmesh
