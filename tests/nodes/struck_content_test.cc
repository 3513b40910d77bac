#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstring>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/heap_event_loop.h"
#include "inference/campaign/flip_campaign.h"
#include "inference/content_choice.h"
#include "inference/content_model.h"
#include "inference/worker_engines.h"
#include "nodes/content_executor.h"
#include "nodes/fault_injector.h"
#include "nodes/server.h"
#include "tests/nodes/no_records.h"
#include "tests/nodes/test_profiles.h"

namespace orbitmesh {
namespace {

constexpr NodeId kNode{6};
constexpr std::size_t kNodesOfDigits = 9;

class DigitsSamples final : public ContentSamples {
 public:
  std::size_t size() const override { return set_.size(); }
  Tensor input(std::size_t i) const override { return set_.input(i); }
  std::uint32_t label(std::size_t i) const override { return set_.label(i); }

 private:
  const LabelledSet& set_ = content_set("digits");
};

/// A worker that computes at once, and keeps what it was asked for.
class WorkerBackend final : public ContentBackend {
 public:
  void dispatch(WorkerRequest request) override {
    replies_[request.id] = worker_.answer(request);
    dispatched.push_back(std::move(request));
  }
  std::optional<ActivationBit> draw_strike(const WorkerRequest& request,
                                           RngStream& place) override {
    ContentChoice choice = parse_content_choice(request.model);
    choice.protection = Protection::kNone;
    std::unique_ptr<ContentEngine>& engine = engines_[to_text(choice)];
    if (!engine) engine = make_content_engine(to_text(choice));
    return engine->draw_strike(request.input, place);
  }
  void discard(std::uint64_t id) override { replies_.erase(id); }
  WorkerReply await(std::uint64_t id) override { return replies_.at(id); }

  std::vector<WorkerRequest> dispatched;

 private:
  WorkerEngines worker_{[](const std::string& model) { return make_content_engine(model); }};
  std::map<std::string, std::unique_ptr<ContentEngine>> engines_;
  std::map<std::uint64_t, WorkerReply> replies_;
};

/// A satellite that serves a request of 10 ms every 20 ms. Without a table of outcomes, since
/// every answer is computed.
class Satellite {
 public:
  struct Options {
    std::size_t nodes_before = 0;
    Protection protection = Protection::kNone;
    std::uint64_t seed = 1;
    CheckpointOptions checkpoint = {};
  };
  explicit Satellite(const Options& options)
      : nodes_before_(options.nodes_before), executor_(backend, &injector_, options.seed) {
    executor_.add_inputs("digits", samples_);
    executor_.protect(kNode, options.protection);
    ServerSetup setup;
    setup.node = kNode;
    setup.accelerator = &accelerator_;
    setup.models = {&model_};
    setup.executor = &executor_;
    setup.outcomes = &injector_;
    setup.checkpoint = options.checkpoint;
    server = std::make_unique<Server>(loop, setup);
    injector_.add({server.get(), {}, {Ecc::kNone, 0.0, Duration::from_s(10)}});
  }
  /// Serves `requests`, each struck `strikes` times while it is in service.
  void serve(std::int64_t requests, int strikes) {
    for (std::int64_t i = 0; i < requests; ++i) {
      const Time at = loop.now() + Duration::from_ms(20) * i;
      loop.schedule_at(at, [this, i] { submit(i); });
      const Time middle = at + Duration::from_ms(5);
      injector_.schedule(std::vector<DeviceEffectEvent>(static_cast<std::size_t>(strikes),
                                                        {middle, kNode, FaultKind::kSdc, 0}));
    }
    loop.run_until(loop.now() + Duration::from_ms(20) * requests);
  }
  std::int64_t count(Answer worth) const {
    return std::count(answers.begin(), answers.end(), worth);
  }
  std::vector<ActivationBit> places() const {
    std::vector<ActivationBit> all;
    for (const WorkerRequest& request : backend.dispatched) {
      if (request.activation) all.push_back(*request.activation);
    }
    return all;
  }

