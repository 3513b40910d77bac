#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "core/heap_event_loop.h"
#include "inference/make_policy.h"
#include "nodes/offload_client.h"
#include "nodes/server_endpoint.h"
#include "tests/nodes/fake_network.h"
#include "tests/nodes/test_profiles.h"

namespace orbitmesh::testing {

inline constexpr NodeId kHost{1};
inline constexpr NodeId kSatellite{2};
inline constexpr NodeId kSite{3};
inline constexpr Duration kDelay = Duration::from_ms(5);
/// Over an open connection to an idle server: out, 10 ms of service, back.
inline constexpr Duration kLatency = Duration::from_ms(20);

struct Records final : RecordSink {
  void add(const RequestRecord& r) override { requests.push_back(r); }
  void add(const AttemptRecord& r) override { attempts.push_back(r); }
  void add(const NodeSample&) override {}
  void add(const FaultRecord&) override {}
  std::int64_t count(Outcome outcome) const {
    return std::count_if(requests.begin(), requests.end(),
                         [&](const RequestRecord& r) { return r.outcome == outcome; });
  }
  std::int64_t count(FailureCause cause) const {
    return std::count_if(requests.begin(), requests.end(),
                         [&](const RequestRecord& r) { return r.cause == cause; });
  }
  std::vector<RequestRecord> requests;
  std::vector<AttemptRecord> attempts;
};

/// A satellite and a site that both hold a 10 ms model, and any number of clients.
struct ClientWorld {
  explicit ClientWorld(std::uint64_t run_seed = 1, std::int64_t max_waiting = 64)
      : satellite(loop, {kSatellite, &accelerator, 1, {&model}, {max_waiting}}),
        site(loop, {kSite, &accelerator, 1, {&model}, {max_waiting}}),
        satellite_endpoint(loop, satellite, board),
        site_endpoint(loop, site, board),
        seed(run_seed) {
    network.serve(kSatellite, satellite_endpoint);
    network.serve(kSite, site_endpoint);
    paths.delays = {{kSatellite, Duration::from_ms(5)}, {kSite, Duration::from_ms(30)}};
  }

  Workload workload(PolicyKind policy = PolicyKind::kNearest, double rate_hz = 1.0) const {
    Workload w;
    w.name = "gauge";
    w.model = &model;
    w.request = Bytes{25'000};
    w.reply = Bytes{28};
    w.arrival.rate = Frequency{rate_hz};
    w.deadline = Duration::from_ms(300);
    w.give_up = Duration::from_s(2);
    w.nodes = {{kSatellite, Tier::kSatellite}, {kSite, Tier::kGround}};
    w.policy = make_policy(policy, {policy == PolicyKind::kGround ? kSite : NodeId{}});
    return w;
  }

  OffloadClient& add(Workload w, std::uint64_t instance = 0, Server* local = nullptr,
                     const std::string& name = "inspector") {
    ClientSetup setup;
    setup.name = name;
    setup.instance = instance;
    setup.local = local;
    return add(std::move(w), setup);
  }
  OffloadClient& add(Workload w, ClientSetup setup) {
    setup.index = static_cast<std::uint32_t>(clients.size());
    setup.host = kHost;
    std::vector<Workload> workloads;
    workloads.push_back(std::move(w));
    clients.push_back(std::make_unique<OffloadClient>(
        ClientContext{loop, network, paths, board, ids, records, seed}, setup,
        std::move(workloads)));
    clients.back()->start();
    return *clients.back();
  }

  void run_s(std::int64_t s) { loop.run_until(loop.now() + Duration::from_s(s)); }
  void finish() {
    for (auto& client : clients) client->finish();
  }
  /// issued = completed + late + failed + pending, each request once, in order of issue.
  void expect_conservation() const {
    std::int64_t issued = 0;
    for (const auto& client : clients) {
      issued += client->issued();
      EXPECT_EQ(client->in_flight(), 0);
    }
    EXPECT_EQ(static_cast<std::int64_t>(ids.issued()), issued);
    EXPECT_EQ(static_cast<std::int64_t>(records.requests.size()), issued);
    EXPECT_EQ(records.count(Outcome::kCompleted) + records.count(Outcome::kLate) +
                  records.count(Outcome::kFailed) + records.count(Outcome::kPending),
              issued);
    std::vector<RequestRecord> sorted = records.requests;
    std::sort(sorted.begin(), sorted.end(),
              [](const auto& a, const auto& b) { return a.id < b.id; });
    for (std::size_t i = 0; i < sorted.size(); ++i) {
      EXPECT_EQ(sorted[i].id, i + 1);
      if (i > 0) {
        EXPECT_GE(sorted[i].issued, sorted[i - 1].issued);
      }
      EXPECT_EQ(sorted[i].cause == FailureCause::kNone, sorted[i].outcome != Outcome::kFailed);
      expect_attempts(sorted[i]);
    }
  }
  /// Each attempt of a request once; of an answered one all but one have a cause.
  void expect_attempts(const RequestRecord& request) const {
    std::vector<std::int64_t> numbers;
    std::int64_t answered = 0;
    std::int64_t superseded = 0;
    for (const AttemptRecord& a : records.attempts) {
      if (a.request != request.id) continue;
      numbers.push_back(a.attempt);
      if (a.cause == FailureCause::kNone) ++answered;
      if (a.cause == FailureCause::kSuperseded) ++superseded;
    }
    std::sort(numbers.begin(), numbers.end());
    ASSERT_EQ(static_cast<std::int64_t>(numbers.size()), request.attempts);
    for (std::int64_t i = 0; i < request.attempts; ++i) {
      EXPECT_EQ(numbers[static_cast<std::size_t>(i)], i + 1);
    }
    const bool has_answer =
        request.outcome == Outcome::kCompleted || request.outcome == Outcome::kLate;
    if (has_answer) {
      EXPECT_EQ(answered, 1);
    } else {
      EXPECT_EQ(superseded, 0);
    }
    if (request.outcome == Outcome::kFailed) {
      EXPECT_EQ(answered, 0);
    }
  }

  HeapEventLoop loop;
  FakeNetwork network{loop, kDelay};
  FakePaths paths;
  AcceleratorProfile accelerator = unit_accelerator();
  ModelProfile model = model_of("ten-ms", 10);
  RequestBoard board;
  RequestIds ids;
  Records records;
  Server satellite;
  Server site;
  ServerEndpoint satellite_endpoint;
  ServerEndpoint site_endpoint;
  std::uint64_t seed;
  std::vector<std::unique_ptr<OffloadClient>> clients;
};

using Row = std::tuple<std::uint64_t, std::uint32_t, std::int64_t, std::int64_t, Outcome>;

inline std::vector<Row> rows(const Records& records) {
  std::vector<Row> result;
  for (const RequestRecord& r : records.requests) {
    result.emplace_back(r.id, r.client, r.issued.ns(), r.ended.ns(), r.outcome);
  }
  return result;
}

}  // namespace orbitmesh::testing
