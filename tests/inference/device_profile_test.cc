#include "inference/device_profile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "inference/profile_library.h"

namespace orbitmesh {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr char kSigma[] = "sigma = { value = \"1e-9 cm2\", confidence = \"G\" }";

std::string one_energy() {
  return "one_energy = { energy = \"67 MeV\", " + std::string(kSigma) + " }\n";
}

std::string error_of(const std::string& effect) {
  ProfileLibrary library;
  try {
    library.add_text("[[device]]\nname = \"d\"\n[[device.effect]]\nname = \"e\"\n" + effect,
                     "user.toml");
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(DeviceProfile, OneProtonCrossSectionAnEffect) {
  EXPECT_EQ(error_of("kind = \"sdc\"\n" + one_energy()), "");
  EXPECT_THAT(error_of("kind = \"sdc\"\n"),
              AllOf(HasSubstr("user.toml:3"), HasSubstr("effect 'e' needs a cross-section")));
  EXPECT_THAT(error_of("kind = \"sdc\"\n" + one_energy() +
                       "bendel = { a = { value = 15.0, confidence = \"G\" }, "
                       "b = { value = 15.0, confidence = \"G\" } }\n"),
              HasSubstr("2 proton cross-sections"));
  EXPECT_EQ(error_of("kind = \"sel\"\nheavy_ion = { threshold = \"15 MeV cm2/mg\", width = "
                     "\"25 MeV cm2/mg\", " +
                     std::string(kSigma) + " }\n"),
            "");
}

TEST(DeviceProfile, FiguresHaveUnitsAndBounds) {
  EXPECT_THAT(error_of("kind = \"sdc\"\none_energy = { energy = \"67 keV\", " +
                       std::string(kSigma) + " }\n"),
              AllOf(HasSubstr("user.toml:6"), HasSubstr("MeV")));
  EXPECT_THAT(error_of("kind = \"sdc\"\none_energy = { energy = \"67 MeV\", sigma = { value = "
                       "\"0 cm2\", confidence = \"G\" } }\n"),
              HasSubstr("greater than 0 cm2"));
  EXPECT_THAT(error_of("kind = \"smoke\"\n" + one_energy()), HasSubstr("seu, sefi, sdc, due, sel"));
}

TEST(DeviceProfile, WearOutIsNotAnEffectOfParticles) {
  EXPECT_THAT(error_of("kind = \"wear_out\"\n" + one_energy()), HasSubstr("'dose_limit'"));
}

TEST(DeviceProfile, EffectsHaveNamesOfTheirOwn) {
  const std::string effect = "kind = \"sdc\"\n" + one_energy();
  EXPECT_THAT(error_of(effect + "[[device.effect]]\nname = \"e\"\n" + effect),
              HasSubstr("two effects named 'e'"));
}

TEST(DeviceProfile, CrossSectionsNameTheirSource) {
  const ProfileLibrary library = ProfileLibrary::built_in();
  for (const auto name : library.device_names()) {
    for (const DeviceEffect& effect : library.find_device(name)->effects) {
      if (effect.one_energy) {
        EXPECT_FALSE(effect.one_energy->sigma.source.empty());
      }
      if (effect.heavy_ion) {
        EXPECT_FALSE(effect.heavy_ion->sigma.source.empty());
      }
    }
  }
}

TEST(DeviceProfile, AcceleratorsForOrbitHaveOne) {
  const ProfileLibrary library = ProfileLibrary::built_in();
  for (const char* name : {"tpu-v6e", "tesla-ai7", "terafab-d3", "jetson-agx-orin-64"}) {
    EXPECT_NE(library.find_accelerator(name), nullptr) << name;
    EXPECT_NE(library.find_device(name), nullptr) << name;
  }
  const DeviceProfile& ai7 = *library.find_device("tesla-ai7");
  for (const DeviceEffect& effect : ai7.effects) {
    EXPECT_EQ(effect.one_energy->sigma.confidence, Confidence::kGuess) << effect.name;
  }
  EXPECT_EQ(library.find_device("nvidia-h100-sxm"), nullptr);
}

}  // namespace
}  // namespace orbitmesh
