#include "orbit/element_age.h"

#include <gtest/gtest.h>

namespace orbitmesh {
namespace {

ElementSet of(const char* epoch) {
  ElementSet set;
  set.epoch = parse_epoch(epoch);
  return set;
}

TEST(ElementAge, CountsFromTheFartherEndOfTheSpan) {
  const std::vector<ElementSet> elements = {of("2026-05-01T00:00:00Z"), of("2026-05-10T00:00:00Z"),
                                            of("2026-05-20T00:00:00Z")};
  const ElementAge age = element_age(elements, parse_epoch("2026-05-09T00:00:00Z"),
                                     parse_epoch("2026-05-12T00:00:00Z"));
  EXPECT_EQ(age.old, 2);
  EXPECT_EQ(age.greatest, Duration::from_s(11 * 86'400));
}

TEST(ElementAge, SevenDaysAreNotOld) {
  const Epoch week_later = parse_epoch("2026-05-08T00:00:00Z");
  const std::vector<ElementSet> elements = {of("2026-05-01T00:00:00Z")};
  EXPECT_EQ(element_age(elements, week_later, week_later).old, 0);
  EXPECT_EQ(element_age(elements, week_later, week_later + Duration::from_ns(1)).old, 1);
  EXPECT_EQ(element_age({}, week_later, week_later).greatest, Duration());
}

}  // namespace
}  // namespace orbitmesh
