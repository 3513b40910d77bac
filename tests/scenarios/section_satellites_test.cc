#include "scenarios/section_satellites.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "core/temporary_folder.h"
#include "core/units.h"
#include "orbit/catalogue/tle_writer.h"
#include "scenarios/catalogue_info.h"
#include "scenarios/resolved.h"
#include "scenarios/run_warnings.h"
#include "scenarios/world.h"
#include "tests/core/expect_input_error.h"
#include "tests/scenarios/scenario_fixture.h"

namespace orbitmesh {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;

constexpr std::string_view kWalker =
    "walker = { altitude = \"550 km\", inclination = \"53 deg\", planes = 6, per_plane = 4, "
    "phasing = 1 }";

/// Six planes of four made-up satellites, and one on its way up.
std::string small_catalogue(Epoch epoch) {
  std::string text;
  for (int i = 0; i < 25; ++i) {
    ElementSet set;
    set.catalog_number = 70'000 + i;
    set.name = fmt::format("TEST-{}", i);
    set.epoch = epoch;
    set.mean_motion_rev_per_day = i < 24 ? 15.06 : 15.5;
    set.inclination_deg = 53.0;
    set.raan_deg = 10.0 + i / 4 * 55.0;
    set.mean_anomaly_deg = 10.0 + i % 4 * 90.0 + i / 4 * 10.0;
    text += format_tle(set);
  }
  return text;
}

class SectionSatellites : public testing::Test {
 protected:
  /// A scenario file in the folder whose constellation has `source` in place of `walker`.
  std::string scenario_with(std::string_view source) {
    const std::string path = (folder_.path() / "s.toml").string();
    std::ofstream(path) << good_scenario_with(kWalker, source);
    return path;
  }
  void write(const std::string& name, const std::string& text) {
    std::ofstream(folder_.path() / name) << text;
  }
  Scenario load(std::string_view source, const std::vector<std::string>& overrides = {}) {
    return load_scenario(scenario_with(source), overrides);
  }
  std::string error(std::string_view source) {
    return input_error_of([&] { load(source); });
  }

