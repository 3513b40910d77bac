#include "scenarios/summary_answers.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "scenarios/summary_format.h"
#include "scenarios/summary_requests.h"

namespace orbitmesh {
namespace {

constexpr std::string_view kAnswerRow = "{:<28} {:<9} {:>11} {:>11} {:>8} {:>9} {:>9} {:>8}\n";

std::string answer_row(std::string_view name, std::string_view tier, const AnswerCounts& n) {
  return fmt::format(kAnswerRow, name, tier, grouped(n.computed()), grouped(n.correct),
                     percentage(n.correct, n.computed()), grouped(n.misread), grouped(n.corrupted),
                     grouped(n.detected));
}

std::string answer_rows(const WorkloadMetrics& w) {
  const std::string name = "  " + workload_label(w, 26);
  std::string out;
  for (const auto& tier : enum_names(Tier{})) {
    const AnswerCounts& counts = w.answers_by_tier[static_cast<std::size_t>(tier.value)];
    if (counts.computed() > 0) out += answer_row(out.empty() ? name : "", tier.name, counts);
  }
  return out.empty() ? answer_row(name, "-", {}) : out;
}

constexpr std::string_view kModelledRow = "{:<38} {:>11} {:>11} {:>11} {:>11} {:>11}\n";

/// Answers that faults could change and that were not computed.
std::string modelled_section(const std::vector<WorkloadMetrics>& workloads) {
  std::string rows;
  for (const WorkloadMetrics& w : workloads) {
    const AnswerCounts n = w.answers();
    if (!w.content_model.empty() || n.modelled() == 0) continue;
    rows += fmt::format(kModelledRow, "  " + workload_label(w, 36), grouped(n.modelled()),
                        grouped(n.intact), grouped(n.tolerable), grouped(n.corrupted),
                        grouped(n.detected));
  }
  if (rows.empty()) return "";
  return fmt::format(kModelledRow, "Answers under radiation, drawn", "answers", "intact",
                     "tolerable", "corrupted", "detected") +
         rows +
         "  tolerable: another output, the same decision; corrupted: another decision (SDC)\n";
}

std::string comparison_rows(const std::vector<WorkloadMetrics>& workloads) {
  std::string rows;
  for (const WorkloadMetrics& w : workloads) {
    if (w.compared == 0) continue;
    rows += fmt::format("  {:<40} {:>11} {:>11} {:>15} {:>15}\n", workload_label(w, 40),
                        grouped(w.compared), grouped(w.disagreed),
                        grouped(w.first_answers.corrupted), grouped(w.answers().corrupted));
  }
  if (rows.empty()) return "";
  return fmt::format("{:<42} {:>11} {:>11} {:>15} {:>15}\n", "Answers compared", "requests",
                     "disagreed", "wrong at first", "wrong after") +
         rows;
}

std::string factor(double acceleration) {
  constexpr double kMostGrouped = 1e15;
  const bool whole = acceleration == std::floor(acceleration) && acceleration < kMostGrouped;
  return whole ? grouped(static_cast<std::int64_t>(acceleration))
               : fmt::format("{:.6g}", acceleration);
}

}  // namespace

std::string answer_section(const RunRecord& record, const std::vector<WorkloadMetrics>& workloads) {
  std::string rows;
  for (const WorkloadMetrics& w : workloads) {
    if (!w.content_model.empty()) rows += answer_rows(w);
  }
  const std::string modelled = modelled_section(workloads);
  if (rows.empty()) {
    return modelled.empty() ? "" : modelled + comparison_rows(workloads) + "\n";
  }
  std::string out = fmt::format(kAnswerRow, "Answers", "tier", "computed", "correct", "accuracy",
                                "misread", "corrupted", "detected");
  out += rows;
  out += "  corrupted: differs from the intact model's answer (SDC); detected: NaN or infinity\n";
  out += modelled + comparison_rows(workloads);
  for (const ContentModelInfo& model : record.content_models) {
    out += fmt::format("  the intact model '{}' answers {:.1f} % of held-out samples correctly\n",
                       shortened(model.name, 30), 100.0 * model.held_out_accuracy);
  }
  return out + "\n";
}

constexpr std::array<EnumName<FaultKind>, kFaultKinds> kFaultNames = {
    {{FaultKind::kSeu, "SEU, wrong bits of weights"},
     {FaultKind::kSefi, "SEFI, reboots of a node"},
     {FaultKind::kSdc, "SDC, wrong results of logic"},
     {FaultKind::kDue, "DUE, reloads after a detected error"},
     {FaultKind::kSel, "SEL, latch-ups"},
     {FaultKind::kWearOut, "wear-out, nodes lost by the dose"}}};

std::string fault_section(const RunRecord& record) {
  if (!record.fault_summary) return "";
  const FaultSummary& faults = *record.fault_summary;
  const auto row = [](std::string_view name, std::int64_t happened, double expected) {
    return fmt::format("  {:<40} {:>11} {:>31.4g}\n", name, grouped(happened), expected);
  };
  std::string out =
      fmt::format("{:<42} {:>11} {:>31}\n", "Faults", "happened", "expected at acceleration 1");
  for (const auto& [kind, name] : kFaultNames) {
    const FaultTally& tally = faults.of(kind);
    if (tally.happened > 0 || tally.expected > 0) out += row(name, tally.happened, tally.expected);
  }
  if (faults.acceleration != 1.0) {
    out += fmt::format("  acceleration {}: counts of an accelerated run, not of real satellites\n",
                       factor(faults.acceleration));
  }
  return out + "\n";
}

std::string acceleration_notice(const RunRecord& record) {
  if (!record.fault_summary || record.fault_summary->acceleration == 1.0) return "";
  return fmt::format("FAULT RATES ARE MULTIPLIED BY {} (faults.acceleration)\n\n",
                     factor(record.fault_summary->acceleration));
}

}  // namespace orbitmesh
