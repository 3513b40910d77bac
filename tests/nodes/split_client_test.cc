#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <vector>

#include "inference/model_cut.h"
#include "tests/nodes/client_world.h"
#include "tests/nodes/scripted_policy.h"

namespace orbitmesh {
namespace {

using testing::kDelay;
using testing::kHost;
using testing::kSatellite;
using testing::PolicyLog;
using testing::ScriptedPolicy;

constexpr Duration ms(std::int64_t n) { return Duration::from_ms(n); }

/// A model of 10 ms whose head takes 4 ms at the client and whose tail 6 ms at the satellite.
struct SplitWorld : testing::ClientWorld {
  explicit SplitWorld(Placement placement, std::optional<WorkloadContent> content = {}) {
    ModelCut cut;
    cut.name = "middle";
    cut.flop_share.value = 0.4;
    head = head_of(model, cut);
    tail = tail_of(model, cut);
    own = std::make_unique<Server>(loop, ServerSetup{kHost, &accelerator, 1, {&model, &head}, {}});
    serving = std::make_unique<Server>(
        loop, ServerSetup{kSatellite, &accelerator, 1, {&model, &tail}, {}});
    endpoint = std::make_unique<ServerEndpoint>(loop, *serving, board);
    network.serve(kSatellite, *endpoint);
    Workload w = workload();
    w.cuts = {{&head, &tail, Bytes{4'000}, 3}};
    w.content = content;
    for (ServingNode& node : w.nodes) node.tails = {ms(6)};
    w.policy = std::make_unique<ScriptedPolicy>(std::move(placement), log);
    add(std::move(w), 0, own.get());
  }

  PolicyLog log;
  ModelProfile head;
  ModelProfile tail;
  std::unique_ptr<Server> own;
  std::unique_ptr<Server> serving;
  std::unique_ptr<ServerEndpoint> endpoint;
};

const Placement kSplit{Tier::kSatellite, kSatellite, {}, 1, 0};

TEST(SplitClient, RunsTheHeadHereAndTheTailThere) {
  SplitWorld world(kSplit);
  world.run_s(5);
  const RequestRecord& request = world.records.requests.at(1);
  EXPECT_EQ(request.outcome, Outcome::kCompleted);
  EXPECT_EQ(request.tier, Tier::kSatellite);
  EXPECT_EQ(request.service, ms(6));
  EXPECT_EQ(request.ended - request.issued, ms(4) + kDelay * 2 + ms(6));
  EXPECT_EQ(request.request, Bytes{4'000});  // what crossed the cut
  EXPECT_EQ(request.attempts, 1);
  const AttemptRecord& attempt = world.records.attempts.at(1);
  EXPECT_EQ(attempt.sent - request.issued, ms(4));
  EXPECT_EQ(attempt.arrived - attempt.sent, kDelay);
  world.finish();
  world.expect_conservation();
}

/// Takes what arrives at the satellite, and answers nothing.
struct ContentListener final : RequestListener {
  explicit ContentListener(SplitWorld& to) : world(to) {}
  void on_request(Connection&, Message message) override {
    jobs.push_back(world.board.arrive(message.id, world.loop.now())->content);
  }
  SplitWorld& world;
  std::vector<ContentJob> jobs;
};

TEST(SplitClient, AsksTheRemoteNodeForTheContentBehindTheCutAlone) {
  const WorkloadContent content{"digits", "digits", 10};
  SplitWorld split(kSplit, content);
  ContentListener behind_cut(split);
  split.network.serve(kSatellite, behind_cut);
  split.run_s(2);
  ASSERT_FALSE(behind_cut.jobs.empty());
  EXPECT_EQ(behind_cut.jobs[0].nodes_before, 3U);
  SplitWorld remote({Tier::kSatellite, kSatellite}, content);
  ContentListener whole(remote);
  remote.network.serve(kSatellite, whole);
  remote.run_s(2);
  ASSERT_FALSE(whole.jobs.empty());
  EXPECT_EQ(whole.jobs[0].nodes_before, 0U);
  EXPECT_EQ(whole.jobs[0].sample, behind_cut.jobs[0].sample);
}

TEST(SplitClient, OffersTheCutsToThePolicy) {
  SplitWorld world(kSplit);
  world.run_s(2);
  const PolicyView& view = world.log.views.at(0);
  ASSERT_EQ(view.cuts.size(), 1U);
  EXPECT_EQ(view.cuts[0].head, ms(4));
  EXPECT_EQ(view.cuts[0].payload, Bytes{4'000});
  EXPECT_EQ(view.candidates.at(0).tails, std::vector<Duration>{ms(6)});
  world.own->fail(DownReason::kReboot);
  world.network.set_reachable(false);
  world.loop.run_until(world.loop.now() + ms(1'100));
  EXPECT_TRUE(world.log.views.back().cuts.empty());
  EXPECT_TRUE(world.log.views.back().candidates.at(0).tails.empty());
}

TEST(SplitClient, AHeadThatIsLostEndsTheAttempt) {
  SplitWorld world(kSplit);
  while (world.clients[0]->in_flight() == 0) world.loop.run_until(world.loop.now() + ms(1));
  world.own->fail(DownReason::kReboot);
  ASSERT_EQ(world.records.requests.size(), 1U);
  EXPECT_EQ(world.records.requests[0].cause, FailureCause::kConnectionLost);
  EXPECT_EQ(world.network.opens(), 0U) << "nothing was sent";
  world.finish();
  world.expect_conservation();
}

TEST(SplitClient, ALocalFallbackRunsTheWholeModel) {
  SplitWorld world({Tier::kSatellite, kSatellite, {{Tier::kLocal, {}, ms(50)}}, 1, 0});
  world.network.set_reachable(false);
  world.run_s(1);
  const RequestRecord& request = world.records.requests.at(0);
  EXPECT_EQ(request.tier, Tier::kLocal);
  EXPECT_EQ(request.ended - request.issued, ms(60));
}

}  // namespace
}  // namespace orbitmesh
