#include "orbit/constellation_presets.h"

#include <fmt/format.h>

#include "core/error.h"
#include "core/suggestion.h"
#include "core/units.h"
#include "orbit/shell_labels.h"

namespace orbitmesh {
namespace {

constexpr Confidence kO = Confidence::kOfficial;
constexpr Confidence kP = Confidence::kPress;
constexpr Confidence kD = Confidence::kDerived;
constexpr Confidence kG = Confidence::kGuess;

constexpr std::string_view kGen1Filing = "FCC 21-48, third modification of SpaceX's licence (2021)";
constexpr std::string_view kGen2Filing =
    "SpaceX, SAT-AMD-20210818-00105, configuration 1 (10,080 satellites at 525 to 535 km, of which "
    "FCC 22-91 granted 7,500)";
constexpr std::string_view kCatalogue = "element sets of 2026-05-21, mean orbit and pattern";
constexpr std::string_view kKuiperFiling = "FCC 20-102, Kuiper Systems (2020)";
constexpr std::string_view kGuessedPhasing = "not published";
constexpr std::string_view kStagger = "neighbouring planes half a slot apart, as papers assume";

// altitude, inclination, planes, satellites a plane, F, RAAN span, confidence of orbits and F
constexpr PresetShell kGen1_550 = {550, 53.0, 72, 22, 39, 360, kO, kP};
constexpr PresetShell kGen1_540 = {540, 53.2, 72, 22, 39, 360, kO, kG};
constexpr PresetShell kGen1_570 = {570, 70.0, 36, 20, 17, 360, kO, kD};
constexpr PresetShell kGen1_560 = {560, 97.6, 6, 58, 3, 360, kO, kG};
constexpr PresetShell kGen1_560B = {560, 97.6, 4, 43, 2, 360, kO, kG};
constexpr PresetShell kKuiper_630 = {630, 51.9, 34, 34, 17, 360, kO, kG};
constexpr PresetShell kKuiper_610 = {610, 42.0, 36, 36, 18, 360, kO, kG};
constexpr PresetShell kKuiper_590 = {590, 33.0, 28, 28, 14, 360, kO, kG};

constexpr std::string_view kGen1Phasing =
    "39 of 72 as papers use for the first shell, 17 of 36 as flown at 70 deg; the others guessed";

std::vector<ConstellationPreset> starlink_presets() {
  return {
      {"starlink-gen1",
       "filed Starlink Gen1, five shells",
       kGen1Filing,
       kGen1Phasing,
       {kGen1_550, kGen1_540, kGen1_570, kGen1_560, kGen1_560B}},
      {"starlink-550", "first shell of Gen1", kGen1Filing, kGen1Phasing, {kGen1_550}},
      {"starlink-540", "second shell of Gen1", kGen1Filing, kGen1Phasing, {kGen1_540}},
      {"starlink-570", "third shell of Gen1", kGen1Filing, kGen1Phasing, {kGen1_570}},
      {"starlink-560", "larger polar shell of Gen1", kGen1Filing, kGen1Phasing, {kGen1_560}},
      {"starlink-560-small",
       "smaller polar shell of Gen1",
       kGen1Filing,
       kGen1Phasing,
       {kGen1_560B}},
      {"starlink-gen2",
       "filed Starlink Gen2, the three shells at 525 to 535 km",
       kGen2Filing,
       kGuessedPhasing,
       {{525, 53.0, 28, 120, 14, 360, kP, kG},
        {530, 43.0, 28, 120, 14, 360, kP, kG},
        {535, 33.0, 28, 120, 14, 360, kP, kG}}},
      {"starlink-2026",
       "Starlink as flown in May 2026, approximated by full Walker shells",
       kCatalogue,
       "fitted to the same element sets, or guessed",
       {{485.0, 43.0, 99, 51, 35, 360, kD, kD},
        {475.5, 53.16, 56, 36, 28, 360, kG, kG},
        {540.0, 53.22, 72, 18, 45, 360, kD, kD},
        {570.0, 70.0, 36, 16, 17, 360, kD, kD},
        {546.5, 97.47, 12, 40, 6, 360, kG, kG},
        {462.5, 97.29, 16, 23, 8, 360, kG, kG},
        {358.4, 43.0, 26, 12, 11, 360, kD, kD},
        {360.0, 53.16, 24, 13, 6, 360, kD, kD}}},
  };
}

std::vector<ConstellationPreset> other_presets() {
  return {
      {"kuiper",
       "filed Kuiper, three shells",
       kKuiperFiling,
       kStagger,
       {kKuiper_630, kKuiper_610, kKuiper_590}},
      {"kuiper-630", "first shell of Kuiper", kKuiperFiling, kStagger, {kKuiper_630}},
      {"oneweb",
       "OneWeb's first phase, a Walker star",
       "ITU and FCC filings of WorldVu as quoted in the literature",
       kStagger,
       {{1200, 87.9, 12, 49, 6, 180, kP, kG}}},
      {"telesat",
       "filed Telesat Lightspeed, a polar and an inclined shell",
       "Telesat Canada, application to the FCC of 26 May 2020",
       kStagger,
       {{1015, 98.98, 27, 13, 13, 360, kO, kG}, {1325, 50.88, 40, 33, 20, 360, kO, kG}}},
      {"iridium",
       "Iridium NEXT, a Walker star",
       "Iridium's licence as quoted in the literature",
       "66/6/2 as the literature has it",
       {{780, 86.4, 6, 11, 2, 180, kP, kP}}},
  };
}

std::vector<ConstellationPreset> make_presets() {
  std::vector<ConstellationPreset> presets = starlink_presets();
  for (ConstellationPreset& preset : other_presets()) presets.push_back(std::move(preset));
  return presets;
}

}  // namespace

const std::vector<ConstellationPreset>& constellation_presets() {
  static const std::vector<ConstellationPreset> kPresets = make_presets();
  return kPresets;
}

std::vector<std::string_view> preset_names() {
  std::vector<std::string_view> names;
  for (const ConstellationPreset& preset : constellation_presets()) names.push_back(preset.name);
  return names;
}

const ConstellationPreset* find_preset(std::string_view name) {
  for (const ConstellationPreset& preset : constellation_presets()) {
    if (preset.name == name) return &preset;
  }
  return nullptr;
}

std::vector<WalkerShell> preset_shells(std::string_view name) {
  const ConstellationPreset* preset = find_preset(name);
  if (preset == nullptr) {
    const std::vector<std::string_view> known = preset_names();
    throw InputError(fmt::format("no preset is named '{}'{}; known: {}", name.substr(0, 60),
                                 did_you_mean(name, known), list_names(known)));
  }
  std::vector<WalkerShell> shells;
  std::vector<ShellOrbit> orbits;
  for (const PresetShell& shell : preset->shells) {
    shells.push_back({"", shell.altitude_km * 1e3, shell.inclination_deg * kDegree, shell.planes,
                      shell.per_plane, shell.phasing, shell.raan_span_deg * kDegree, 0.0});
    orbits.push_back({shells.back().altitude_m, shells.back().inclination_rad});
  }
  const std::vector<std::string> labels = shell_labels(orbits);
  for (std::size_t i = 0; i < shells.size(); ++i) shells[i].name = labels[i];
  return shells;
}

}  // namespace orbitmesh
