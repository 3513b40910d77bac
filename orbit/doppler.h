#pragma once

#include "core/units.h"

namespace orbitmesh {

/// Doppler shift of a one-way signal [Hz], the received frequency minus the transmitted one:
/// -f range_rate / c, so positive while the two ends approach (`range_rate_m_s` negative, see
/// look_rates.h). Classical and of first order. Left out, each relative to f and for an orbit of
/// 8 km/s: the second order (at most 7e-10), time dilation (4e-10), the motion during the
/// signal's flight (1e-9) and the atmosphere. Together that is under 30 Hz at 12 GHz, where
/// the shift reaches 300 kHz.
double doppler_shift_hz(Frequency transmitted, double range_rate_m_s);

}  // namespace orbitmesh
