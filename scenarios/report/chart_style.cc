#include "scenarios/report/chart_style.h"

namespace orbitmesh {

std::string chart_style() {
  return R"(.chart { width: 100%; max-width: 700px; height: auto; font: 11px system-ui, sans-serif; }
.chart text { fill: var(--text); }
.chart .grid { stroke: var(--grid); }
.chart .band { fill: var(--band); }
.chart .shade { fill: var(--shade); }
.chart .rule { stroke: var(--text); stroke-dasharray: 4 3; fill: none; }
.chart .curve { fill: none; stroke-width: 1.8; stroke-linejoin: round; }
.chart .dots { fill: none; stroke-width: 4; stroke-linecap: round; }
.s0 { stroke: var(--s0); } .s1 { stroke: var(--s1); } .s2 { stroke: var(--s2); }
.s3 { stroke: var(--s3); } .s4 { stroke: var(--s4); } .s5 { stroke: var(--s5); }
.s6 { stroke: var(--s6); } .s7 { stroke: var(--s7); }
:root { --text: #222; --page: #fff; --grid: #ddd; --band: #f3d9c8; --shade: #d98a3d; --line: #ccc;
  --s0: #0b62b8; --s1: #c2410c; --s2: #15803d; --s3: #7e22ce;
  --s4: #0e7490; --s5: #a16207; --s6: #be185d; --s7: #475569; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e5e5e5; --page: #16181d; --grid: #34373e; --band: #4a3022; --shade: #a85f1c; --line: #444;
    --s0: #6cb6ff; --s1: #ff9966; --s2: #5fd38d; --s3: #c79bff;
    --s4: #5ed4e6; --s5: #e6c34a; --s6: #ff8ac2; --s7: #a8b3c4; }
}
)";
}

}  // namespace orbitmesh
