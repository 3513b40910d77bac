#pragma once

#include <string_view>

namespace orbitmesh {

/// The packed tables of orbit/environment/data/, compiled into the program; README.md there
/// says what they hold and where they come from.
std::string_view embedded_ap8_min();
std::string_view embedded_ap8_max();
std::string_view embedded_mcilwain_l();
std::string_view embedded_gcr_let_w10();
std::string_view embedded_gcr_let_w100();
std::string_view embedded_worst_day_protons();
std::string_view embedded_dose();

}  // namespace orbitmesh
