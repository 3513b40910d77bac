#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>

#include <atomic>
#include <chrono>
#include <future>
#include <optional>
#include <thread>

#include "core/error.h"
#include "inference/worker_group.h"
#include "inference/worker_pool.h"
#include "tests/inference/worker_requests.h"
#include "tests/wire/temporary_path.h"
#include "wire/curve_keys.h"
#include "wire/ipc_path.h"
#include "wire/message_bounds.h"
#include "wire/message_codec.h"
#include "wire/wall_clock.h"

namespace orbitmesh {
namespace {

using testing::HasSubstr;
using testing::Property;
using testing::Throws;

constexpr std::uint64_t kRequests = 300;

/// Worker processes with echo engines on this machine.
WorkerPoolOptions spawned(int workers, std::vector<std::string> arguments = {}) {
  WorkerPoolOptions options;
  options.endpoint = "ipc://auto";
  options.workers = workers;
  options.program = ORBITMESH_WORKER_PROGRAM;
  options.arguments = std::move(arguments);
  options.worker_limit = Duration::from_s(20);
  return options;
}

/// Until `workers` have joined.
void meet_workers(WorkerPool& pool, std::uint64_t workers) {
  constexpr std::uint64_t kOther = 1'000'000;
  const WallDeadline deadline(Duration::from_s(20));
  while (pool.stats().workers_met < workers && !deadline.passed()) {
    pool.dispatch(sample_request(kOther));
    pool.await(kOther);
  }
  ASSERT_EQ(pool.stats().workers_met, workers);
}

/// Workers of this process that connect by a transport, as `orbitmesh worker` does.
class ConnectedWorkers {
 public:
  ConnectedWorkers(int workers, const std::string& endpoint, const SocketOptions& socket = {},
                   Duration delay = {}) {
    WorkerServerOptions options;
    options.endpoint = endpoint;
    options.name = "test";
    options.socket = socket;
    options.connect_limit = Duration::from_s(20);
    outcome_ = std::async(std::launch::async, [this, workers, options, delay] {
      return serve_in_threads(workers, options, echo_engines(delay), stop_);
    });
  }
  ~ConnectedWorkers() { stop_ = true; }
  ConnectedWorkers(const ConnectedWorkers&) = delete;
  ConnectedWorkers& operator=(const ConnectedWorkers&) = delete;

