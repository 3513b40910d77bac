#include <fmt/format.h>

#include <CLI/App.hpp>
#include <memory>
#include <string>
#include <vector>

#include "cli/constellation_source.h"
#include "cli/option_values.h"
#include "cli/output_format.h"
#include "cli/pass_rows.h"
#include "cli/verbs.h"
#include "cli/view_options.h"
#include "core/error.h"
#include "orbit/access/access_rules.h"
#include "orbit/access/access_windows.h"
#include "orbit/access/passes.h"

namespace orbitmesh {
namespace {

/// Bounds time and memory: all passes are held to sort them.
constexpr Duration kLongestSpan = Duration::from_s(366 * 86'400);

struct PassesOptions {
  ConstellationOptions constellation;
  std::vector<std::string> satellites;
  std::string site;
  std::string from;
  std::string to;
  std::string min_elevation = "25 deg";
  ViewOptions view;
  OutputFormat format;
};

PassSearch search_of(const PassesOptions& options, Epoch zero) {
  const Epoch begin = options.from.empty() ? zero : epoch_value("--from", options.from);
  const Epoch end =
      options.to.empty() ? begin + Duration::from_s(86'400) : epoch_value("--to", options.to);
  if (end < begin) throw InputError("--to is before --from");
  if (end - begin > kLongestSpan) {
    throw InputError(fmt::format("--to: {:.0f} days after the begin, at most {:.0f} are permitted",
                                 (end - begin).seconds() / kDay_s,
                                 kLongestSpan.seconds() / kDay_s));
  }
  PassSearch search;
  search.begin = Time() + (begin - zero);
  search.end = Time() + (end - zero);
  search.min_elevation_rad = elevation_value("--min-elevation", options.min_elevation).si;
  return search;
}

ExitCode passes(const PassesOptions& options) {
  const GroundSite site = make_ground_site("--site", place_value("--site", options.site));
  const ConstellationSource source(options.constellation);
  const PassSearch search = search_of(options, source.reference_epoch());
  const AccessRules rules(site, view_limits(options.view, search.min_elevation_rad));
  const std::unique_ptr<Ephemeris> ephemeris = source.make_ephemeris();
  const std::vector<int> satellites = source.select(options.satellites);
  source.report_age(satellites, source.reference_epoch() + search.begin.since_epoch(),
                    source.reference_epoch() + search.end.since_epoch());
  const std::vector<Pass> passes = find_passes(*ephemeris, satellites, site, search);
  PassRows rows(source, options.format);
  write_out(rows.head());
  for (const Pass& pass : passes) {
    const std::vector<AccessWindow> whole = {{pass.rise.at, pass.set.at}};
    write_out(rows.row(pass, options.view.any()
                                 ? access_windows(*ephemeris, rules, pass, search.shortest)
                                 : whole));
  }
  write_out(rows.tail());
  return ExitCode::kOk;
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
  verb->add_option("--min-elevation", options->min_elevation,
                   "elevation at which a pass begins and ends (default: 25)")
      ->type_name("DEG");
  add_view_options(*verb, options->view);
  add_output_options(*verb, options->format);
  verb->callback([options, &action] { action = [options] { return passes(*options); }; });
}

}  // namespace orbitmesh
