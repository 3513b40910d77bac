#pragma once

#include <filesystem>
#include <string>

#include "inference/profile_library.h"

namespace orbitmesh {

/// A finished run as one HTML page that needs nothing else: no script, no other file, no
/// network. Charts are SVG drawn here (scenarios/report/chart.h). `library` has the profiles
/// that the run was made with. Throws InputError when `folder` is not that of a complete run.
std::string report_html(const std::filesystem::path& folder, const ProfileLibrary& library);

}  // namespace orbitmesh
