#include "inference/worker_server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <optional>

#include "inference/worker_echo_engine.h"
#include "wire/message_codec.h"

namespace orbitmesh {
namespace {

using testing::HasSubstr;

constexpr Duration kLimit = Duration::from_s(10);

/// A worker in a thread and the runner's end of its connection.
class WorkerServerTest : public testing::Test {
 protected:
  WorkerServerTest() { router_.bind("inproc://workers"); }
  ~WorkerServerTest() override { stop_ = true; }

  void start() {
    WorkerServerOptions options;
    options.endpoint = "inproc://workers";
    options.name = "test";
    outcome_ = std::async(std::launch::async, [this, options] {
      return WorkerServer(context_, options, echo_engines()).serve(stop_);
    });
    const auto hello = take<WorkerHello>();
    ASSERT_TRUE(hello);
    EXPECT_EQ(hello->name, "test");
  }

  void send(const EncodedMessage& message) {
    ASSERT_EQ(router_.send_to(peer_, message), SendResult::kSent);
  }

  template <class Kind>
  std::optional<Kind> take() {
    ReceivedMessage message;
    router_.receive(message, kLimit);
    if (message.body.empty()) return std::nullopt;
    peer_ = message.peer;
    const Envelope envelope = decode(message.body);
    sequence_ = envelope.sequence;
    const auto* body = std::get_if<Kind>(&envelope.message);
    return body == nullptr ? std::nullopt : std::optional<Kind>(*body);
  }

  std::shared_ptr<SocketContext> context_ = std::make_shared<SocketContext>(1);
  Socket router_{context_, SocketKind::kRouter, {}};
  std::atomic<bool> stop_{false};
  std::string peer_;
  std::uint64_t sequence_ = 0;
  std::future<WorkerOutcome> outcome_;
};

WorkerRequest request_of(float value) {
  WorkerRequest request;
  request.id = 3;
  request.input = {{1}, {value}};
  return request;
}

TEST_F(WorkerServerTest, AnswersWithTheSequenceOfTheRequest) {
  start();
  send(encode(request_of(2.5F), 77));
  const auto reply = take<WorkerReply>();
  ASSERT_TRUE(reply);
  EXPECT_EQ(sequence_, 77U);
  EXPECT_EQ(reply->id, 3U);
  EXPECT_EQ(reply->output, std::vector<float>{2.5F});
}

TEST_F(WorkerServerTest, MalformedMessagesAreAnsweredAndDoNoHarm) {
  start();
  EncodedMessage damaged = encode(request_of(1));
  damaged[12] ^= 0xff;
  for (const EncodedMessage& bad :
       {EncodedMessage{}, EncodedMessage(7), EncodedMessage(800, 0xff), damaged}) {
    send(bad);
    EXPECT_TRUE(take<WireFault>());
  }
  send(encode(OffloadRequest{}));
  const auto fault = take<WireFault>();
  ASSERT_TRUE(fault);
  EXPECT_THAT(fault->reason, HasSubstr("requests alone"));
  send(encode(request_of(4)));
  EXPECT_TRUE(take<WorkerReply>());
}

TEST_F(WorkerServerTest, AProbeIsNotAnswered) {
  start();
  send(encode(WorkerProbe{}));
  send(encode(request_of(4)));
  EXPECT_TRUE(take<WorkerReply>());
}

TEST_F(WorkerServerTest, AStopMessageEndsIt) {
  start();
  send(encode(WorkerStop{}));
  EXPECT_EQ(outcome_.get().end, WorkerEnd::kStopped);
}

TEST_F(WorkerServerTest, TheFlagEndsIt) {
  start();
  stop_ = true;
  EXPECT_EQ(outcome_.get().end, WorkerEnd::kAsked);
}

TEST_F(WorkerServerTest, ARunnerThatDoesNotUnderstandItEndsIt) {
  start();
  send(encode(WireFault{"protocol version 2"}));
  const WorkerOutcome outcome = outcome_.get();
  EXPECT_EQ(outcome.end, WorkerEnd::kRefused);
  EXPECT_THAT(outcome.reason, HasSubstr("protocol version 2"));
}

TEST(WorkerServer, WithoutARunnerItGivesUp) {
  WorkerServerOptions options;
  options.endpoint = "tcp://127.0.0.1:9";
  options.connect_limit = Duration::from_ms(300);
  const std::atomic<bool> never{false};
  const WorkerOutcome outcome =
      WorkerServer(std::make_shared<SocketContext>(1), options, echo_engines()).serve(never);
  EXPECT_EQ(outcome.end, WorkerEnd::kUnreachable);
  EXPECT_THAT(outcome.reason, HasSubstr("no connection to 'tcp://127.0.0.1:9' for 0.3 s"));
}

}  // namespace
}  // namespace orbitmesh
