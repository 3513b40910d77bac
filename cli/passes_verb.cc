#include <CLI/App.hpp>
#include <algorithm>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "cli/constellation_source.h"
#include "cli/option_values.h"
#include "cli/output_format.h"
#include "cli/pass_rows.h"
#include "cli/verbs.h"
#include "core/error.h"
#include "core/text_file.h"
#include "orbit/access/access_rules.h"
#include "orbit/access/access_windows.h"
#include "orbit/access/passes.h"

namespace orbitmesh {
namespace {

constexpr std::int64_t kMaxMaskBytes = 4 << 20;

struct PassesOptions {
  ConstellationOptions constellation;
  std::vector<std::string> satellites;
  std::string site;
  std::string from;
  std::string to;
  std::string min_elevation = "25 deg";
  std::string mask;
  std::string gso_avoidance;
  OutputFormat format;
};

PassSearch search_of(const PassesOptions& options, Epoch zero) {
  const Epoch begin = options.from.empty() ? zero : epoch_value("--from", options.from);
  const Epoch end =
      options.to.empty() ? begin + Duration::from_s(86'400) : epoch_value("--to", options.to);
  if (end < begin) throw InputError("--to is before --from");
  PassSearch search;
  search.begin = Time() + (begin - zero);
  search.end = Time() + (end - zero);
  search.min_elevation_rad = elevation_value("--min-elevation", options.min_elevation).si;
  return search;
}

AccessLimits limits_of(const PassesOptions& options, double min_elevation_rad) {
  AccessLimits limits;
  limits.min_elevation = ElevationMask(min_elevation_rad);
  if (!options.mask.empty()) {
    limits.obstruction =
        ObstructionMask::from_csv(read_text_file(options.mask, kMaxMaskBytes), options.mask);
  }
  if (!options.gso_avoidance.empty()) {
    limits.gso_separation_rad = angle_value("--gso-avoidance", options.gso_avoidance).si;
  }
  return limits;
}

/// Of the satellites of --satellite, ordered by rise, then satellite; of all without it.
std::vector<Pass> passes_of(const Ephemeris& ephemeris, const std::vector<int>& satellites,
                            const GroundSite& site, const PassSearch& search) {
  if (static_cast<int>(satellites.size()) == ephemeris.size()) {
    return find_all_passes(ephemeris, site, search);
  }
  std::vector<Pass> passes;
  for (const int satellite : satellites) {
    const std::vector<Pass> more = find_passes(ephemeris, satellite, site, search);
    passes.insert(passes.end(), more.begin(), more.end());
  }
  std::sort(passes.begin(), passes.end(), [](const Pass& a, const Pass& b) {
    return std::tie(a.rise.at, a.satellite) < std::tie(b.rise.at, b.satellite);
  });
  return passes;
}

ExitCode passes(const PassesOptions& options) {
  const GroundSite site = make_ground_site("--site", place_value("--site", options.site));
  const ConstellationSource source(options.constellation);
  const PassSearch search = search_of(options, source.reference_epoch());
  const AccessRules rules(site, limits_of(options, search.min_elevation_rad));
  const bool restricted = !options.mask.empty() || !options.gso_avoidance.empty();
  const std::unique_ptr<Ephemeris> ephemeris = source.make_ephemeris();
  PassRows rows(source, options.format);
  write_out(rows.head());
  for (const Pass& pass : passes_of(*ephemeris, source.select(options.satellites), site, search)) {
    const std::vector<AccessWindow> whole = {{pass.rise.at, pass.set.at}};
    write_out(rows.row(
        pass, restricted ? access_windows(*ephemeris, rules, pass, search.shortest) : whole));
  }
  write_out(rows.tail());
  return ExitCode::kOk;
}

void add_view_options(CLI::App& verb, PassesOptions& options) {
  verb.add_option("--min-elevation", options.min_elevation,
                  "elevation at which a pass begins and ends (default: 25)")
      ->type_name("DEG");
  verb.add_option("--mask", options.mask, "table of obstructed directions (CSV)")
      ->type_name("FILE");
  verb.add_option("--gso-avoidance", options.gso_avoidance,
                  "least angle to the geostationary arc (default: none)")
      ->type_name("DEG");
}

}  // namespace

void add_passes_verb(CLI::App& app, VerbAction& action) {
  CLI::App* verb = app.add_subcommand("passes", "print when satellites pass over a place");
  const auto options = std::make_shared<PassesOptions>();
  verb->add_option("--site", options->site, "the place, degrees north and east")
      ->type_name("LAT,LON[,ALT]")
      ->required();
  add_constellation_options(*verb, options->constellation);
  add_satellite_option(*verb, options->satellites);
  verb->add_option("--from", options->from,
                   "begin of the span (default: epoch of the newest element set; presets: "
                   "2026-01-01T00:00:00Z)")
      ->type_name("TIME");
  verb->add_option("--to", options->to, "end of the span (default: a day later)")
      ->type_name("TIME");
  add_view_options(*verb, *options);
  add_output_options(*verb, options->format);
  verb->callback([options, &action] { action = [options] { return passes(*options); }; });
}

}  // namespace orbitmesh
