#include "scenarios/summary_outages.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "scenarios/summary_format.h"

namespace orbitmesh {
namespace {

constexpr std::size_t kMostRows = 12;
constexpr std::string_view kRow = "{:<30} {:<10} {:>8} {:>8} {:>10} {:>12}  {}\n";

/// The outages of one cause together.
struct Cause {
  const Outage* first = nullptr;
  std::int64_t outages = 0;
  std::set<std::string> targets;
  Duration total;  ///< within the run, summed over the targets
  bool alike = true;
};

std::string effect_of(const LinkEffect& effect) {
  if (effect.down) return "down";
  std::vector<std::string> parts;
  if (effect.rate_factor != 1) parts.push_back(fmt::format("rate x {:.3g}", effect.rate_factor));
  if (effect.extra_delay != Duration()) {
    parts.push_back(fmt::format("+{} ms", readable_ms(effect.extra_delay)));
  }
  if (effect.loss > 0) parts.push_back(fmt::format("loss {:.3g}", effect.loss));
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::map<std::string, Cause> by_cause(const RunRecord& record) {
  std::map<std::string, Cause> causes;
  const Time end = Time{} + record.simulated;
  for (const Outage& outage : record.outages) {
    Cause& cause = causes[outage.cause];
    if (cause.first == nullptr || outage.begin < cause.first->begin) cause.first = &outage;
    ++cause.outages;
    cause.targets.insert(outage.target);
    if (outage.begin < end) cause.total += std::min(outage.end, end) - outage.begin;
    cause.alike &= effect_of(outage.effect) == effect_of(cause.first->effect);
  }
  return causes;
}

std::string row(const std::string& name, const Cause& cause) {
  return fmt::format(kRow, "  " + shortened(name, 28), to_string(cause.first->what),
                     grouped(cause.outages),
                     grouped(static_cast<std::int64_t>(cause.targets.size())),
                     fmt::format("{:.1f}", cause.first->begin.since_epoch().seconds()),
                     fmt::format("{:.1f}", cause.total.seconds()),
                     cause.alike ? effect_of(cause.first->effect) : "various");
}

}  // namespace

std::string outage_section(const RunRecord& record) {
  if (record.outages.empty()) return "";
  const std::map<std::string, Cause> causes = by_cause(record);
  std::string out =
      fmt::format(kRow, "Outages", "of", "number", "targets", "first [s]", "in all [s]", "effect");
  std::size_t shown = 0;
  for (const auto& [name, cause] : causes) {
    if (shown++ < kMostRows) out += row(name, cause);
  }
  if (causes.size() > kMostRows) {
    out += fmt::format("  and {} more, all in results.sqlite\n", causes.size() - kMostRows);
  }
  return out + "\n";
}

}  // namespace orbitmesh