 private:
  std::atomic<bool> stop_{false};
  std::future<WorkerOutcome> outcome_;
};

WorkerPoolOptions listening(const std::string& endpoint) {
  WorkerPoolOptions options;
  options.endpoint = endpoint;
  options.worker_limit = Duration::from_s(20);
  return options;
}

TEST(WorkerTransport, ProcessesGiveTheSameReplies) {
  WorkerPool pool(spawned(2), nullptr);
  meet_workers(pool, 2);
  EXPECT_EQ(replies_of(pool, kRequests, 100), direct_replies(kRequests));
  EXPECT_EQ(pool.processes().size(), 2U);
}

TEST(WorkerTransport, IpcAndTcpGiveTheSameReplies) {
  const IpcFolder folder;
  for (const std::string& endpoint : {folder.endpoint(), std::string("tcp://127.0.0.1:*")}) {
    WorkerPool pool(listening(endpoint), nullptr);
    const ConnectedWorkers workers(3, pool.endpoint());
    EXPECT_EQ(replies_of(pool, kRequests, 100), direct_replies(kRequests));
  }
}

TEST(WorkerTransport, LargeMessagesPass) {
  WorkerPool pool(listening("tcp://127.0.0.1:*"), nullptr);
  const ConnectedWorkers workers(1, pool.endpoint());
  WorkerRequest request;
  request.input.values.assign(1'000'000, 1.5F);
  request.input.shape = {1'000'000};
  for (std::uint64_t id = 0; id < 10; ++id) {
    request.id = id;
    pool.dispatch(request);
  }
  for (std::uint64_t id = 0; id < 10; ++id) {
    EXPECT_EQ(pool.await(id).output, std::vector<float>(10, 1.5F));
  }
}

TEST(WorkerTransport, AWorkerThatComesLaterIsUsed) {
  WorkerPool pool(listening("tcp://127.0.0.1:*"), nullptr);
  const ConnectedWorkers first(1, pool.endpoint());
  meet_workers(pool, 1);
  const ConnectedWorkers second(1, pool.endpoint());
  meet_workers(pool, 2);
  EXPECT_EQ(replies_of(pool, kRequests, 100), direct_replies(kRequests));
}

TEST(WorkerTransport, TheRequestsOfAKilledProcessAreSentAgain) {
  WorkerPool pool(spawned(2, {"--echo-ms", "2"}), nullptr);
  meet_workers(pool, 2);
  const std::vector<std::string> expected = direct_replies(200);
  for (std::uint64_t id = 0; id < 200; ++id) pool.dispatch(sample_request(id));
  for (std::uint64_t id = 0; id < 20; ++id) EXPECT_EQ(line_of(pool.await(id)), expected[id]);
  kill(pool.processes().front(), SIGKILL);
  for (std::uint64_t id = 20; id < 200; ++id) EXPECT_EQ(line_of(pool.await(id)), expected[id]);
  EXPECT_EQ(pool.stats().workers_lost, 1U);
  EXPECT_GE(pool.stats().resent, 1U);
  EXPECT_LE(pool.stats().resent, 64U);
  EXPECT_EQ(pool.processes().size(), 1U);
}

TEST(WorkerTransport, AStoppedProcessIsGivenUpAndItsRequestsSentAgain) {
  WorkerPool pool(spawned(2), nullptr);
  meet_workers(pool, 2);
  const int stopped = pool.processes().front();
  kill(stopped, SIGSTOP);
  siginfo_t info{};
  ASSERT_EQ(waitid(P_PID, static_cast<id_t>(stopped), &info, WSTOPPED | WNOWAIT), 0);
  EXPECT_EQ(replies_of(pool, 100, 100), direct_replies(100));
  EXPECT_EQ(pool.stats().workers_lost, 1U);
  kill(stopped, SIGKILL);
}

TEST(WorkerTransport, WhenAllProcessesAreKilledTheRunFails) {
  WorkerPool pool(spawned(2, {"--echo-ms", "20"}), nullptr);
  for (std::uint64_t id = 0; id < 50; ++id) pool.dispatch(sample_request(id));
  pool.await(0);
  for (const int pid : pool.processes()) kill(pid, SIGKILL);
  EXPECT_THAT(
      [&] {
        for (std::uint64_t id = 1; id < 50; ++id) pool.await(id);
      },
      Throws<RunError>(Property(&RunError::what, HasSubstr("have ended, the last with signal"))));
}

TEST(WorkerTransport, AProgramThatEndsAtOnceFailsTheRun) {
  WorkerPool pool(spawned(1, {"--exit"}), nullptr);
  pool.dispatch(sample_request(1));
  EXPECT_THAT([&] { pool.await(1); },
              Throws<RunError>(Property(&RunError::what, HasSubstr("exit code 7"))));
}

TEST(WorkerTransport, AProgramThatIsMissingFailsTheRun) {
  WorkerPoolOptions options = spawned(1);
  options.program = "no/such/program";
  EXPECT_THROW(WorkerPool(options, nullptr), RunError);
}

TEST(WorkerTransport, ProcessesEndWithTheirPool) {
  std::vector<int> pids;
  {
    WorkerPool pool(spawned(2), nullptr);
    replies_of(pool, 10, 5);
    pids = pool.processes();
    ASSERT_EQ(pids.size(), 2U);
  }
  for (const int pid : pids) EXPECT_NE(kill(pid, 0), 0);
}

TEST(WorkerTransport, ARequestThatKillsItsWorkersFailsTheRun) {
  // Each worker dies while it has the request.
  WorkerPoolOptions options = spawned(3, {"--echo-ms", "100000"});
  options.max_attempts = 2;
  options.in_flight = 1;
  WorkerPool pool(options, nullptr);
  pool.dispatch(sample_request(1));
  std::atomic<bool> done{false};
  const std::vector<int> pids = pool.processes();
  std::thread killer([&] {
    for (const int pid : pids) {
      for (int i = 0; i < 10 && !done; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
      }
      kill(pid, SIGKILL);
    }
  });
  EXPECT_THROW(pool.await(1), RunError);
  done = true;
  killer.join();
}

TEST(WorkerTransport, StrangersDoNotDisturbThePool) {
  WorkerPool pool(listening("tcp://127.0.0.1:*"), nullptr);
  const auto context = std::make_shared<SocketContext>(1);
  Socket stranger(context, SocketKind::kDealer, {});
  stranger.connect(pool.endpoint());
  for (const EncodedMessage& message :
       {EncodedMessage{1, 2, 3}, EncodedMessage(64, 0xff), encode(OffloadRequest{}),
        encode(WorkerHello{"now one of us"}), encode(WorkerReply{}, 1)}) {
    stranger.send(message);
  }
  const ConnectedWorkers workers(1, pool.endpoint());
  EXPECT_EQ(replies_of(pool, 50, 10), direct_replies(50));
  for (int i = 0; i < 100 && pool.stats().malformed == 0; ++i) replies_of(pool, 10, 1);
  EXPECT_GE(pool.stats().malformed, 1U);
  EXPECT_EQ(pool.stats().workers_met, 1U);
}

TEST(WorkerTransport, ASilentWorkerIsGivenUpWhateverStrangersSend) {
  WorkerPoolOptions options = listening("tcp://127.0.0.1:*");
  options.reply_limit = Duration::from_ms(100);
  options.worker_limit = Duration::from_ms(200);
  WorkerPool pool(options, nullptr);
  const auto context = std::make_shared<SocketContext>(1);
  Socket silent(context, SocketKind::kDealer, {});
  silent.connect(pool.endpoint());
  silent.send(encode(WorkerHello{"silent"}));
  std::atomic<bool> done{false};
  std::thread chatter([&] {
    Socket stranger(context, SocketKind::kDealer, {});
    stranger.connect(pool.endpoint());
    while (!done) {
      stranger.send(EncodedMessage{1, 2, 3});
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  });
  pool.dispatch(sample_request(1));
  EXPECT_THAT([&] { pool.await(1); },
              Throws<RunError>(Property(&RunError::what, HasSubstr("no reply for 0.1 s"))));
  done = true;
  chatter.join();
}

/// Key files of a runner and two workers, of which the runner knows the first.
class CurveTest : public testing::Test {
 protected:
  CurveTest() {
    runner_ = generate_curve_keys(folder_ / "runner");
    known_ = generate_curve_keys(folder_ / "known");
    stranger_ = generate_curve_keys(folder_ / "stranger");
  }

  WorkerPoolOptions options() const {
    WorkerPoolOptions options = listening("tcp://127.0.0.1:*");
    options.curve_key_file = folder_ / "runner";
    options.curve_worker_files = {folder_ / "known.pub"};
    return options;
  }

  SocketOptions as(const CurveKeyPair& worker) const {
    SocketOptions socket;
    socket.curve_client = CurveClient{worker, runner_.public_key};
    return socket;
  }

  TemporaryPath folder_;
  CurveKeyPair runner_, known_, stranger_;
};

TEST_F(CurveTest, AKnownWorkerServes) {
  WorkerPool pool(options(), nullptr);
  const ConnectedWorkers workers(2, pool.endpoint(), as(known_));
  EXPECT_EQ(replies_of(pool, 50, 10), direct_replies(50));
}

TEST_F(CurveTest, AnUnknownWorkerOrOneWithoutKeyDoesNot) {
  WorkerPoolOptions impatient = options();
  impatient.worker_limit = Duration::from_s(1);
  WorkerPool pool(impatient, nullptr);
  const ConnectedWorkers unknown(1, pool.endpoint(), as(stranger_));
  const ConnectedWorkers plain(1, pool.endpoint());
  pool.dispatch(sample_request(1));
  EXPECT_THAT([&] { pool.await(1); },
              Throws<RunError>(Property(&RunError::what, HasSubstr("with unknown keys"))));
  EXPECT_EQ(pool.stats().workers_met, 0U);
}

TEST_F(CurveTest, AWrongKeyIsCountedAndToldOnceAndChangesNothing) {
  WorkerPoolOptions listed = options();
  std::vector<std::string> told;
  listed.tell = [&](const std::string& line) { told.push_back(line); };
  WorkerPool pool(listed, nullptr);
  const ConnectedWorkers stranger(2, pool.endpoint(), as(stranger_));
  const ConnectedWorkers known(1, pool.endpoint(), as(known_));
  const WallDeadline deadline(Duration::from_s(20));
  while (pool.stats().refused_keys < 2 && !deadline.passed()) {
    ASSERT_EQ(replies_of(pool, 50, 10), direct_replies(50));
  }
  EXPECT_EQ(pool.stats().refused_keys, 2U);
  EXPECT_EQ(pool.stats().workers_met, 1U);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_THAT(told.front(), HasSubstr("refused"));
  EXPECT_THAT(told.front(), HasSubstr(stranger_.public_key));
}

TEST_F(CurveTest, TheKeysOfAFolderMayConnect) {
  WorkerPoolOptions folder = options();
  folder.curve_worker_files = {folder_ / "."};
  WorkerPool pool(folder, nullptr);
  const ConnectedWorkers worker(1, pool.endpoint(), as(stranger_));
  EXPECT_EQ(replies_of(pool, 50, 10), direct_replies(50));
}

TEST_F(CurveTest, AWorkerThatTakesAnotherForTheRunStaysAway) {
  WorkerPoolOptions impatient = options();
  impatient.worker_limit = Duration::from_s(1);
  WorkerPool pool(impatient, nullptr);
  SocketOptions misled = as(known_);
  misled.curve_client->server_key = stranger_.public_key;
  const ConnectedWorkers worker(1, pool.endpoint(), misled);
  pool.dispatch(sample_request(1));
  EXPECT_THROW(pool.await(1), RunError);
  EXPECT_EQ(pool.stats().workers_met, 0U);
}

TEST_F(CurveTest, GarbageFromAPeerWithTheRightKeyDoesNoHarm) {
  WorkerPool pool(options(), nullptr);
  const auto context = std::make_shared<SocketContext>(1);
  const EncodedMessage hello = encode(WorkerHello{"wolf"});
  EncodedMessage cut = encode(sample_request(1), 7);
  cut.resize(cut.size() / 2);
  EncodedMessage wild = encode(WorkerReply{}, 1);
  for (std::size_t i = 8; i < wild.size(); ++i) wild[i] = static_cast<std::uint8_t>(0xa5 ^ i);
  std::uint64_t malformed = 0;
  for (const EncodedMessage& garbage :
       {EncodedMessage{}, EncodedMessage{1, 2, 3}, EncodedMessage(1000, 0xff), cut, wild,
        encode(OffloadRequest{}), encode(sample_request(1), 7)}) {
    // Admitted as a worker and given requests, it answers with garbage.
    Socket wolf(context, SocketKind::kDealer, as(known_));
    wolf.connect(pool.endpoint());
    wolf.send(hello);
    wolf.send(garbage);
    const ConnectedWorkers worker(1, pool.endpoint(), as(known_));
    const WallDeadline deadline(Duration::from_s(20));
    while (pool.stats().malformed == malformed && !deadline.passed()) {
      ASSERT_EQ(replies_of(pool, 50, 10), direct_replies(50));
    }
    EXPECT_EQ(pool.stats().malformed, ++malformed);
  }
}

TEST_F(CurveTest, AnOversizeMessageEndsItsConnectionAlone) {
  WorkerPool pool(options(), nullptr);
  const auto context = std::make_shared<SocketContext>(1);
  Socket wolf(context, SocketKind::kDealer, as(known_));
  wolf.connect(pool.endpoint());
  wolf.send(encode(WorkerHello{"wolf"}));
  const WallDeadline deadline(Duration::from_s(20));
  // It takes requests and answers none, until its connection breaks.
  pool.dispatch(sample_request(1'000'000));
  while (pool.stats().workers_met == 0 && !deadline.passed()) {
    pool.dispatch(sample_request(1'000'001));
    pool.discard(1'000'001);
  }
  wolf.send(EncodedMessage(kMaxMessageBytes + 1));
  const ConnectedWorkers worker(1, pool.endpoint(), as(known_));
  EXPECT_EQ(line_of(pool.await(1'000'000)), line_of([] {
              WorkerEngines engines(echo_engines());
              return engines.answer(sample_request(1'000'000));
            }()));
  EXPECT_EQ(replies_of(pool, 50, 10), direct_replies(50));
  EXPECT_EQ(pool.stats().workers_lost, 1U);
  EXPECT_EQ(pool.stats().malformed, 0U) << "it never came through";
}

}  // namespace
}  // namespace orbitmesh
