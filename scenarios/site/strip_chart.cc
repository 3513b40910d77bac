#include "scenarios/site/strip_chart.h"

#include <fmt/format.h>

#include <array>

#include "scenarios/report/html_escaped.h"
#include "scenarios/summary_format.h"

namespace orbitmesh {
namespace {

struct Level {
  double least;
  const char* name;
};
constexpr std::array<Level, 5> kLevels = {
    {{0.999, "99.9 %"}, {0.99, "99 %"}, {0.9, "90 %"}, {1e-12, "some"}, {0, "none"}}};

/// Index in kLevels; one more: nothing measured.
std::size_t level_of(const std::optional<double>& share) {
  if (!share) return kLevels.size();
  std::size_t level = 0;
  while (*share < kLevels[level].least) ++level;
  return level;
}

std::string bar(const Strip& strip, Duration span) {
  const std::size_t parts = strip.shares.size();
  std::string svg = fmt::format(
      "<svg viewBox=\"0 0 {} 10\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{}\">",
      parts, html_escaped(strip.name));
  for (std::size_t i = 0; i < parts;) {
    const std::size_t level = level_of(strip.shares[i]);
    std::size_t end = i + 1;
    while (end < parts && level_of(strip.shares[end]) == level) ++end;
    const auto instant = [&](std::size_t part) {
      return readable(static_cast<std::int64_t>(part) * span / static_cast<std::int64_t>(parts));
    };
    svg += fmt::format(
        "<rect class=\"l{}\" x=\"{}\" width=\"{}\" height=\"10\"><title>{} to {}: "
        "{}</title></rect>",
        level, i, end - i, instant(i), instant(end),
        level == kLevels.size() ? "nothing asked" : kLevels[level].name);
    i = end;
  }
  return svg + "</svg>";
}

std::string scale(Duration span) {
  std::string text = "<div class=\"strip\"><span></span><div class=\"hours\">";
  for (int quarter = 0; quarter <= 4; ++quarter) {
    text += "<span>" + (quarter == 0 ? std::string("0") : readable(span * quarter / 4)) + "</span>";
  }
  return text + "</div></div>\n";
}

std::string key() {
  std::string text = "<p class=\"key\">In time: ";
  for (std::size_t level = 0; level < kLevels.size(); ++level) {
    const bool least = kLevels[level].least >= 0.5;
    text += fmt::format("<i class=\"l{}\"></i>{}{} ", level, least ? "at least " : "",
                        kLevels[level].name);
  }
  return text + "</p>\n";
}

}  // namespace

std::string strip_chart(const std::vector<Strip>& strips, Duration span) {
  std::string html;
  for (const Strip& strip : strips) {
    html += fmt::format("<div class=\"strip\"><span>{}</span>{}</div>\n", html_escaped(strip.name),
                        bar(strip, span));
  }
  return html + scale(span) + key();
}

std::string strip_style() {
  return R"(.strip { display: grid; grid-template-columns: 9.5em 1fr; gap: 8px; align-items: center;
  margin: 3px 0; }
.strip svg { width: 100%; height: 18px; display: block; }
.hours { display: flex; justify-content: space-between; font-size: 12px; }
.key { font-size: 13px; } .key i { display: inline-block; width: 12px; height: 12px; margin: 0 4px 0 8px; }
.l0 { fill: var(--s0); background: var(--s0); }
.l1 { fill: var(--s0); background: var(--s0); opacity: .68; }
.l2 { fill: var(--s0); background: var(--s0); opacity: .42; }
.l3 { fill: var(--s0); background: var(--s0); opacity: .2; }
.l4 { fill: var(--s1); background: var(--s1); }
.l5 { fill: var(--grid); background: var(--grid); }
)";
}

}  // namespace orbitmesh
