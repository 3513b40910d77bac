#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "core/units.h"
#include "orbit/access/serving_choice.h"
#include "orbit/catalogue.h"
#include "orbit/catalogue/compressed_file.h"

namespace orbitmesh {
namespace {

// Two hours of one Starlink terminal in Louvain-la-Neuve, 2024-07-17: for each slot the
// satellites in view, for each second the one that served (clarkzjw/SatInView).
constexpr double kLouvainLatitude_rad = 50.67 * kDegree;
constexpr int kSlotSeconds = 15;

std::string data(const std::string& file) { return ORBITMESH_SOURCE_DIR "/../shared/data/" + file; }

struct Slot {
  std::vector<AccessCandidate> candidates;
  int served_by = -1;  ///< index in `candidates`
};

/// "2024-07-17" and "18:07:57" in a time stamp, whatever stands between and after.
Epoch time_of(const std::string& stamp) {
  return parse_epoch(stamp.substr(0, 10) + "T" + stamp.substr(11, 8) + "Z");
}

std::map<std::string, int> launch_years() {
  std::map<std::string, int> years;
  for (const ElementSet& e : read_catalogue(data("tle/starlink_2024-07-16.tle.xz"),
                                            CatalogueFormat::kTle, CatalogueMode::kLenient)
                                 .elements) {
    const std::string year = e.international_designator.substr(0, 4);
    std::from_chars(year.data(), year.data() + year.size(), years[e.name]);
  }
  return years;
}

/// The satellite that served at each second.
std::map<Epoch, std::string> serving() {
  std::istringstream lines(read_compressed_file(data("scheduler/serving_ucl.csv.xz"), 10'000'000));
  std::map<Epoch, std::string> served_by;
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    std::vector<std::string> fields;
    std::istringstream row(line);
    for (std::string field; std::getline(row, field, ',');) fields.push_back(field);
    served_by[time_of(fields.at(0))] = fields.at(5);
  }
  return served_by;
}

/// The satellite that served for most of the slot's seconds; empty when none is recorded.
std::string of_slot(const std::map<Epoch, std::string>& served_by, Epoch begin) {
  std::map<std::string, int> seconds;
  for (int s = 0; s < kSlotSeconds; ++s) {
    const auto found = served_by.find(begin + Duration::from_s(s));
    if (found != served_by.end()) ++seconds[found->second];
  }
  if (seconds.empty()) return "";
  return std::max_element(seconds.begin(), seconds.end(),
                          [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
}

std::vector<Slot> observed_slots() {
  const auto years = launch_years();
  const auto served_by = serving();
  const auto json =
      nlohmann::json::parse(read_compressed_file(data("scheduler/fov_ucl.json.xz"), 10'000'000));
  std::vector<Slot> slots;
  std::string last;
  for (const auto& view : json) {
    const std::string name = of_slot(served_by, time_of(view["Timestamp"]));
    Slot slot;
    for (const auto& satellite : view["Satellites"]) {
      AccessCandidate candidate;
      candidate.elevation_rad = satellite["Elevation"].get<double>() * kDegree;
      candidate.azimuth_rad = satellite["Azimuth"].get<double>() * kDegree;
      candidate.served_last_slot = satellite["Name"] == last;
      candidate.launch_year = years.at(satellite["Name"]);
      if (satellite["Name"] == name) slot.served_by = static_cast<int>(slot.candidates.size());
      slot.candidates.push_back(candidate);
    }
    if (slot.served_by >= 0) slots.push_back(slot);
    last = name;
  }
  return slots;
}

/// Share of the slots whose serving satellite is among the `count` of highest utility.
double hit_rate(const std::vector<Slot>& slots, int count, const AccessWeights& weights) {
  int hits = 0;
  for (const Slot& slot : slots) {
    const auto utility = [&](const AccessCandidate& candidate) {
      return access_utility(candidate, kLouvainLatitude_rad, weights);
    };
    const double served = utility(slot.candidates[static_cast<std::size_t>(slot.served_by)]);
    const auto better =
        std::count_if(slot.candidates.begin(), slot.candidates.end(),
                      [&](const AccessCandidate& other) { return utility(other) > served; });
    if (better < count) ++hits;
  }
  return static_cast<double>(hits) / static_cast<double>(slots.size());
}

class ServingChoiceAtLouvain : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(data("scheduler"))) {
      GTEST_SKIP() << "the measured slots are not at " << data("scheduler");
    }
  }
};

// The fits that the weights come from reach a top-5 hit rate of 54 to 79 %.
TEST_F(ServingChoiceAtLouvain, RanksTheServingSatelliteAsHighAsTheFits) {
  const std::vector<Slot> slots = observed_slots();
  ASSERT_GE(slots.size(), 490u);
  const double top1 = hit_rate(slots, 1, {});
  const double top5 = hit_rate(slots, 5, {});
  RecordProperty("top1", std::to_string(top1));
  RecordProperty("top5", std::to_string(top5));
  EXPECT_GE(top5, 0.54);
  EXPECT_LE(top5, 0.79);
  EXPECT_GE(top1, 0.18);
  double candidates = 0;
  for (const Slot& slot : slots) candidates += static_cast<double>(slot.candidates.size());
  const double by_chance = 5 * static_cast<double>(slots.size()) / candidates;
  EXPECT_GT(top5, 2.5 * by_chance);
}

TEST_F(ServingChoiceAtLouvain, EveryTermHelps) {
  const std::vector<Slot> slots = observed_slots();
  const double with_all = hit_rate(slots, 5, {});
  for (double AccessWeights::*term :
       {&AccessWeights::elevation_per_10_deg, &AccessWeights::poleward,
        &AccessWeights::served_last_slot, &AccessWeights::launch_year}) {
    AccessWeights without;
    without.*term = 0;
    EXPECT_LT(hit_rate(slots, 5, without), with_all);
  }
}

}  // namespace
}  // namespace orbitmesh
