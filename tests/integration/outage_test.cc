#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/run_summary.h"

namespace orbitmesh {
namespace {

const std::string kExample = source_path("docs/examples/outages.toml");
const std::string kShort =
    "--set expect=[] --set scenario.duration='\"60 s\"' --set outage.digger.start='\"20 s\"' "
    "--set outage.digger.duration='\"10 s\"' --set outage.storm.start='\"25 s\"' "
    "--set outage.storm.duration='\"10 s\"' --set outage.debris.start='\"30 s\"' "
    "--set outage.lasers.mtbf='\"10 min\"'";

TEST(Outages, TheSameSeedFailsTheSameThingsAtTheSameTimes) {
  const RunSummary first = run_summary(kExample, kShort);
  ASSERT_EQ(first.exit_code, 0) << first.error;
  EXPECT_EQ(run_summary(kExample, kShort).digest, first.digest);
  EXPECT_NE(run_summary(kExample, kShort + " --set scenario.seed=2").digest, first.digest);
  EXPECT_NE(run_summary(kExample, kShort + " --set outage.debris.share=0.03").digest, first.digest);
}

TEST(Outages, TheSummarySaysWhatWasStruck) {
  const ScratchFolder scratch;
  const ProgramResult result =
      run_orbitmesh("run '" + kExample + "' --quiet --out '" + (scratch / "run") + "' " + kShort +
                    " --set network.fidelity=ideal");
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_NE(result.out.find("Outages"), std::string::npos);
  for (const char* name : {"debris", "digger", "lasers", "storm"}) {
    EXPECT_NE(result.out.find(std::string("\n  ") + name + " "), std::string::npos) << name;
  }
}

TEST(Outages, ATimelineIsCheckedBeforeTheRun) {
  const ScratchFolder scratch;
  std::ofstream(scratch / "t.csv") << "time_s,link,state\n1,user-up mien.1,down\n";
  std::ofstream(scratch / "s.toml") << "extends = \"" << source_path("scenarios/remote-mine.toml")
                                    << "\"\n[[timeline]]\nname = \"trace\"\nfile = \"t.csv\"\n";
  for (const std::string verb : {"validate", "run"}) {
    const ProgramResult result = run_orbitmesh(verb + " '" + (scratch / "s.toml") + "'");
    EXPECT_EQ(result.exit_code, 2);
    EXPECT_NE(result.err.find("t.csv:2:3: there is no link 'user-up mien.1', did you mean "
                              "'user-up mine.1'?"),
              std::string::npos)
        << result.err;
  }
}

}  // namespace
}  // namespace orbitmesh
