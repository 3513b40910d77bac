#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "tests/support/run_summary.h"
#include "tests/validation/comparison.h"

namespace orbitmesh {
namespace {

/// Two minutes of pings beside one TCP transfer that goes on all the time.
RunSummary run_loaded(const std::string& from, const std::string& to) {
  const ScratchFolder scratch;
  std::ofstream(scratch / "loaded.toml")
      << fmt::format("extends = \"{}\"\n", source_path("tests/validation/loaded-link.toml"))
      << "[[flow]]\nname = \"echo\"\nkind = \"ping\"\nfrom = \"louvain\"\nto = \"campus\"\n"
      << "interval = \"20 ms\"\n"
      << fmt::format("[[flow]]\nname = \"bulk\"\nkind = \"tcp-bulk\"\nfrom = \"{}\"\nto = \"{}\"\n",
                     from, to);
  return run_summary(scratch / "loaded.toml", "");
}

void show_loaded(const std::string& direction, const RunSummary& run, double p50_ms,
                 double p99_ms) {
  ASSERT_EQ(run.exit_code, 0) << run.error;
  show({"Round trip beside a bulk transfer " + direction,
        "UCLouvain, IMC'22",
        "Louvain 50.67 4.61 to a server in the same town over PoP Frankfurt, gateways Usingen and "
        "Aerzen; Walker shell 550 km 53 deg 72 x 22, 2 min, one TCP CUBIC connection, packet "
        "simulation with measured queue, capacity and clustered loss",
        Claim::kPredicted,
        {{"p50 [ms]", p50_ms, run.metric("flow.echo.rtt_p50_ms"), kMedianBand},
         {"p99 [ms]", p99_ms, run.metric("flow.echo.rtt_p99_ms"), kTailBand},
         {"lost pings, both ways [%]", 0, 100 * run.metric("flow.echo.loss")},
         {"goodput [Mbit/s]", 0, 1e-6 * run.metric("flow.bulk.goodput_bit_s")}}});
}

TEST(LoadedLink, Down) { show_loaded("down", run_loaded("campus", "louvain"), 95, 210); }

TEST(LoadedLink, Up) { show_loaded("up", run_loaded("louvain", "campus"), 104, 310); }

}  // namespace
}  // namespace orbitmesh
