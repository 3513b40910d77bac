#include "bench/performance_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace orbitmesh {
namespace {

TEST(PerformancePage, HasALineForEachRow) {
  BenchRow with{"mesh.x", 2'804'871, "packets/s", {}, {}, "a note"};
  compare_with(with, 386'604);
  const BenchRow without{"mesh.y", 10.876, "simulated s/s", {}, {}, ""};
  const std::string page = performance_page({with, without});
  EXPECT_THAT(page, testing::HasSubstr("| `mesh.x` | 2.8 M packets/s | 387 k | 7.26 | a note |\n"));
  EXPECT_THAT(page, testing::HasSubstr("| `mesh.y` | 10.9 simulated s/s |  |  |  |\n"));
}

TEST(PerformancePage, HasADashForAValueThatIsMissing) {
  const BenchRow row{"mesh.z", {}, "packets/s", {}, {}, "not available here"};
  EXPECT_THAT(performance_page({row}),
              testing::HasSubstr("| `mesh.z` | - |  |  | not available here |\n"));
}

}  // namespace
}  // namespace orbitmesh
