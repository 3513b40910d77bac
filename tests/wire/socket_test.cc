#include "wire/socket.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/time.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include "core/error.h"
#include "tests/wire/temporary_path.h"

namespace orbitmesh {
namespace {

constexpr Duration kLimit = Duration::from_s(10);

EncodedMessage text(const std::string& value) { return {value.begin(), value.end()}; }

/// Waits for one message, for at most kLimit.
ReceivedMessage take(Socket& socket) {
  ReceivedMessage message;
  socket.receive(message, kLimit);
  return message;
}

/// A router and a dealer that talk over `endpoint`.
void expect_conversation(const std::string& endpoint, const SocketOptions& server,
                         const SocketOptions& client) {
  const auto context = std::make_shared<SocketContext>(1);
  Socket router(context, SocketKind::kRouter, server);
  router.bind(endpoint);
  Socket dealer(context, SocketKind::kDealer, client);
  dealer.connect(router.bound_endpoint());
  ASSERT_EQ(dealer.send(text("ping")), SendResult::kSent);
  const ReceivedMessage asked = take(router);
  EXPECT_EQ(asked.body, text("ping"));
  ASSERT_EQ(router.send_to(asked.peer, text("pong")), SendResult::kSent);
  EXPECT_EQ(take(dealer).body, text("pong"));
}

TEST(Socket, EveryTransportCarriesMessages) {
  const TemporaryPath folder;
  expect_conversation("inproc://a", {}, {});
  expect_conversation("ipc://" + (folder / "socket"), {}, {});
  expect_conversation("tcp://127.0.0.1:*", {}, {});
}

TEST(Socket, CurveCarriesMessagesBetweenThoseWhoKnowEachOther) {
  const TemporaryPath folder;
  const CurveKeyPair server = generate_curve_keys(folder / "server");
  const CurveKeyPair client = generate_curve_keys(folder / "client");
  SocketOptions binding;
  binding.curve_server = CurveServer{server, {client.public_key}};
  SocketOptions connecting;
  connecting.curve_client = CurveClient{client, server.public_key};
  expect_conversation("tcp://127.0.0.1:*", binding, connecting);
}

TEST(Socket, AMessageToNobodyIsUnreachable) {
  const auto context = std::make_shared<SocketContext>(1);
  Socket router(context, SocketKind::kRouter, {});
  router.bind("inproc://a");
  EXPECT_EQ(router.send_to("nobody", text("a")), SendResult::kUnreachable);
  std::string peer;
  {
    Socket dealer(context, SocketKind::kDealer, {});
    dealer.connect("inproc://a");
    dealer.send(text("hello"));
    peer = take(router).peer;
    EXPECT_EQ(router.send_to(peer, text("a")), SendResult::kSent);
  }
  SendResult result = SendResult::kSent;
  for (int i = 0; i < 100 && result != SendResult::kUnreachable; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    result = router.send_to(peer, text("a"));
  }
  EXPECT_EQ(result, SendResult::kUnreachable);
}

TEST(Socket, AFullQueueDoesNotBlock) {
  const auto context = std::make_shared<SocketContext>(1);
  SocketOptions options;
  options.send_queue = 3;
  options.receive_queue = 3;
  Socket router(context, SocketKind::kRouter, options);
  router.bind("inproc://a");
  Socket dealer(context, SocketKind::kDealer, options);
  dealer.connect("inproc://a");
  int sent = 0;
  while (sent < 100 && dealer.send(text("a")) == SendResult::kSent) ++sent;
  EXPECT_GE(sent, 3);
  EXPECT_LT(sent, 100);
}

TEST(Socket, AnEmptyQueueIsSaidAtOnce) {
  const auto context = std::make_shared<SocketContext>(0);
  Socket router(context, SocketKind::kRouter, {});
  router.bind("inproc://a");
  ReceivedMessage message;
  EXPECT_FALSE(router.receive(message));
  EXPECT_FALSE(router.receive(message, Duration::from_ms(1)));
}

/// Signals this process every 10 ms, which interrupts whatever it waits for.
class Alarm {
 public:
  Alarm() {
    struct sigaction action = {};
    action.sa_handler = [](int) {};
    sigaction(SIGALRM, &action, &before_);
    set(10'000);
  }
  ~Alarm() {
    set(0);
    sigaction(SIGALRM, &before_, nullptr);
  }
  Alarm(const Alarm&) = delete;
  Alarm& operator=(const Alarm&) = delete;

 private:
  static void set(suseconds_t interval_us) {
    const itimerval interval{{0, interval_us}, {0, interval_us}};
    setitimer(ITIMER_REAL, &interval, nullptr);
  }

  struct sigaction before_ = {};
};

TEST(Socket, ASignalEndsWaiting) {
  const auto context = std::make_shared<SocketContext>(1);
  Socket router(context, SocketKind::kRouter, {});
  router.bind("inproc://a");
  ReceivedMessage message;
  const auto begin = std::chrono::steady_clock::now();
  const Alarm alarm;
  EXPECT_FALSE(router.receive(message, Duration::from_s(60)));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(30));
}

TEST(Socket, BindingRemovesNeitherFilesNorOthersSockets) {
  const TemporaryPath folder;
  const auto context = std::make_shared<SocketContext>(1);
  Socket first(context, SocketKind::kRouter, {});
  Socket second(context, SocketKind::kRouter, {});
  std::ofstream(folder / "file") << "precious";
  EXPECT_THROW(first.bind("ipc://" + (folder / "file")), InputError);
  EXPECT_TRUE(std::filesystem::exists(folder / "file"));
  first.bind("ipc://" + (folder / "socket"));
  EXPECT_THROW(second.bind("ipc://" + (folder / "socket")), InputError);
}

TEST(Socket, BadEndpointsAreNamed) {
  const auto context = std::make_shared<SocketContext>(1);
  Socket socket(context, SocketKind::kRouter, {});
  EXPECT_THROW(socket.bind("tcp://256.1.1.1:80"), InputError);
  EXPECT_THROW(socket.bind("ipc:///no/such/folder/socket"), InputError);
  EXPECT_THROW(socket.connect("udp://1"), InputError);
}

}  // namespace
}  // namespace orbitmesh
