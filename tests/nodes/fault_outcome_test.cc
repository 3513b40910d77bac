#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "core/heap_event_loop.h"
#include "inference/profile_library.h"
#include "nodes/answer_quorum.h"
#include "nodes/fault_injector.h"
#include "nodes/server.h"
#include "tests/nodes/test_profiles.h"

namespace orbitmesh {
namespace {

constexpr NodeId kNode{6};

struct Faults final : RecordSink {
  void add(const RequestRecord&) override {}
  void add(const AttemptRecord&) override {}
  void add(const NodeSample&) override {}
  void add(const FaultRecord& record) override { all.push_back(record); }
  std::vector<FaultRecord> all;
};

/// A table for int8 in which every flip at `place` does the same.
ProfileLibrary table_of(const std::string& place, const std::string& shares) {
  ProfileLibrary library;
  library.add_text("[[outcome]]\nplace = \"" + place +
                       "\"\nformat = \"int8\"\nsource = \"test\"\n" +
                       "bits = [{ class = \"sign\", " + shares + " }, { class = \"integer\", " +
                       shares + " }]\n",
                   "o.toml");
  return library;
}

/// A satellite that serves one request of 10 ms at a time, scrubbed every 10 s.
class Satellite {
 public:
  explicit Satellite(const ProfileLibrary& library, std::uint64_t seed = 1,
                     Protection protection = Protection::kNone, CheckpointOptions checkpoint = {})
      : injector_(loop_, records, seed) {
    model_.precision.value = Precision::kInt8;
    accelerator_.peak.int8 = accelerator_.peak.bf16;
    ServerSetup setup;
    setup.node = kNode;
    setup.accelerator = &accelerator_;
    setup.models = {&model_};
    setup.outcomes = &injector_;
    setup.costs = &library.outcomes();
    setup.serving.protection = protection;
    setup.checkpoint = checkpoint;
    server_ = std::make_unique<Server>(loop_, setup);
    injector_.add({server_.get(),
                   {},
                   {Ecc::kNone, 0.0, Duration::from_s(10)},
                   1.0,
                   {&model_},
                   &library.outcomes()});
  }
  void happen_at_ms(FaultKind kind, std::int64_t ms) {
    injector_.schedule({{Time{} + Duration::from_ms(ms), kNode, kind, 0}});
  }
  void fail_for_an_instant_at_ms(std::int64_t ms) {
    loop_.schedule_at(Time{} + Duration::from_ms(ms), [this] {
      server_->fail(DownReason::kReboot);
      server_->restore(DownReason::kReboot);
    });
  }
  /// Serves one request a step, the first at once, until `end_ms`.
  void serve_every_ms(std::int64_t step_ms, std::int64_t end_ms) {
    for (std::int64_t ms = 0; ms < end_ms; ms += step_ms) {
      loop_.schedule_at(Time{} + Duration::from_ms(ms), [this] { submit(); });
    }
    loop_.run_until(Time{} + Duration::from_ms(end_ms));
  }
  Duration service_time() const { return server_->service_time(model_); }
  std::int64_t resumed() const { return server_->resumed(); }
  std::int64_t count(Answer worth) const {
    return std::count_if(answers.begin(), answers.end(),
                         [worth](const auto& a) { return a.worth == worth; });
  }

  std::vector<ComputedAnswer> answers;
  std::int64_t lost = 0;
  Faults records;

 private:
  void submit() {
    ServiceRequest request;
    request.model = &model_;
    request.job = ++jobs_;
    request.on_done = [this](const ServiceReport& report) { answers.push_back(report.answer); };
    request.on_lost = [this] { ++lost; };
    ASSERT_TRUE(server_->submit(std::move(request)));
  }