  HeapEventLoop loop;
  WorkerBackend backend;
  std::unique_ptr<Server> server;
  std::vector<Answer> answers;

 private:
  void submit(std::int64_t i) {
    ServiceRequest request;
    request.model = &model_;
    request.job = static_cast<std::uint64_t>(i + 1);
    request.content = {&content_, static_cast<std::size_t>(i) % samples_.size(),
                       static_cast<std::uint32_t>(nodes_before_)};
    request.on_done = [this](const ServiceReport& r) { answers.push_back(r.answer.worth); };
    ASSERT_TRUE(server->submit(std::move(request)));
  }

  testing::NoRecords records_;
  AcceleratorProfile accelerator_ = testing::unit_accelerator();
  ModelProfile model_ = testing::model_of("ten-ms", 10);
  DigitsSamples samples_;
  WorkloadContent content_{"digits", "digits", samples_.size()};
  std::size_t nodes_before_;
  FaultInjector injector_{loop, records_, 1};
  ContentExecutor executor_;
};

TrialResult campaign(Protection protection, std::int64_t flips) {
  static const DecisionTask kTask = decision_task("digits", "", 360, ModelCache());
  static const std::atomic<bool> kNever = false;
  CampaignOptions options;
  options.place = FaultPlace::kActivations;
  options.protection = protection;
  options.flips = flips;
  const CampaignResult result = run_campaign(
      kTask, options, [](std::int64_t) {}, kNever);
  return sum_up(result.trials, 1).decisions;
}

/// Two shares, of n and m independent trials each of the same probability.
void expect_alike(std::int64_t a, std::int64_t n, std::int64_t b, std::int64_t m) {
  const auto trials_a = static_cast<double>(n);
  const auto trials_b = static_cast<double>(m);
  const double p = (static_cast<double>(a + b) + 1) / (trials_a + trials_b);
  EXPECT_NEAR(static_cast<double>(a) / trials_a, static_cast<double>(b) / trials_b,
              4 * std::sqrt(p * (1 - p) * (1 / trials_a + 1 / trials_b)));
}

/// Flips of a campaign that change the output where nothing guards it.
std::int64_t unmasked(const TrialResult& bare) { return bare.tolerable + bare.critical + bare.due; }

/// The campaign draws place and image as a run does, masked ones among them.
void expect_shares_of_the_campaign(Protection protection, std::int64_t strikes) {
  Satellite satellite({0, protection});
  satellite.serve(strikes, 1);
  const TrialResult bare = campaign(Protection::kNone, 2 * strikes);
  const TrialResult expected = campaign(protection, 2 * strikes);
  ASSERT_EQ(expected.decisions, 2 * strikes);
  expect_alike(satellite.count(Answer::kCorrupted), strikes, expected.critical, unmasked(bare));
  expect_alike(satellite.count(Answer::kDetected), strikes, expected.due, unmasked(bare));
}

TEST(StruckContent, AnswersChangeAsOftenAsInACampaignThoseThatFlipsChange) {
  expect_shares_of_the_campaign(Protection::kNone, 6'000);
}

TEST(StruckContent, ProtectionsActAsInACampaign) {
  expect_shares_of_the_campaign(Protection::kRangeRestriction, 3'000);
  expect_shares_of_the_campaign(Protection::kChecksums, 3'000);
}

TEST(StruckContent, EveryStrikeChangesTheOutput) {
  Satellite satellite({});
  satellite.serve(1'000, 1);
  ASSERT_EQ(satellite.places().size(), 1'000U);
  const auto intact = make_content_engine("digits");
  WorkerEngines worker([](const std::string& model) { return make_content_engine(model); });
  for (const WorkerRequest& request : satellite.backend.dispatched) {
    if (!request.activation) continue;
    const std::vector<float> struck = worker.answer(request).output;
    const std::vector<float> unstruck = intact->run(request.input).values;
    EXPECT_NE(std::memcmp(struck.data(), unstruck.data(), unstruck.size() * sizeof(float)), 0);
  }
}

// The ten scores come last in the digits network, and no bit of them is masked.
TEST(StruckContent, PlacesThatAreNeverMaskedAreStruckAlike) {
  constexpr std::uint64_t kElements = 3'722;
  Satellite satellite({8});
  satellite.serve(5'000, 1);
  std::vector<double> by_score(10);
  std::vector<double> by_bit(32);
  for (const ActivationBit& place : satellite.places()) {
    ++by_score.at(place.element);
    ++by_bit.at(place.bit);
  }
  for (const double count : by_score) EXPECT_NEAR(count, 500, 4 * std::sqrt(500));
  for (const double count : by_bit) EXPECT_NEAR(count, 156.25, 4.5 * std::sqrt(156.25));
  Satellite whole({});
  whole.serve(5'000, 1);
  std::uint64_t last = 0;
  for (const ActivationBit& place : whole.places()) last = std::max(last, place.element);
  EXPECT_LT(last, kElements);
  EXPECT_GE(last, kElements - 10);
}

TEST(StruckContent, OfASplitRequestWhatIsBehindTheCutIsStruck) {
  Satellite satellite({7});
  satellite.serve(1'000, 1);
  constexpr std::uint64_t kBehindCut = 64 + 10;  // of the last activation and the scores
  std::uint64_t last = 0;
  for (const ActivationBit& place : satellite.places()) last = std::max(last, place.element);
  EXPECT_LT(last, kBehindCut);
  EXPECT_GE(last, 64U);
  EXPECT_GT(satellite.count(Answer::kCorrupted), 3);
}

TEST(StruckContent, WhereTheClientHasComputedAllNothingIsStruck) {
  Satellite satellite({kNodesOfDigits});
  satellite.serve(360, 1);
  EXPECT_TRUE(satellite.places().empty());
  EXPECT_EQ(satellite.count(Answer::kCorrect), 358);
  EXPECT_EQ(satellite.count(Answer::kMisread), 2);
}

TEST(StruckContent, AFurtherStrikeOfARequestDoesNothing) {
  Satellite once({});
  Satellite twice({});
  once.serve(200, 1);
  twice.serve(200, 2);
  EXPECT_EQ(once.places(), twice.places());
  EXPECT_EQ(once.answers, twice.answers);
}

TEST(StruckContent, DependsOnTheSeed) {
  Satellite first({0, Protection::kNone, 1});
  Satellite again({0, Protection::kNone, 1});
  Satellite other({0, Protection::kNone, 2});
  first.serve(50, 1);
  again.serve(50, 1);
  other.serve(50, 1);
  EXPECT_EQ(first.places(), again.places());
  EXPECT_NE(first.places(), other.places());
}

/// Serves one request, struck at 5 ms, of a satellite that fails at 7 ms and is back at once.
void serve_across_a_failure(Satellite& satellite) {
  satellite.loop.schedule_at(Time{} + Duration::from_ms(7), [&satellite] {
    satellite.server->fail(DownReason::kReboot);
    satellite.server->restore(DownReason::kReboot);
  });
  satellite.serve(1, 1);
  ASSERT_EQ(satellite.answers.size(), 1U);
  ASSERT_EQ(satellite.server->resumed(), 1);
}

TEST(StruckContent, ACheckpointKeepsTheWrongResult) {
  Satellite satellite({0, Protection::kNone, 1, {Duration::from_ms(6)}});
  serve_across_a_failure(satellite);
  EXPECT_EQ(satellite.places().size(), 2U);
  EXPECT_TRUE(satellite.backend.dispatched.back().activation);
}

TEST(StruckContent, WhatCameAfterTheCheckpointIsComputedAnew) {
  Satellite satellite({0, Protection::kNone, 1, {Duration::from_ms(4)}});
  serve_across_a_failure(satellite);
  EXPECT_EQ(satellite.places().size(), 1U) << "struck at 5 ms, kept at 4 ms";
  EXPECT_FALSE(satellite.backend.dispatched.back().activation);
}

}  // namespace
}  // namespace orbitmesh
