#pragma once

#include <array>
#include <string_view>

namespace orbitmesh {

/// A modulation and code rate of DVB-S2X.
struct Modcod {
  std::string_view name;
  double bit_per_symbol;  ///< of useful data, normal frames without pilots
  double ideal_esn0_dB;   ///< for a frame error rate of 1e-5 over white Gaussian noise
};

/// ETSI EN 302 307-2, performance over an AWGN channel, in the order given there.
extern const std::array<Modcod, 39> kDvbS2xModcods;

/// The one that carries the most at `esn0_dB`, or null when not even the most robust works.
const Modcod* choose_modcod(double esn0_dB);

}  // namespace orbitmesh