  TemporaryFolder folder_;
  const Epoch epoch_ = parse_epoch("2026-06-01T00:00:00Z");
};

TEST_F(SectionSatellites, APresetOfOneShellHasTheSectionsName) {
  const Scenario scenario = load("preset = \"iridium\"");
  EXPECT_EQ(satellite_count(scenario.constellations[0]), 66);
  const World world(scenario);
  EXPECT_EQ(world.topology().satellite_count(), 66u);
  EXPECT_EQ(world.topology().nodes()[0].name, "shell/00-00");
  // A star: the first and the last plane are not linked.
  EXPECT_EQ(world.topology().isls().size(), 66u + 5 * 11);
}

TEST_F(SectionSatellites, APresetOfSeveralShells) {
  const Scenario scenario = load("preset = \"starlink-gen1\"");
  EXPECT_EQ(satellite_count(scenario.constellations[0]), 4408);
  const World world(scenario);
  EXPECT_EQ(world.topology().satellite_count(), 4408u);
  EXPECT_EQ(world.topology().nodes()[0].name, "shell/550km-53.0deg/00-00");
  EXPECT_EQ(world.topology().nodes()[1584].name, "shell/540km-53.2deg/00-00");
  EXPECT_EQ(world.topology().isls().size(), 2u * 4408);
  // The reach follows from each shell's own altitude.
  std::set<double> reaches_m;
  for (const Topology::Isl& isl : world.topology().isls()) reaches_m.insert(isl.max_range_m);
  EXPECT_EQ(reaches_m.size(), 4u);
  // Every second satellite has an accelerator, counted through all shells.
  ASSERT_EQ(world.accelerator_satellites().size(), 1u);
  EXPECT_EQ(world.accelerator_satellites()[0].nodes.size(), 2204u);
  EXPECT_EQ(world.accelerator_satellites()[0].nodes.back(), NodeId{4406});
}

TEST_F(SectionSatellites, ACatalogueBesideTheScenarioFile) {
  write("test.tle", small_catalogue(epoch_));
  const Scenario scenario = load("tle = \"test.tle\"");
  EXPECT_EQ(satellite_count(scenario.constellations[0]), 25);
  const World world(scenario);
  ASSERT_EQ(world.topology().satellite_count(), 25u);
  EXPECT_EQ(world.topology().nodes()[0].name, "shell/TEST-0");
  EXPECT_EQ(world.topology().nodes()[24].name, "shell/TEST-24");
  // 24 in the planes, and what of the planes 60 deg apart is in reach on average.
  EXPECT_GE(world.topology().isls().size(), 24u);
  for (const Topology::Isl& isl : world.topology().isls()) EXPECT_LT(isl.b, 24u);
  EXPECT_EQ(world.ephemeris().size(), 25);
  EXPECT_NEAR(norm(world.ephemeris().position_ecef_m(3, Time())), 6928e3, 20e3);
}

TEST_F(SectionSatellites, OverridesCountFromTheWorkingDirectory) {
  write("test.tle", small_catalogue(epoch_));
  const std::string path = (folder_.path() / "test.tle").string();
  const Scenario scenario = load("tle = \"elsewhere.tle\"", {"constellation.shell.tle=" + path});
  EXPECT_EQ(satellite_count(scenario.constellations[0]), 25);
  EXPECT_THAT(
      input_error_of([&] { load("tle = \"test.tle\"", {"constellation.shell.tle=none.tle"}); }),
      HasSubstr("'tle' names 'none.tle', but there is no such file"));
}

TEST_F(SectionSatellites, WalkerAndCatalogueTogether) {
  write("test.tle", small_catalogue(epoch_));
  const Scenario scenario =
      load(std::string(kWalker) + "\n[[constellation]]\nname = \"real\"\ntle = \"test.tle\"");
  const World world(scenario);
  ASSERT_EQ(world.topology().satellite_count(), 24u + 25);
  EXPECT_EQ(world.topology().nodes()[0].name, "shell/00-00");
  EXPECT_EQ(world.topology().nodes()[24].name, "real/TEST-0");
  EXPECT_EQ(world.ephemeris().size(), 49);
  // The accelerators are those of the second section.
  EXPECT_EQ(world.accelerator_satellites()[0].nodes.front(), NodeId{24});
  EXPECT_EQ(world.accelerator_satellites()[0].nodes.size(), 13u);
}

TEST_F(SectionSatellites, ExactlyOneSource) {
  EXPECT_EQ(error("bus = \"x\""), folder_.path().string() +
                                      "/s.toml:6:1: the constellation 'shell' has no satellites: "
                                      "add one of walker = { ... }, preset = \"...\", tle = "
                                      "\"FILE\" and omm = \"FILE\"");
  EXPECT_THAT(error(std::string(kWalker) + "\npreset = \"iridium\""),
              AllOf(HasSubstr("s.toml:9:10: "),
                    HasSubstr("'walker' and 'preset' both say which satellites 'shell' has")));
  EXPECT_THAT(error("tle = \"a\"\nomm = \"b\""), HasSubstr("'tle' and 'omm' both say"));
  EXPECT_THAT(error("preset = \"iridium\"\nlenient = true"),
              AllOf(HasSubstr("s.toml:9:11: "), HasSubstr("'lenient' is about bad records")));
}

TEST_F(SectionSatellites, UnknownPresetAndMissingFile) {
  EXPECT_THAT(error("preset = \"starlink-gen3\""),
              AllOf(HasSubstr("s.toml:8:10: "), HasSubstr("'preset' names 'starlink-gen3'"),
                    HasSubstr("did you mean 'starlink-gen"), HasSubstr("known: starlink-gen1")));
  EXPECT_THAT(error("tle = \"no.tle\""), AllOf(HasSubstr("s.toml:8:7: 'tle' names '"),
                                               HasSubstr("no.tle', but there is no such file")));
  EXPECT_THAT(error("tle = \"\""), HasSubstr("s.toml:8:7: "));
}

TEST_F(SectionSatellites, ABadRecordIsRefusedOrLeftOut) {
  std::string text = small_catalogue(epoch_);
  text[text.find("53.0000")] = 'x';
  write("bad.tle", text);
  EXPECT_THAT(error("tle = \"bad.tle\""), HasSubstr("bad.tle:3"));
  const Scenario scenario = load("tle = \"bad.tle\"\nlenient = true");
  EXPECT_EQ(satellite_count(scenario.constellations[0]), 24);
  const CatalogueInfo info = catalogue_info(scenario.constellations[0], epoch_);
  EXPECT_THAT(info.remarks, Contains("1 of 25 records are bad and left out"));
}

TEST_F(SectionSatellites, NothingThatFlies) {
  ElementSet set;
  set.catalog_number = 1;
  set.epoch = epoch_ - Duration::from_s(60 * 86'400);
  set.inclination_deg = 53;
  set.mean_motion_rev_per_day = 16.4;
  set.bstar_per_earth_radius = 0.02;
  write("gone.tle", format_tle(set));
  EXPECT_THAT(error("tle = \"gone.tle\""),
              AllOf(HasSubstr("s.toml:8:7: "), HasSubstr("none of the 1 element sets"),
                    HasSubstr("2026-06-01T00:00:00Z")));
}

TEST_F(SectionSatellites, WhatIsKnownOfTheCatalogueIsAWarning) {
  write("test.tle", small_catalogue(epoch_ - Duration::from_s(9 * 86'400)));
  const Scenario scenario = load("tle = \"test.tle\"");
  RunRecord record;
  record.entities = World(scenario).entities();
  ASSERT_EQ(record.entities.catalogues.size(), 1u);
  const CatalogueInfo& info = record.entities.catalogues[0];
  EXPECT_EQ(info.constellation, "shell");
  EXPECT_EQ(info.file, "test.tle");
  EXPECT_EQ(info.digest.size(), 32u);
  EXPECT_EQ(info.element_sets, 25);
  EXPECT_EQ(info.shells, 1);
  EXPECT_EQ(info.in_grid, 24);
  EXPECT_EQ(info.without_lasers, 1);
  EXPECT_EQ(info.without_position, 0);
  const std::vector<std::string> warnings = run_warnings(record);
  EXPECT_THAT(warnings, Contains("constellation shell: 1 of 25 objects have no place in a shell "
                                 "and fly without lasers: 1 away from every shell"));
  EXPECT_THAT(warnings, Contains("constellation shell: 25 of 25 element sets are more than 7 days "
                                 "from the epoch, up to 9 days"));
}

TEST_F(SectionSatellites, TheDigestFollowsTheBytes) {
  const std::string text = small_catalogue(epoch_);
  write("a.tle", text);
  write("b.tle", text + "\n");
  const auto digest = [&](const std::string& file) {
    return load("tle = \"" + file + "\"").constellations[0].catalogue->digest;
  };
  EXPECT_EQ(digest("a.tle"), digest("a.tle"));
  EXPECT_NE(digest("a.tle"), digest("b.tle"));
}

TEST_F(SectionSatellites, TheResolvedFileKeepsTheKey) {
  write("test.tle", small_catalogue(epoch_));
  const std::string resolved = resolved_toml(load("tle = \"test.tle\""));
  EXPECT_THAT(resolved, HasSubstr("tle = \"test.tle\""));
  EXPECT_THAT(resolved, testing::Not(HasSubstr("walker")));
  EXPECT_THAT(resolved_toml(load("preset = \"kuiper\"")), HasSubstr("preset = \"kuiper\""));
}

TEST_F(SectionSatellites, TooManySatellites) {
  EXPECT_THAT(error("preset = \"starlink-gen2\"\n[[constellation]]\nname = \"more\"\npreset = "
                    "\"starlink-gen2\""),
              AllOf(HasSubstr("20160 satellites"), HasSubstr("at most 20000")));
}

}  // namespace
}  // namespace orbitmesh
