#pragma once

#include "core/rng.h"
#include "core/vec3.h"
#include "orbit/epoch.h"

namespace orbitmesh {

/// An instant as ERFA's routines take it: the two parts of a Julian date.
struct TwoPartDate {
  double day;
  double fraction;
};

/// Terrestrial Time of an instant of UTC, by ERFA's own leap seconds.
TwoPartDate terrestrial_time(Epoch epoch);

/// An instant from 2000 to 2049, seconds in steps of a nanosecond.
Epoch random_epoch(RngStream& rng);

/// A point uniformly distributed on the sphere of that radius.
Vec3 random_point(RngStream& rng, double radius);

Vec3 product(const double matrix[3][3], Vec3 v);
Vec3 transposed_product(const double matrix[3][3], Vec3 v);

}  // namespace orbitmesh
