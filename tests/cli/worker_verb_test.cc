#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <future>
#include <memory>
#include <optional>
#include <vector>

#include "inference/content_model.h"
#include "inference/worker_pool.h"
#include "tests/support/program.h"
#include "wire/message_codec.h"
#include "wire/socket.h"
#include "wire/wire_error.h"

namespace orbitmesh {
namespace {

using testing::HasSubstr;

constexpr std::uint64_t kRequests = 20;

WorkerRequest request_of(std::uint64_t id) {
  WorkerRequest request;
  request.id = id;
  request.model = id % 4 == 0 ? "digits:cut=2" : "digits";
  request.input = content_set("digits").input(id);
  if (id % 2 == 0) request.flips = {{id % 3 == 0 ? 0U : 2U, id, 30}};
  if (id % 5 == 0) request.activation = ActivationBit{id, 30};
  return request;
}

std::vector<WorkerReply> replies_of(WorkerPool& pool) {
  for (std::uint64_t id = 0; id < kRequests; ++id) pool.dispatch(request_of(id));
  std::vector<WorkerReply> replies;
  for (std::uint64_t id = 0; id < kRequests; ++id) replies.push_back(pool.await(id));
  return replies;
}

/// `orbitmesh worker ARGUMENTS` while the test goes on; no longer than 60 s.
std::future<ProgramResult> start_worker(const std::string& arguments) {
  return std::async(std::launch::async,
                    [arguments] { return run_orbitmesh("worker " + arguments, "timeout 60"); });
}

void expect_same_as_of_threads(const std::vector<WorkerReply>& replies) {
  WorkerPool threads({}, make_content_engine);
  const std::vector<WorkerReply> expected = replies_of(threads);
  ASSERT_EQ(replies.size(), expected.size());
  for (std::uint64_t id = 0; id < kRequests; ++id) {
    EXPECT_EQ(expected[id].error, "");
    EXPECT_EQ(expected[id].output.size(), 10U);
    EXPECT_EQ(encode(replies[id]), encode(expected[id]));
  }
}

TEST(WorkerVerb, ProcessesRunTheContentModelsAsThreadsDo) {
  WorkerPoolOptions options;
  options.endpoint = "ipc://auto";
  options.program = ORBITMESH_PROGRAM;
  options.workers = 2;
  options.worker_limit = Duration::from_s(20);
  WorkerPool processes(options, nullptr);
  expect_same_as_of_threads(replies_of(processes));
}

TEST(WorkerVerb, APlaceThatTheModelDoesNotHaveIsRefused) {
  WorkerPoolOptions options;
  options.endpoint = "ipc://auto";
  options.program = ORBITMESH_PROGRAM;
  options.worker_limit = Duration::from_s(20);
  WorkerPool pool(options, nullptr);
  const auto error_of = [&](std::uint64_t id, const std::string& model, ActivationBit place = {}) {
    WorkerRequest request = request_of(id);
    request.model = model;
    request.activation = place;
    pool.dispatch(request);
    const WorkerReply reply = pool.await(id);
    EXPECT_EQ(reply.status, WorkerStatus::kError);
    return reply.error;
  };
  EXPECT_THAT(error_of(1, "digits:cut=10"), HasSubstr("has 9 nodes; a cut after 10"));
  EXPECT_THAT(error_of(2, "digits:cut=-1"), HasSubstr("expected a whole number of nodes"));
  EXPECT_THAT(error_of(3, "digits:cut=8", {10, 0}),
              HasSubstr("element 10 of an inference that computes 10"));
  EXPECT_THROW(error_of(4, "digits", {0, 32}), WireError);
  pool.dispatch(request_of(5));
  EXPECT_EQ(pool.await(5).error, "") << "the worker goes on";
}

TEST(WorkerVerb, ConnectsServesAndEndsWithTheRun) {
  const ScratchFolder scratch;
  WorkerPoolOptions options;
  options.endpoint = "ipc://" + (scratch / "socket");
  options.worker_limit = Duration::from_s(20);
  std::optional<WorkerPool> pool(std::in_place, options, nullptr);
  auto worker = start_worker("--workers 2 --connect '" + options.endpoint + "'");
  expect_same_as_of_threads(replies_of(*pool));
  pool.reset();
  const ProgramResult result = worker.get();
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(result.out, "connected to " + options.endpoint + " with 2 workers\n");
}

TEST(WorkerVerb, ConnectsWithCurveKeysMadeByIt) {
  const ScratchFolder scratch;
  for (const char* name : {"run", "worker"}) {
    EXPECT_EQ(run_orbitmesh("worker --curve-generate '" + (scratch / name) + "'").exit_code, 0);
  }
  WorkerPoolOptions options;
  options.endpoint = "tcp://127.0.0.1:*";
  options.worker_limit = Duration::from_s(20);
  options.curve_key_file = scratch / "run";
  options.curve_worker_files = {scratch / "worker.pub"};
  std::optional<WorkerPool> pool(std::in_place, options, nullptr);
  const std::string arguments = "--connect " + pool->endpoint() + " --curve-key '" +
                                (scratch / "worker") + "' --curve-runner '" +
                                (scratch / "run.pub") + "'";
  auto worker = start_worker(arguments);
  expect_same_as_of_threads(replies_of(*pool));
  pool.reset();
  EXPECT_EQ(worker.get().exit_code, 0);
}

TEST(WorkerVerb, WithoutARunItGivesUpWith3AndSaysWhy) {
  const ProgramResult result =
      run_orbitmesh("worker --connect tcp://127.0.0.1:9 --connect-limit 0.3");
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.err, HasSubstr("no connection to 'tcp://127.0.0.1:9' for 0.3 s"));
}

TEST(WorkerVerb, WhenItsRunHasGoneItGivesUpWith3) {
  const ScratchFolder scratch;
  const auto context = std::make_shared<SocketContext>(1);
  std::optional<Socket> run(std::in_place, context, SocketKind::kRouter, SocketOptions{});
  run->bind("ipc://" + (scratch / "socket"));
  auto worker = start_worker("--connect-limit 1 --connect 'ipc://" + (scratch / "socket") + "'");
  ReceivedMessage hello;
  EXPECT_TRUE(run->receive(hello, Duration::from_s(20)));
  run.reset();
  const ProgramResult result = worker.get();
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.err, HasSubstr("the peer has gone"));
}

