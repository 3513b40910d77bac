#pragma once

#include <memory>
#include <vector>

#include "core/simd_level.h"
#include "core/vec3.h"
#include "orbit/element_set.h"
#include "orbit/gravity_model.h"
#include "orbit/sgp4.h"

namespace orbitmesh {

/// Many objects under SGP4 at one instant: structure of arrays, one vectorised loop over
/// near-earth objects of small eccentricity, the scalar path for the others, in one call.
/// The same bits as Sgp4::at() for each, at every level.
class Sgp4Batch {
 public:
  /// A `level` above best_simd_level() is lowered to it.
  explicit Sgp4Batch(const std::vector<ElementSet>& elements,
                     GravityModel gravity = GravityModel::kWgs72,
                     SimdLevel level = best_simd_level());
  int size() const;

  /// States in the order of the element sets; each array has size() elements, and
  /// `v_teme_m_s` and `error` may be null. An object without a position gets zero vectors
  /// and never stops the others.
  void propagate(Epoch at, Vec3* r_teme_m, Vec3* v_teme_m_s, Sgp4Error* error) const;

 private:
  struct Members;
  std::shared_ptr<const Members> members_;
};

}  // namespace orbitmesh
