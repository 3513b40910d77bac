#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "core/error.h"
#include "scenarios/site/site_question.h"

namespace orbitmesh {
namespace {

using testing::HasSubstr;

std::string requirement_error(const std::string& text) {
  try {
    parse_requirement(text);
  } catch (const InputError& error) {
    return error.what();
  }
  ADD_FAILURE() << "accepted: " << text;
  return {};
}

std::string workload_error(const std::string& text) {
  try {
    parse_site_workload(text);
  } catch (const InputError& error) {
    return error.what();
  }
  ADD_FAILURE() << "accepted: " << text;
  return {};
}

TEST(SiteRequirement, ReadsEveryKindOfClause) {
  const Requirement all = parse_requirement("plan on ground: 99.9% in 1.5 s, 9 of 10, gap < 10 s");
  EXPECT_EQ(all.workload, "plan");
  EXPECT_EQ(all.tier, Tier::kGround);
  EXPECT_EQ(all.deadline, Duration::from_ms(1500));
  EXPECT_DOUBLE_EQ(all.share.value(), 0.999);
  EXPECT_EQ(all.firm.value().m, 9);
  EXPECT_EQ(all.firm.value().k, 10);
  EXPECT_EQ(all.gap, Duration::from_s(10));
}

TEST(SiteRequirement, BlanksAreOfNoAccount) {
  const Requirement tight = parse_requirement("plan:99.9%in 1.5s,gap<10s");
  const Requirement wide = parse_requirement("  plan : 99.9 %  in 1.5 s , gap < 10 s ");
  EXPECT_EQ(tight.share, wide.share);
  EXPECT_EQ(tight.deadline, wide.deadline);
  EXPECT_EQ(tight.gap, wide.gap);
}

TEST(SiteRequirement, MaySpeakOfTheCoverageOrOfOneTier) {
  const Requirement coverage = parse_requirement("coverage: 99%, gap < 1 min");
  EXPECT_TRUE(coverage.workload.empty());
  EXPECT_DOUBLE_EQ(coverage.share.value(), 0.99);
  EXPECT_EQ(coverage.gap, Duration::from_s(60));
  EXPECT_EQ(parse_requirement("gauge on orbit: 9 of 10").tier, Tier::kSatellite);
  EXPECT_EQ(parse_requirement("gauge on board: 9 of 10").tier, Tier::kLocal);
  EXPECT_EQ(parse_requirement("gauge: 9 of 10").tier, Tier::kNone);
}

TEST(SiteRequirement, SaysWhereItGoesWrongAndWhatWouldBeRight) {
  EXPECT_THAT(requirement_error("plan 99.9%"),
              HasSubstr("column 6: expected ':' after the workload, found '99.9'"));
  EXPECT_THAT(requirement_error("plan: often"),
              HasSubstr("column 7: expected a share such as 99.9%, '9 of 10', or 'gap < 10 s', "
                        "found 'often'"));
  EXPECT_THAT(requirement_error("plan: 99.9% in 1.5"),
              HasSubstr("column 19: expected a unit of time, such as ms or s, found the end"));
  EXPECT_THAT(requirement_error("plan: 99.9% in 1.5 parsec"), HasSubstr("column 16: "));
  EXPECT_THAT(requirement_error("plan: gap > 10 s"), HasSubstr("column 11: expected '<'"));
  EXPECT_THAT(requirement_error("plan on moon: 9 of 10"),
              HasSubstr("column 9: expected a tier, 'board', 'orbit' or 'ground'"));
  EXPECT_THAT(requirement_error("plan: 99.9%; gap < 10 s"),
              HasSubstr("column 12: expected ',' or the end, found ';'"));
  EXPECT_THAT(requirement_error("plan: 99.9%,"), HasSubstr("found the end"));
  EXPECT_THAT(requirement_error(""), HasSubstr("column 1: expected a workload or 'coverage'"));
  EXPECT_THAT(requirement_error("Plan: 99.9%"), HasSubstr("of a-z, 0-9 and '-'"));
  EXPECT_THAT(requirement_error("plan: 9.9.9%"), HasSubstr("column 7"));
}

TEST(SiteRequirement, RefusesValuesThatMakeNoSense) {
  EXPECT_THAT(requirement_error("plan: 100%"), HasSubstr("at most 99.9999 %"));
  EXPECT_THAT(requirement_error("plan: 0%"), HasSubstr("more than 0 %"));
  EXPECT_THAT(requirement_error("plan: 11 of 10"), HasSubstr("1 <= m <= k"));
  EXPECT_THAT(requirement_error("plan: 0 of 10"), HasSubstr("1 <= m <= k"));
  EXPECT_THAT(requirement_error("plan: 9.5 of 10"), HasSubstr("whole numbers"));
  EXPECT_THAT(requirement_error("plan: 9 of 1001"), HasSubstr("<= 1000"));
  EXPECT_THAT(requirement_error("plan: 9%in 0 s"), HasSubstr("more than 0 s"));
  EXPECT_THAT(requirement_error("plan: 9% in 2 h"), HasSubstr("at most 1 h"));
  EXPECT_THAT(requirement_error("plan: 9%, 8%"), HasSubstr("the share is given twice"));
  EXPECT_THAT(requirement_error("plan: gap < 1 s, gap < 2 s"), HasSubstr("the gap is given twice"));
  EXPECT_THAT(requirement_error("plan: 9% in 1 s, 9 of 10 in 2 s"), HasSubstr("one deadline"));
  EXPECT_THAT(requirement_error("coverage: 9 of 10"), HasSubstr("expected '%', found 'of'"));
  EXPECT_THAT(requirement_error("coverage: 9% in 1 s"), HasSubstr("found 'in'"));
  EXPECT_THAT(requirement_error("coverage on orbit: 9%"), HasSubstr("expected ':'"));
  EXPECT_THAT(requirement_error(std::string(1000, 'a')), HasSubstr("at most 200"));
}

TEST(SiteWorkload, IsBuiltInOrDescribed) {
  EXPECT_EQ(parse_site_workload("plan").profile, "rt-2-55b");
  const SiteWorkload scan = parse_site_workload("scan: yolov8m in 400 ms at 2.5 Hz");
  EXPECT_EQ(scan.name, "scan");
  EXPECT_EQ(scan.profile, "yolov8m");
  EXPECT_EQ(scan.deadline, Duration::from_ms(400));
  EXPECT_DOUBLE_EQ(scan.rate.si, 2.5);
  EXPECT_FALSE(scan.request) << "the model's own";
  EXPECT_DOUBLE_EQ(parse_site_workload("scan: yolov8m in 1 s").rate.si, 1.0);
}

TEST(SiteWorkload, SaysWhereItGoesWrong) {
  EXPECT_THAT(workload_error("paln"), HasSubstr("there are 'detect' 'gauge' 'plan'"));
  EXPECT_THAT(workload_error("scan: yolov8m"), HasSubstr("expected 'in' after the model profile"));
  EXPECT_THAT(workload_error("scan: yolov8m in 1 s at 2"), HasSubstr("expected 'Hz'"));
  EXPECT_THAT(workload_error("scan: yolov8m in 1 s at 200 Hz"), HasSubstr("at most 20 Hz"));
  EXPECT_THAT(workload_error("coverage: yolov8m in 1 s"), HasSubstr("the service itself"));
  EXPECT_THAT(workload_error("a-very-long-name: yolov8m in 1 s"), HasSubstr("at most 12"));
}

class SiteQuestionTest : public testing::Test {
 protected:
  SiteQuestionTest() {
    question_.places = {{"mine", {}}};
    question_.workloads = {parse_site_workload("plan")};
  }

