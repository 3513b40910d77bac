#include <gtest/gtest.h>

#include "tests/support/run_summary.h"

namespace orbitmesh {
namespace {

std::string digest(const std::string& arguments, const std::string& before = "") {
  const RunSummary run =
      run_summary(source_path("scenarios/remote-mine.toml"),
                  "--set scenario.duration='\"3 min\"' --set expect=[] " + arguments, before);
  EXPECT_EQ(run.exit_code, 0) << run.error;
  return run.exit_code == 0 ? run.digest : "failed";
}

TEST(Determinism, TheSameSeedGivesTheSameBytes) { EXPECT_EQ(digest(""), digest("")); }

TEST(Determinism, AnotherSeedGivesOtherBytes) {
  EXPECT_NE(digest(""), digest("--set scenario.seed=2"));
}

TEST(Determinism, TheCpusMathLibraryVariantDoesNotMatter) {
  EXPECT_EQ(digest(""), digest("", "GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2,-FMA,-AVX512F"));
}

TEST(Determinism, EnvironmentLocaleAndTimeZoneDoNotMatter) {
  EXPECT_EQ(digest(""),
            digest("",
                   "env -i LC_ALL=de_DE.UTF-8 LANG=tr_TR.UTF-8 TZ=Pacific/Kiritimati "
                   "HOME=/nonexistent PADDING=\"$(head -c 5000 /dev/zero | tr '\\0' x)\""));
}

TEST(Determinism, TheIdealNetworkIsDeterministicToo) {
  EXPECT_EQ(digest("--set network.fidelity=ideal"), digest("--set network.fidelity=ideal"));
}

}  // namespace
}  // namespace orbitmesh
