#include "orbit/doppler.h"

namespace orbitmesh {

double doppler_shift_hz(Frequency transmitted, double range_rate_m_s) {
  return -transmitted.si * range_rate_m_s / kSpeedOfLight_m_s;
}

}  // namespace orbitmesh
