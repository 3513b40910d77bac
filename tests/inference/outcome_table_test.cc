#include "inference/outcome_table.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "core/error.h"
#include "inference/profile_library.h"

namespace orbitmesh {
namespace {

const std::string kInt8 = R"(
[[outcome]]
place = "weights"
format = "int8"
source = "test"
bits = [{ class = "sign", critical = 0.03 }, { class = "integer", critical = 0.01 }]
)";

std::string error_of(const std::string& text) {
  ProfileLibrary library;
  try {
    library.add_text(text, "o.toml");
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(BitClass, FollowsTheFormats) {
  EXPECT_EQ(bit_class(WeightFormat::kFp32, 31), BitClass::kSign);
  EXPECT_EQ(bit_class(WeightFormat::kFp32, 30), BitClass::kTopExponent);
  EXPECT_EQ(bit_class(WeightFormat::kFp32, 23), BitClass::kExponent);
  EXPECT_EQ(bit_class(WeightFormat::kFp32, 22), BitClass::kFraction);
  EXPECT_EQ(bit_class(WeightFormat::kFp16, 10), BitClass::kExponent);
  EXPECT_EQ(bit_class(WeightFormat::kFp16, 9), BitClass::kFraction);
  EXPECT_EQ(bit_class(WeightFormat::kBf16, 7), BitClass::kExponent);
  EXPECT_EQ(bit_class(WeightFormat::kBf16, 6), BitClass::kFraction);
  EXPECT_EQ(bit_class(WeightFormat::kInt8, 7), BitClass::kSign);
  EXPECT_EQ(bit_class(WeightFormat::kInt8, 6), BitClass::kInteger);
}

TEST(OutcomeTable, TheBuiltInOneHasEveryFormatAtBothPlaces) {
  const ProfileLibrary library = ProfileLibrary::built_in();
  for (const auto& place : enum_names(FaultPlace{})) {
    for (const auto& format : enum_names(WeightFormat{})) {
      const OutcomeSet* const set =
          library.outcomes().find(place.value, format.value, Protection::kNone);
      ASSERT_NE(set, nullptr) << place.name << " " << format.name;
      EXPECT_FALSE(set->source.empty());
      if (format.value == WeightFormat::kInt8) continue;
      EXPECT_GT(shares_of(*set, BitClass::kTopExponent).critical,
                shares_of(*set, BitClass::kFraction).critical);
    }
  }
}

TEST(OutcomeTable, ALaterSetTakesThePlaceOfOneAboutTheSameFlips) {
  ProfileLibrary library = ProfileLibrary::built_in();
  library.add_text(kInt8, "o.toml");
  const OutcomeTable& table = library.outcomes();
  const OutcomeSet* const set =
      table.find(FaultPlace::kWeights, WeightFormat::kInt8, Protection::kNone);
  EXPECT_EQ(set->source, "test");
  EXPECT_EQ(shares_of(*set, BitClass::kSign).critical, 0.03);
  EXPECT_EQ(table.find(FaultPlace::kWeights, WeightFormat::kInt8, Protection::kNone), set);
}

TEST(OutcomeTable, WithoutASetUnderAProtectionThatWithoutStands) {
  ProfileLibrary library;
  library.add_text(kInt8, "o.toml");
  EXPECT_EQ(library.outcomes()
                .find(FaultPlace::kWeights, WeightFormat::kInt8, Protection::kChecksums)
                ->source,
            "test");
  EXPECT_EQ(library.outcomes().find(FaultPlace::kWeights, WeightFormat::kFp32, Protection::kNone),
            nullptr);
}

TEST(OutcomeTable, RefusesWhatCannotBe) {
  const auto with = [](const std::string& bits) {
    return "[[outcome]]\nplace = \"weights\"\nformat = \"int8\"\nsource = \"x\"\nbits = [" + bits +
           "]\n";
  };
  const std::string sign = "{ class = \"sign\" }";
  EXPECT_NE(error_of(with(sign)).find("0 rows of bits for the class 'integer'"), std::string::npos);
  EXPECT_NE(error_of(with(sign + ", " + sign)).find("2 rows"), std::string::npos);
  EXPECT_NE(error_of(with(sign + ", { class = \"integer\" }, { class = \"exponent\" }"))
                .find("'exponent' of int8; 0 expected"),
            std::string::npos);
  EXPECT_NE(
      error_of(with(sign + ", { class = \"integer\", critical = 0.6, due = 0.6 }")).find("1.2"),
      std::string::npos);
  EXPECT_NE(error_of(with(sign + ", { class = \"integer\", critical = 0.2, critical_flips = 0.1 }"))
                .find("critical_flips 0.1 is below"),
            std::string::npos);
  EXPECT_NE(error_of(with(sign + ", { class = \"integer\", critical = -0.1 }")), "");
  EXPECT_NE(
      error_of(kInt8 + "accumulated = [{ upsets = 10, harmed = 0.1 }, { upsets = 10, harmed = "
                       "0.2 }]")
          .find("ascending"),
      std::string::npos);
}

TEST(AccumulationFactor, MakesIndependentFlipsAddUpToWhatWasMeasured) {
  ProfileLibrary library;
  library.add_text(kInt8 +
                       "accumulated = [{ upsets = 10, harmed = 0.06 }, { upsets = 1000, harmed "
                       "= 0.9 }]",
                   "o.toml");
  const OutcomeSet& set =
      *library.outcomes().find(FaultPlace::kWeights, WeightFormat::kInt8, Protection::kNone);
  const double one = (0.03 + 7 * 0.01) / 8;
  EXPECT_EQ(accumulation_factor(set, 1), 1);
  const auto harmed = [&](std::int64_t n) {
    return 1 - std::pow(1 - one, static_cast<double>(n) * accumulation_factor(set, n));
  };
  EXPECT_NEAR(harmed(10), 0.06, 1e-12);
  EXPECT_NEAR(harmed(1000), 0.9, 1e-12);
  EXPECT_EQ(accumulation_factor(set, 1'000'000), accumulation_factor(set, 1000));
  const double between = accumulation_factor(set, 100);
  EXPECT_NEAR(between, (accumulation_factor(set, 10) + accumulation_factor(set, 1000)) / 2, 1e-12);
}

}  // namespace
}  // namespace orbitmesh
