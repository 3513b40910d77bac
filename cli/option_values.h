#pragma once

#include <string>

#include "core/time.h"
#include "core/units.h"
#include "orbit/epoch.h"
#include "orbit/geodetic.h"

namespace orbitmesh {

/// Values of options, read from their text. `option` is the option's name for messages. Each
/// throws InputError that says what would be right.

/// A quantity as in scenario files ("1260 km", "100 ms", "25 deg"), or a plain number of
/// metres, seconds or degrees.
Length length_value(const std::string& option, const std::string& text);
Duration duration_value(const std::string& option, const std::string& text);
Angle angle_value(const std::string& option, const std::string& text);

/// An angle in [-90 deg, 90 deg].
Angle elevation_value(const std::string& option, const std::string& text);

/// A rate of rain from 0 to 300 mm/h; a plain number counts mm/h.
RainRate rain_rate_value(const std::string& option, const std::string& text);

/// parse_epoch() with the option's name in the message.
Epoch epoch_value(const std::string& option, const std::string& text);

/// "LAT,LON" or "LAT,LON,ALT" in degrees north and east and metres above the ellipsoid.
Geodetic place_value(const std::string& option, const std::string& text);

}  // namespace orbitmesh
