#include "orbit/walker.h"

#include <fmt/format.h>

#include <cmath>

#include "core/error.h"
#include "orbit/angles.h"
#include "orbit/earth.h"

namespace orbitmesh {
namespace {

constexpr double kLowest_m = 160e3;
constexpr double kHighest_m = 50'000e3;
constexpr int kMaxPlanes = 1000;
constexpr int kMaxPerPlane = 1000;

[[noreturn]] void reject(const WalkerShell& shell, const std::string& what) {
  throw InputError(fmt::format("shell \"{}\": {}", shell.name, what));
}

}  // namespace

double WalkerShell::semi_major_axis_m() const { return kEarthEquatorialRadius_m + altitude_m; }

bool WalkerShell::closed() const { return raan_span_rad > 2 * kPi * (1 - 1e-9); }

// Written so that a NaN fails.
void validate(const WalkerShell& shell) {
  if (!(shell.altitude_m >= kLowest_m && shell.altitude_m <= kHighest_m)) {
    reject(shell, fmt::format("altitude {} km is outside {} to {} km", shell.altitude_m * 1e-3,
                              kLowest_m * 1e-3, kHighest_m * 1e-3));
  }
  if (!(shell.inclination_rad >= 0 && shell.inclination_rad <= kPi)) {
    reject(shell, fmt::format("inclination {} deg is outside 0 to 180 deg",
                              shell.inclination_rad / kDegree));
  }
  if (shell.planes < 1 || shell.planes > kMaxPlanes) {
    reject(shell, fmt::format("{} planes are outside 1 to {}", shell.planes, kMaxPlanes));
  }
  if (shell.per_plane < 1 || shell.per_plane > kMaxPerPlane) {
    reject(shell, fmt::format("{} satellites per plane are outside 1 to {}", shell.per_plane,
                              kMaxPerPlane));
  }
  if (shell.phasing < 0 || shell.phasing >= shell.planes) {
    reject(shell, fmt::format("phasing {} is outside 0 to planes - 1 = {}", shell.phasing,
                              shell.planes - 1));
  }
  if (!(shell.raan_span_rad > 0 && shell.raan_span_rad <= 2 * kPi * (1 + 1e-9))) {
    reject(shell, fmt::format("RAAN span {} deg is not above 0 and up to 360 deg",
                              shell.raan_span_rad / kDegree));
  }
  if (!std::isfinite(shell.raan_offset_rad)) reject(shell, "RAAN offset is not a finite angle");
}

WalkerSlot walker_slot(const WalkerShell& shell, int plane, int slot) {
  const double raan_rad = shell.raan_offset_rad + plane * shell.raan_span_rad / shell.planes;
  // In whole units of 2 pi / (P S): exact, so that equal phases have equal bits.
  const int steps = (slot * shell.planes + plane * shell.phasing) % shell.size();
  return {wrap_two_pi(raan_rad), 2 * kPi * steps / shell.size()};
}

}  // namespace orbitmesh
