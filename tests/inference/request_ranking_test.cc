#include "inference/request_ranking.h"

#include <gtest/gtest.h>

#include <map>

namespace orbitmesh {
namespace {

constexpr Duration kService = Duration::from_ms(10);

ServiceDemand of_tenant(std::uint32_t tenant, double share) {
  ServiceDemand demand;
  demand.tenant = tenant;
  demand.share = share;
  return demand;
}

TEST(RequestRanking, FifoRanksAllAlike) {
  RequestRanking ranking(QueueOrder::kFifo);
  ServiceDemand urgent;
  urgent.due = Time();
  urgent.priority = 9;
  EXPECT_EQ(ranking.rank(urgent, kService), ranking.rank({}, kService));
}

TEST(RequestRanking, EdfGoesByTheEndOfTheDeadline) {
  RequestRanking ranking(QueueOrder::kEdf);
  ServiceDemand early;
  early.due = Time::from_ns(5);
  EXPECT_LT(ranking.rank(early, kService), ranking.rank({}, kService));
}

TEST(RequestRanking, TheHighestPriorityGoesFirst) {
  RequestRanking ranking(QueueOrder::kPriority);
  ServiceDemand high;
  high.priority = 2;
  ServiceDemand low;
  low.priority = -1;
  EXPECT_LT(ranking.rank(high, kService), ranking.rank({}, kService));
  EXPECT_LT(ranking.rank({}, kService), ranking.rank(low, kService));
}

/// Serves, one after the other, the lowest of two tenants' always waiting requests.
std::map<std::uint32_t, int> serve_backlogged(double share_of_0, double share_of_1, int requests) {
  RequestRanking ranking(QueueOrder::kShares);
  std::multimap<std::int64_t, std::uint32_t> waiting;
  const auto arrive = [&](std::uint32_t tenant) {
    const double share = tenant == 0 ? share_of_0 : share_of_1;
    waiting.emplace(ranking.rank(of_tenant(tenant, share), kService), tenant);
  };
  for (int i = 0; i < 20; ++i) {
    arrive(0);
    arrive(1);
  }
  std::map<std::uint32_t, int> served;
  for (int i = 0; i < requests; ++i) {
    const auto [rank, tenant] = *waiting.begin();
    waiting.erase(waiting.begin());
    ranking.on_start(rank);
    ++served[tenant];
    arrive(tenant);
  }
  return served;
}

TEST(RequestRanking, BackloggedTenantsAreServedInProportionToTheirShares) {
  EXPECT_NEAR(serve_backlogged(3.0, 1.0, 4000)[0], 3000, 2);
  EXPECT_NEAR(serve_backlogged(1.0, 1.0, 4000)[0], 2000, 2);
}

TEST(RequestRanking, ATenantThatWasAwayDoesNotCatchUp) {
  RequestRanking ranking(QueueOrder::kShares);
  std::int64_t last = 0;
  for (int i = 0; i < 100; ++i) {
    last = ranking.rank(of_tenant(0, 1.0), kService);
    ranking.on_start(last);
  }
  EXPECT_EQ(ranking.rank(of_tenant(1, 1.0), kService), last);
  EXPECT_EQ(ranking.rank(of_tenant(1, 1.0), kService), last + kService.ns());
}

TEST(RequestRanking, ARefusedRequestIsNotCharged) {
  RequestRanking ranking(QueueOrder::kShares);
  const ServiceDemand demand = of_tenant(0, 0.5);
  const std::int64_t first = ranking.rank(demand, kService);
  const std::int64_t refused = ranking.rank(demand, kService);
  EXPECT_EQ(refused, first + 2 * kService.ns());
  ranking.on_refusal(demand, refused);
  EXPECT_EQ(ranking.rank(demand, kService), refused);
}

}  // namespace
}  // namespace orbitmesh
