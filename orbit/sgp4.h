#pragma once

#include <array>
#include <memory>

#include "core/fields.h"
#include "core/vec3.h"
#include "orbit/element_set.h"
#include "orbit/epoch.h"
#include "orbit/gravity_model.h"

namespace orbitmesh {

/// Why SGP4 has no position; numbers 1 to 6 are those of the standard's reference code
/// (Vallado et al., AIAA 2006-6753).
enum class Sgp4Error {
  kNone = 0,
  kMeanElements = 1,       ///< mean eccentricity outside [0, 1), or any element not finite
  kMeanMotion = 2,         ///< mean motion not positive
  kPerturbedElements = 3,  ///< perturbed eccentricity outside [0, 1]
  kSemiLatusRectum = 4,    ///< semi-latus rectum negative
  kDecayed = 6,            ///< below the Earth's surface
};

constexpr std::array<EnumName<Sgp4Error>, 6> enum_names(Sgp4Error) {
  return {{{Sgp4Error::kNone, "none"},
           {Sgp4Error::kMeanElements, "mean eccentricity out of range"},
           {Sgp4Error::kMeanMotion, "mean motion not positive"},
           {Sgp4Error::kPerturbedElements, "perturbed eccentricity out of range"},
           {Sgp4Error::kSemiLatusRectum, "semi-latus rectum negative"},
           {Sgp4Error::kDecayed, "decayed"}}};
}

/// Position [m] and velocity [m/s] in TEME; zero vectors where there is an error.
struct Sgp4State {
  Vec3 r_teme_m;
  Vec3 v_teme_m_s;
  Sgp4Error error = Sgp4Error::kNone;
};

class Sgp4Propagator;

/// Longest time from the elements' epoch, about 300 years.
inline constexpr double kMostSgp4Minutes = 1.58e8;

/// One object under SGP4 (period below 225 min) or SDP4, improved mode:
/// docs/models/sgp4.md. Immutable: any number of threads may ask at once.
class Sgp4 {
 public:
  /// Never throws for elements that SGP4 refuses: every state then has that error.
  explicit Sgp4(const ElementSet& elements, GravityModel gravity = GravityModel::kWgs72);

  Sgp4State at(Epoch epoch) const;
  /// Minutes of 60 SI seconds since the elements' epoch. Throws InputError beyond
  /// kMostSgp4Minutes.
  Sgp4State at_minutes(double minutes_since_epoch) const;
  bool deep_space() const;
  Epoch epoch() const;

 private:
  std::shared_ptr<const Sgp4Propagator> propagator_;
};

}  // namespace orbitmesh
