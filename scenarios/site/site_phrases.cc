#include <fmt/format.h>

#include <algorithm>

#include "core/error.h"
#include "scenarios/site/phrase_reader.h"
#include "scenarios/site/site_question.h"

namespace orbitmesh {
namespace {

constexpr std::size_t kLongestName = 12;
constexpr std::size_t kLongestProfile = 40;
constexpr Duration kLongestDeadline = Duration::from_s(3600);
constexpr double kHighestRate_Hz = 20;
constexpr std::int64_t kLongestWindow = 1000;

Duration read_deadline(PhraseReader& reader) {
  const Duration deadline = reader.duration("a time, such as 1.5 s");
  if (deadline <= Duration() || deadline > kLongestDeadline) {
    reader.fail_at(reader.last(), "a deadline is more than 0 s and at most 1 h");
  }
  return deadline;
}

Tier read_tier(PhraseReader& reader) {
  if (reader.take("board")) return Tier::kLocal;
  if (reader.take("orbit")) return Tier::kSatellite;
  if (reader.take("ground")) return Tier::kGround;
  reader.fail("a tier, 'board', 'orbit' or 'ground', after 'on'");
}

FirmDeadline read_firm(PhraseReader& reader, double m, std::size_t column) {
  const double k = reader.number("a number of requests after 'of'");
  const FirmDeadline firm{static_cast<std::int64_t>(std::min(m, 1e6)),
                          static_cast<std::int64_t>(std::min(k, 1e6))};
  const bool whole = static_cast<double>(firm.m) == m && static_cast<double>(firm.k) == k;
  if (!whole || firm.m < 1 || firm.k < firm.m || firm.k > kLongestWindow) {
    reader.fail_at(column,
                   fmt::format("'m of k' needs whole numbers, 1 <= m <= k <= {}", kLongestWindow));
  }
  return firm;
}

double read_share(PhraseReader& reader, double percent, std::size_t column) {
  // No number of observations shows that nothing will ever be missed.
  if (percent <= 0 || percent > 99.9999) {
    reader.fail_at(column, "a share is more than 0 % and at most 99.9999 %");
  }
  return percent / 100;
}

void read_gap(PhraseReader& reader, Requirement& requirement) {
  reader.expect("<", "after 'gap'");
  const std::size_t column = reader.last();
  if (requirement.gap) reader.fail_at(column, "the gap is given twice");
  requirement.gap = reader.duration("a time, such as 10 s");
}

void read_clause(PhraseReader& reader, Requirement& requirement) {
  if (reader.take("gap")) return read_gap(reader, requirement);
  const double number = reader.number("a share such as 99.9%, '9 of 10', or 'gap < 10 s'");
  const std::size_t column = reader.last();
  if (reader.take("%")) {
    if (requirement.share) reader.fail_at(column, "the share is given twice");
    requirement.share = read_share(reader, number, column);
  } else if (!requirement.workload.empty() && reader.take("of")) {
    if (requirement.firm) reader.fail_at(column, "'m of k' is given twice");
    requirement.firm = read_firm(reader, number, column);
  } else {
    reader.fail(requirement.workload.empty() ? "'%'" : "'%' or 'of'");
  }
  if (requirement.workload.empty() || !reader.take("in")) return;
  const Duration deadline = read_deadline(reader);
  if (requirement.deadline && *requirement.deadline != deadline) {
    reader.fail_at(reader.last(), "one requirement has one deadline; put the other into another");
  }
  requirement.deadline = deadline;
}

}  // namespace

Requirement parse_requirement(std::string_view text) {
  Requirement requirement;
  requirement.text = std::string(text);
  PhraseReader reader("requirement", text, "plan: 99.9% in 1.5 s, gap < 10 s");
  requirement.workload = reader.name("a workload or 'coverage'", kLongestName);
  if (requirement.workload == "coverage") requirement.workload.clear();
  if (!requirement.workload.empty() && reader.take("on")) requirement.tier = read_tier(reader);
  reader.expect(":", requirement.workload.empty() ? "after 'coverage'" : "after the workload");
  do {
    read_clause(reader, requirement);
  } while (reader.take(","));
  if (!reader.at_end()) reader.fail("',' or the end");
  return requirement;
}

SiteWorkload parse_site_workload(std::string_view text) {
  PhraseReader reader("workload", text, "scan: yolov8m in 400 ms at 2 Hz");
  SiteWorkload workload;
  workload.name = reader.name("a workload", kLongestName);
  const std::size_t column = reader.last();
  if (reader.at_end()) {
    for (const SiteWorkload& known : built_in_site_workloads()) {
      if (known.name == workload.name) return known;
    }
    std::string names;
    for (const SiteWorkload& known : built_in_site_workloads()) names += " '" + known.name + "'";
    reader.fail_at(column, "no workload is built in under this name; there are" + names);
  }
  if (workload.name == "coverage") reader.fail_at(column, "this name means the service itself");
  reader.expect(":", "after the name");
  workload.profile = reader.name("a model profile", kLongestProfile);
  reader.expect("in", "after the model profile");
  workload.deadline = read_deadline(reader);
  workload.rate = {1.0};
  if (reader.take("at")) {
    workload.rate = {reader.number("a rate, such as 2 Hz")};
    if (!(workload.rate.si >= 0.001 && workload.rate.si <= kHighestRate_Hz)) {
      reader.fail_at(reader.last(), "a rate is at least 0.001 Hz and at most 20 Hz");
    }
    reader.expect("Hz", "after the rate");
  }
  if (!reader.at_end()) reader.fail("'at' or the end");
  return workload;
}

}  // namespace orbitmesh
