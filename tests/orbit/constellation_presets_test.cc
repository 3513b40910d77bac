#include "orbit/constellation_presets.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "core/error.h"
#include "core/units.h"
#include "tests/core/expect_input_error.h"

namespace orbitmesh {
namespace {

using testing::AllOf;
using testing::HasSubstr;

int satellites_of(std::string_view preset) {
  int count = 0;
  for (const WalkerShell& shell : preset_shells(preset)) count += shell.size();
  return count;
}

TEST(ConstellationPresets, EveryShellIsValidAndSourced) {
  for (const ConstellationPreset& preset : constellation_presets()) {
    EXPECT_EQ(find_preset(preset.name), &preset);
    EXPECT_FALSE(preset.summary.empty());
    EXPECT_FALSE(preset.source.empty());
    EXPECT_FALSE(preset.phasing_source.empty());
    std::set<std::string> names;
    for (const WalkerShell& shell : preset_shells(preset.name)) {
      EXPECT_NO_THROW(validate(shell)) << preset.name;
      EXPECT_TRUE(names.insert(shell.name).second) << shell.name;
    }
    EXPECT_EQ(names.size(), preset.shells.size());
  }
  const std::vector<std::string_view> names = preset_names();
  EXPECT_EQ(std::set<std::string_view>(names.begin(), names.end()).size(), names.size());
}

TEST(ConstellationPresets, SatellitesAsFiled) {
  EXPECT_EQ(satellites_of("starlink-gen1"), 4408);
  EXPECT_EQ(satellites_of("starlink-550"), 1584);
  EXPECT_EQ(satellites_of("starlink-gen2"), 10'080);
  EXPECT_EQ(satellites_of("kuiper"), 3236);
  EXPECT_EQ(satellites_of("oneweb"), 588);
  EXPECT_EQ(satellites_of("telesat"), 1671);
  EXPECT_EQ(satellites_of("iridium"), 66);
}

TEST(ConstellationPresets, ShellsAreNamedByTheirOrbits) {
  const std::vector<WalkerShell> gen1 = preset_shells("starlink-gen1");
  ASSERT_EQ(gen1.size(), 5u);
  EXPECT_EQ(gen1[0].name, "550km-53.0deg");
  EXPECT_EQ(gen1[3].name, "560km-97.6deg");
  EXPECT_EQ(gen1[4].name, "560km-97.6deg-b");
  EXPECT_TRUE(gen1[0].closed());
  EXPECT_FALSE(preset_shells("iridium")[0].closed());
}

TEST(ConstellationPresets, UnknownName) {
  EXPECT_EQ(find_preset("starlink"), nullptr);
  EXPECT_THAT(input_error_of([] { preset_shells("iridum"); }),
              AllOf(HasSubstr("no preset is named 'iridum'"), HasSubstr("did you mean 'iridium'?"),
                    HasSubstr("known: starlink-gen1")));
}

}  // namespace
}  // namespace orbitmesh
