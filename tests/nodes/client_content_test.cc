#include <gtest/gtest.h>

#include <vector>

#include "core/error.h"
#include "nodes/offload_client.h"
#include "tests/nodes/client_world.h"

namespace orbitmesh {
namespace {

using testing::kSatellite;

/// Keeps the content of every request that arrives, and answers none.
class ContentCollector final : public RequestListener {
 public:
  ContentCollector(EventLoop& loop, RequestBoard& board) : loop_(loop), board_(board) {}
  void on_request(Connection&, Message message) override {
    const ContentJob& content = board_.arrive(message.id, loop_.now())->content;
    if (content.content == nullptr) {
      ++without;
      return;
    }
    EXPECT_EQ(content.content->model, "digits");
    samples.push_back(content.sample);
  }

  std::vector<std::size_t> samples;
  int without = 0;

 private:
  EventLoop& loop_;
  RequestBoard& board_;
};

struct ContentWorld : testing::ClientWorld {
  explicit ContentWorld(std::uint64_t run_seed = 1) : ClientWorld(run_seed) {
    network.serve(kSatellite, collector);
  }
  Workload content_workload(std::size_t samples) const {
    Workload w = workload(PolicyKind::kNearest, 20.0);
    w.content = WorkloadContent{"digits", "digits", samples};
    return w;
  }
  ContentCollector collector{loop, board};
};

std::vector<std::size_t> samples(std::uint64_t seed, std::uint64_t instance, int lost_s = 0) {
  ContentWorld world(seed);
  world.add(world.content_workload(10), instance);
  const auto paths = world.paths.delays;
  if (lost_s > 0) world.paths.delays.clear();
  world.run_s(lost_s);
  world.paths.delays = paths;
  world.run_s(10 - lost_s);
  return world.collector.samples;
}

TEST(ClientContent, DrawsSamplesUniformly) {
  ContentWorld world;
  world.add(world.content_workload(10));
  world.run_s(200);
  const auto& drawn = world.collector.samples;
  ASSERT_GT(drawn.size(), 3'900U);
  for (std::size_t sample = 0; sample < 10; ++sample) {
    EXPECT_NEAR(static_cast<double>(std::count(drawn.begin(), drawn.end(), sample)), 400.0, 100.0);
  }
}

TEST(ClientContent, DrawsDependOnSeedInstanceAndNumberAlone) {
  const auto reference = samples(1, 0);
  EXPECT_EQ(samples(1, 0), reference);
  EXPECT_NE(samples(2, 0), reference);
  EXPECT_NE(samples(1, 1), reference);
  const auto tail = samples(1, 0, 5);  // the requests of the first 5 s were never placed
  ASSERT_GT(tail.size(), 90U);
  EXPECT_EQ(tail, std::vector<std::size_t>(
                      reference.end() - static_cast<std::ptrdiff_t>(tail.size()), reference.end()));
}

TEST(ClientContent, PassesNoneOnWithoutContent) {
  ContentWorld world;
  world.add(world.workload());
  world.run_s(5);
  EXPECT_EQ(world.collector.without, 5);
  EXPECT_TRUE(world.collector.samples.empty());
}

TEST(ClientContent, RefusesAnEmptySampleSet) {
  ContentWorld world;
  EXPECT_THROW(world.add(world.content_workload(0)), InputError);
}

}  // namespace
}  // namespace orbitmesh