  std::string error() const {
    try {
      check_question(question_, built_in_ground_segment());
    } catch (const InputError& error) {
      return error.what();
    }
    return "accepted";
  }

  std::string error_of(const std::string& requirement) {
    question_.requirements = {parse_requirement(requirement)};
    return error();
  }

  SiteQuestion question_;
};

TEST_F(SiteQuestionTest, NamesStandOnce) {
  EXPECT_EQ(error(), "accepted");
  question_.places.push_back(question_.places.front());
  EXPECT_THAT(error(), HasSubstr("site 'mine' is given twice"));
  question_.places.back().name = "merredin";
  EXPECT_THAT(error(), HasSubstr("ground segment"));
}

TEST_F(SiteQuestionTest, PlacesAreOnTheGround) {
  question_.places.front().location.height_m = 20'000;
  EXPECT_THAT(error(), HasSubstr("-500 to 9000 m"));
}

TEST_F(SiteQuestionTest, RequirementsSpeakOfWorkloadsThatAreAskedFor) {
  EXPECT_EQ(error_of("plan: 9 of 10"), "accepted");
  EXPECT_THAT(error_of("paln: 9 of 10"), HasSubstr("did you mean 'plan'"));
}

TEST_F(SiteQuestionTest, AGapMustBeOneThatCanBeSeen) {
  EXPECT_EQ(error_of("plan: gap < 10 s"), "accepted");
  EXPECT_THAT(error_of("plan: gap < 9 s"), HasSubstr("at least 10 s, two periods"));
  EXPECT_THAT(error_of("plan: gap < 24 h"), HasSubstr("less than the 1 d"));
  EXPECT_THAT(error_of("coverage: gap < 0 s"), HasSubstr("at least 15 s, a slot"));
}

TEST_F(SiteQuestionTest, HasTenWorkloadsAtMost) {
  for (int i = 0; i < 10; ++i) {
    question_.workloads.push_back(question_.workloads.front());
    question_.workloads.back().name = "plan-" + std::to_string(i);
  }
  EXPECT_THAT(error(), HasSubstr("at most 10"));
}

}  // namespace
}  // namespace orbitmesh
