#include "mesh/slot_clock.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

namespace orbitmesh {
namespace {

double second_of_minute(Epoch epoch, Time t) {
  return (epoch + t.since_epoch()).second_of_minute();
}

TEST(SlotClockTest, SlotsBeginAtSeconds12And27And42And57OfTheUtcMinute) {
  for (const char* text :
       {"2026-06-01T00:00:00Z", "2026-06-01T00:00:11.999999999Z", "2026-06-01T00:00:12Z",
        "2026-06-01T00:00:13.25Z", "2026-06-01T00:00:41Z", "2026-06-01T23:59:59Z"}) {
    const Epoch epoch = parse_epoch(text);
    const SlotClock clock(epoch);
    for (std::int64_t slot = 1; slot < 500; ++slot) {
      const double second = second_of_minute(epoch, clock.begin(slot));
      EXPECT_TRUE(second == 12 || second == 27 || second == 42 || second == 57)
          << text << " slot " << slot << " begins at second " << second;
      EXPECT_EQ(clock.begin(slot) - clock.begin(slot - 1), SlotClock::kSlot);
    }
  }
}

TEST(SlotClockTest, SlotZeroIsUnderWayAtTheEpoch) {
  for (int tenths = 0; tenths < 600; tenths += 7) {
    const Epoch epoch = parse_epoch("2026-06-01T10:20:00Z") + Duration::from_ms(100 * tenths);
    const SlotClock clock(epoch);
    EXPECT_LE(clock.begin(0), Time{});
    EXPECT_GT(clock.begin(1), Time{});
    EXPECT_EQ(clock.slot_at(Time{}), 0);
  }
}

TEST(SlotClockTest, AnEdgeBelongsToTheSlotThatItBegins) {
  const SlotClock clock(parse_epoch("2026-06-01T00:00:05Z"));
  for (std::int64_t slot = 1; slot < 100; ++slot) {
    EXPECT_EQ(clock.slot_at(clock.begin(slot)), slot);
    EXPECT_EQ(clock.slot_at(clock.begin(slot) - Duration::from_ns(1)), slot - 1);
  }
}

TEST(SlotClockTest, AnEpochOnAnEdgeBeginsSlotZeroThere) {
  EXPECT_EQ(SlotClock(parse_epoch("2026-06-01T00:00:57Z")).begin(0), Time{});
}

}  // namespace
}  // namespace orbitmesh