  HeapEventLoop loop_;
  AcceleratorProfile accelerator_ = testing::unit_accelerator();
  ModelProfile model_ = testing::model_of("ten-ms", 10, 1000);
  FaultInjector injector_;
  std::unique_ptr<Server> server_;
  std::uint64_t jobs_ = 0;
};

TEST(FaultOutcome, AWrongWeightSpoilsAnswersUntilTheScrub) {
  const ProfileLibrary library = table_of("weights", "critical = 1.0");
  Satellite satellite(library);
  satellite.happen_at_ms(FaultKind::kSeu, 5'050);
  satellite.serve_every_ms(100, 20'000);
  ASSERT_EQ(satellite.answers.size(), 200U);
  for (std::size_t i = 0; i < 200; ++i) {
    // The request at the instant of the scrub begins just before it.
    const bool exposed = i >= 51 && i <= 100;
    EXPECT_EQ(satellite.answers[i].worth, exposed ? Answer::kCorrupted : Answer::kIntact) << i;
  }
  ASSERT_EQ(satellite.records.all.size(), 1U);
  EXPECT_EQ(satellite.records.all[0].tensor, -1);
  EXPECT_LT(satellite.records.all[0].element, 1000);
  EXPECT_LT(satellite.records.all[0].bit, 8);
}

TEST(FaultOutcome, AReloadOfTheModelsRestoresThem) {
  const ProfileLibrary library = table_of("weights", "critical = 1.0");
  Satellite satellite(library);
  satellite.happen_at_ms(FaultKind::kSeu, 1'050);
  satellite.happen_at_ms(FaultKind::kDue, 2'050);
  satellite.serve_every_ms(100, 4'000);
  EXPECT_EQ(satellite.count(Answer::kCorrupted), 10);
}

TEST(FaultOutcome, ASilentCorruptionOfLogicHitsTheOneAnswerUnderWay) {
  const ProfileLibrary library = table_of("activations", "critical = 1.0");
  Satellite satellite(library);
  satellite.happen_at_ms(FaultKind::kSdc, 505);
  satellite.happen_at_ms(FaultKind::kSdc, 550);
  satellite.serve_every_ms(100, 2'000);
  ASSERT_EQ(satellite.answers.size(), 20U);
  EXPECT_EQ(satellite.count(Answer::kCorrupted), 1) << "at 550 ms no request was in service";
  EXPECT_EQ(satellite.answers[5].worth, Answer::kCorrupted);
}

/// The one answer of a satellite that is struck at 5 ms, and fails at 7 ms.
Answer answer_across_a_failure(Duration checkpoint_period) {
  const ProfileLibrary library = table_of("activations", "critical = 1.0");
  Satellite satellite(library, 1, Protection::kNone, {checkpoint_period});
  satellite.happen_at_ms(FaultKind::kSdc, 5);
  satellite.fail_for_an_instant_at_ms(7);
  satellite.serve_every_ms(100, 100);
  EXPECT_EQ(satellite.resumed(), 1);
  EXPECT_EQ(satellite.answers.size(), 1U);
  return satellite.answers.empty() ? Answer::kNone : satellite.answers[0].worth;
}

TEST(FaultOutcome, ACheckpointKeepsTheWrongResult) {
  EXPECT_EQ(answer_across_a_failure(Duration::from_ms(6)), Answer::kCorrupted);
}

TEST(FaultOutcome, WhatCameAfterTheCheckpointIsComputedAnew) {
  EXPECT_EQ(answer_across_a_failure(Duration::from_ms(4)), Answer::kIntact);
}

TEST(FaultOutcome, WithoutCheckpointsAStruckRequestIsLostWithItsNode) {
  const ProfileLibrary library = table_of("activations", "critical = 1.0");
  Satellite satellite(library);
  satellite.happen_at_ms(FaultKind::kSdc, 5);
  satellite.fail_for_an_instant_at_ms(7);
  satellite.serve_every_ms(100, 200);
  EXPECT_EQ(satellite.lost, 1);
  ASSERT_EQ(satellite.answers.size(), 1U);
  EXPECT_EQ(satellite.answers[0].worth, Answer::kIntact);
}

TEST(FaultOutcome, OutcomesComeAsOftenAsTheTableSays) {
  const ProfileLibrary library =
      table_of("activations", "tolerable = 0.3, critical = 0.1, due = 0.06, hang = 0.04");
  Satellite satellite(library);
  for (int i = 0; i < 10'000; ++i) satellite.happen_at_ms(FaultKind::kSdc, i * 20 + 5);
  satellite.serve_every_ms(20, 200'000);
  // Masked results count as none, so that the shares are of 0.5.
  const auto near = [](std::int64_t n, double p) {
    EXPECT_NEAR(static_cast<double>(n), 10'000 * p, 4 * std::sqrt(10'000 * p * (1 - p)));
  };
  near(satellite.count(Answer::kTolerable), 0.6);
  near(satellite.count(Answer::kCorrupted), 0.2);
  near(satellite.count(Answer::kDetected), 0.12);
  near(satellite.lost, 0.08);
  EXPECT_EQ(satellite.count(Answer::kIntact), 0);
}

TEST(FaultOutcome, AFewHarmfulWeightsSpoilManyAnswersEach) {
  const ProfileLibrary library = table_of("weights", "critical = 0.2, critical_flips = 0.4");
  int harmful = 0;
  std::int64_t wrong = 0;
  constexpr int kRuns = 200;
  for (int seed = 1; seed <= kRuns; ++seed) {
    Satellite satellite(library, static_cast<std::uint64_t>(seed));
    satellite.happen_at_ms(FaultKind::kSeu, 5);
    satellite.serve_every_ms(20, 2'000);
    harmful += satellite.count(Answer::kCorrupted) > 0 ? 1 : 0;
    wrong += satellite.count(Answer::kCorrupted);
  }
  EXPECT_NEAR(harmful, 0.4 * kRuns, 4 * std::sqrt(kRuns * 0.4 * 0.6));
  // 99 answers of each run are exposed, half of them wrong with a harmful flip.
  EXPECT_NEAR(static_cast<double>(wrong) / harmful, 49.5, 2);
}

TEST(FaultOutcome, IsTheSameForTheSameSeedAndDependsOnIt) {
  const ProfileLibrary library = table_of("weights", "critical = 0.3, critical_flips = 0.6");
  const auto pattern = [&](std::uint64_t seed) {
    Satellite satellite(library, seed);
    for (int i = 0; i < 9; ++i) satellite.happen_at_ms(FaultKind::kSeu, i * 100 + 5);
    satellite.serve_every_ms(20, 5'000);
    std::vector<Answer> worths;
    for (const ComputedAnswer& answer : satellite.answers) worths.push_back(answer.worth);
    return worths;
  };
  EXPECT_EQ(pattern(1), pattern(1));
  EXPECT_NE(pattern(1), pattern(2));
}

TEST(FaultOutcome, AProtectionTakesItsTimeAndItsRowsOfTheTable) {
  ProfileLibrary library = table_of("activations", "critical = 1.0");
  library.add_text(
      "[[outcome]]\nplace = \"weights\"\nformat = \"int8\"\nprotection = \"checksums\"\n"
      "source = \"test\"\ncost = 0.25\nbits = [{ class = \"sign\" }, { class = \"integer\" }]\n"
      "[[outcome]]\nplace = \"activations\"\nformat = \"int8\"\nprotection = \"checksums\"\n"
      "source = \"test\"\nbits = [{ class = \"sign\", due = 1.0 }, { class = \"integer\", "
      "due = 1.0 }]\n",
      "p.toml");
  Satellite bare(library);
  EXPECT_EQ(bare.service_time(), Duration::from_ms(10));
  Satellite satellite(library, 1, Protection::kChecksums);
  EXPECT_EQ(satellite.service_time(), Duration::from_us(12'500));
  satellite.happen_at_ms(FaultKind::kSdc, 511);
  satellite.serve_every_ms(100, 1'000);
  EXPECT_EQ(satellite.count(Answer::kDetected), 1) << "at 511 ms it is still in service";
  EXPECT_EQ(satellite.count(Answer::kCorrupted), 0);
}

TEST(FaultOutcome, AGuardMasksResultsThatCountAsCorrupted) {
  ProfileLibrary library = table_of("activations", "tolerable = 0.3, critical = 0.2");
  library.add_text(
      "[[outcome]]\nplace = \"weights\"\nformat = \"int8\"\nprotection = \"checksums\"\n"
      "source = \"test\"\nbits = [{ class = \"sign\" }, { class = \"integer\" }]\n"
      "[[outcome]]\nplace = \"activations\"\nformat = \"int8\"\nprotection = \"checksums\"\n"
      "source = \"test\"\nbits = [{ class = \"sign\", critical = 0.05 }, { class = \"integer\", "
      "critical = 0.05 }]\n",
      "p.toml");
  Satellite satellite(library, 1, Protection::kChecksums);
  for (int i = 0; i < 10'000; ++i) satellite.happen_at_ms(FaultKind::kSdc, i * 20 + 5);
  satellite.serve_every_ms(20, 200'000);
  // Of the half that is not masked without a guard it leaves a tenth.
  EXPECT_NEAR(static_cast<double>(satellite.count(Answer::kCorrupted)), 1'000, 4 * std::sqrt(900));
  EXPECT_EQ(satellite.count(Answer::kCorrupted) + satellite.count(Answer::kIntact), 10'000);
}

TEST(FaultOutcome, ComparingCopiesSeesWhatFaultsChanged) {
  const ComputedAnswer good = after_fault(FaultOutcome::kMasked, 1);
  const ComputedAnswer other_bits = after_fault(FaultOutcome::kTolerable, 2);
  const ComputedAnswer wrong = after_fault(FaultOutcome::kCritical, 3);
  const ComputedAnswer wrong_too = after_fault(FaultOutcome::kCritical, 4);
  const ComputedAnswer unusable = after_fault(FaultOutcome::kDue, 5);
  const ComputedAnswer not_at_risk{};
  EXPECT_TRUE(agree(good, other_bits)) << "the same decision";
  EXPECT_TRUE(agree(good, not_at_risk));
  EXPECT_FALSE(agree(wrong, wrong_too)) << "copies fail independently";
  AnswerQuorum pair(2);
  pair.add(good);
  EXPECT_FALSE(pair.add(wrong));
  EXPECT_TRUE(pair.disagreed()) << "DMR detects";
  EXPECT_FALSE(pair.plurality());
  AnswerQuorum triple(2);
  triple.add(wrong);
  triple.add(good);
  EXPECT_TRUE(triple.add(other_bits)) << "TMR outvotes";
  AnswerQuorum with_unusable(2);
  with_unusable.add(unusable);
  with_unusable.add(good);
  EXPECT_EQ(with_unusable.plurality(), 1U);
}

}  // namespace
}  // namespace orbitmesh
