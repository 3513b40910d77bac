#pragma once

namespace orbitmesh {

/// Element sets of the verification set of SGP4 (Vallado et al., AIAA 2006-6753): Vanguard 1,
/// whose states are published, and a rocket body that decays within an hour of its epoch.
inline constexpr const char* kVanguardTle =
    "VANGUARD 1\n"
    "1 00005U 58002B   00179.78495062  .00000023  00000-0  28098-4 0  4753\n"
    "2 00005  34.2682 348.7242 1859667 331.7664  19.3264 10.82419157413667\n";
inline constexpr const char* kDecayingTle =
    "MINOTAUR R/B\n"
    "1 28872U 05037B   05333.02012661  .25992681  00000-0  24476-3 0  1534\n"
    "2 28872  96.4736 157.9986 0303955 244.0492 110.6523 16.46015938 10708\n";

}  // namespace orbitmesh