TEST(WorkerVerb, AnInterruptEndsItWith130) {
  const ProgramResult result =
      run_orbitmesh("worker --connect-limit 60 --connect tcp://127.0.0.1:9",
                    "timeout --preserve-status --kill-after=20 --signal=INT 0.5");
  EXPECT_EQ(result.exit_code, 130) << result.err;
}

TEST(WorkerVerb, ToAnotherMachineWithoutKeysItGoesOnlyWhenAskedTo) {
  const ProgramResult refused = run_orbitmesh("worker --connect tcp://192.0.2.1:5555");
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.err, HasSubstr("--plain-tcp"));
  const ProgramResult asked =
      run_orbitmesh("worker --plain-tcp --connect-limit 0.2 --connect tcp://192.0.2.1:5555");
  EXPECT_EQ(asked.exit_code, 3);
  EXPECT_THAT(asked.err, HasSubstr("warning: --plain-tcp"));
}

TEST(WorkerVerb, ARunListensToOthersWithoutKeysOnlyWhenAskedTo) {
  const ScratchFolder scratch;
  const std::string arguments = "run '" + source_path("scenarios/remote-mine.toml") +
                                "' --quiet --set scenario.duration='\"1 s\"' --set expect=[] "
                                "--worker-limit 0.2 --worker-endpoint tcp://0.0.0.0:* ";
  const ProgramResult refused = run_orbitmesh(arguments + "--out '" + (scratch / "a") + "'");
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.err, HasSubstr("--plain-tcp"));
  const ProgramResult asked =
      run_orbitmesh(arguments + "--plain-tcp --out '" + (scratch / "b") + "'");
  EXPECT_THAT(asked.err, HasSubstr("warning: --plain-tcp"));
}

TEST(WorkerVerb, KeysAreNeverOverwrittenNorReadableByOthers) {
  const ScratchFolder scratch;
  const std::string make = "worker --curve-generate '" + (scratch / "key") + "'";
  ASSERT_EQ(run_orbitmesh(make).exit_code, 0);
  const std::string before = file_content(scratch / "key");
  EXPECT_EQ(std::filesystem::status(scratch / "key").permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  const ProgramResult again = run_orbitmesh(make);
  EXPECT_EQ(again.exit_code, 2);
  EXPECT_THAT(again.err, HasSubstr("cannot be made"));
  EXPECT_EQ(file_content(scratch / "key"), before);
}

TEST(WorkerVerb, BadUsageExitsWith2) {
  for (const char* arguments :
       {"worker", "worker --connect nowhere", "worker --connect inproc://a",
        "worker --connect ipc://a --workers 0", "worker --connect tcp://127.0.0.1:9 --curve-key x",
        "worker --connect tcp://127.0.0.1:9 --curve-key x --curve-runner y",
        "worker --connect ipc://a --curve-key x --curve-runner y"}) {
    const ProgramResult run = run_orbitmesh(arguments);
    EXPECT_EQ(run.exit_code, 2) << arguments;
    EXPECT_NE(run.err, "") << arguments;
  }
}

}  // namespace
}  // namespace orbitmesh
