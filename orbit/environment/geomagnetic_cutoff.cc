#include "orbit/environment/geomagnetic_cutoff.h"

#include <algorithm>
#include <cmath>

#include "core/error.h"
#include "core/units.h"
#include "orbit/environment/embedded_tables.h"
#include "orbit/environment/number_table.h"

namespace orbitmesh {
namespace {

constexpr std::size_t kLatitudes = 91;
constexpr std::size_t kLongitudes = 180;
constexpr std::size_t kColumns = kLongitudes + 1;
constexpr float kPitch_deg = 2.0F;
constexpr float kGridHeight_km = 550.0F;
constexpr float kRadius_km = 6371.0F;

constexpr float kVertical_GV = 14.9F;
constexpr float kOpenL = 5.1F;
// cos and sin of the 5 deg by which a storm moves the invariant latitude.
constexpr float kStormCos = 0.99619470F;
constexpr float kStormSin = 0.08715574F;

}  // namespace

GeomagneticCutoff::GeomagneticCutoff() {
  const NumberTable table = NumberTable::unpack(embedded_mcilwain_l());
  if (table.rows() != kLatitudes || table.columns() != kLongitudes) {
    throw RunError("the built-in table of McIlwain's L has another size");
  }
  l_550km_.reserve(kLatitudes * kColumns);
  for (std::size_t i = 0; i < kLatitudes; ++i) {
    for (std::size_t j = 0; j < kColumns; ++j) {
      l_550km_.push_back(static_cast<float>(table.at(i, j % kLongitudes)));
    }
  }
}

float GeomagneticCutoff::l_shell(GridPoint where) const {
  const float y = (where.lat_deg + 90.0F) / kPitch_deg;
  const float x = (where.lon_deg + 180.0F) / kPitch_deg;
  const int i = std::clamp(static_cast<int>(y), 0, static_cast<int>(kLatitudes) - 2);
  const int j = std::clamp(static_cast<int>(x), 0, static_cast<int>(kLongitudes) - 1);
  const float fy = y - static_cast<float>(i);
  const float fx = x - static_cast<float>(j);
  const float* south =
      l_550km_.data() + static_cast<std::size_t>(i) * kColumns + static_cast<std::size_t>(j);
  const float* north = south + kColumns;
  const float s = south[0] + fx * (south[1] - south[0]);
  const float n = north[0] + fx * (north[1] - north[0]);
  return (s + fy * (n - s)) * ((kRadius_km + where.height_km) / (kRadius_km + kGridHeight_km));
}

float GeomagneticCutoff::rigidity_of_l_GV(float l_shell, Magnetosphere state) {
  float inverse_l = 1.0F / l_shell;
  if (state == Magnetosphere::kStormy) {
    const float cosine = std::min(std::sqrt(inverse_l), 1.0F);  // of the invariant latitude
    const float sine = std::sqrt(1.0F - cosine * cosine);
    const float moved = std::max(cosine * kStormCos - sine * kStormSin, 0.0F);
    inverse_l = moved * moved;
  }
  return inverse_l * kOpenL < 1.0F ? 0.0F : kVertical_GV * inverse_l * inverse_l;
}

float unshadowed_share(float height_km) {
  const float ratio = kRadius_km / (kRadius_km + height_km);
  return 0.5F * (1.0F + std::sqrt(std::max(1.0F - ratio * ratio, 0.0F)));
}

double proton_energy_MeV(double rigidity_GV) {
  return (std::sqrt(rigidity_GV * rigidity_GV + kProtonMass_GeV * kProtonMass_GeV) -
          kProtonMass_GeV) *
         1e3;
}

double proton_rigidity_GV(double energy_MeV) {
  const double energy_GeV = energy_MeV * 1e-3;
  return std::sqrt(energy_GeV * (energy_GeV + 2 * kProtonMass_GeV));
}

}  // namespace orbitmesh
