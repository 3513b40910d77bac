#include <gtest/gtest.h>

#include <cstdio>
#include <string>

#include "bench/child_process.h"
#include "tests/mesh/ns3/twin/simulations.h"

namespace orbitmesh::twin {
namespace {

TEST(Twin, Dump) {
  const Report lean = parse_report(output_of_child(this_program(), {"--lean"}, 300));
  const Report ref = parse_report(output_of_child(this_program(), {"--reference"}, 300));
  EXPECT_EQ(lean.arrivals.size(), ref.arrivals.size());
}

}  // namespace
}  // namespace orbitmesh::twin

int main(int argc, char** argv) {
  const std::string verb = argc > 1 ? argv[1] : "";
  if (verb == "--lean" || verb == "--reference") {
    const auto report =
        verb == "--lean" ? orbitmesh::twin::run_lean() : orbitmesh::twin::run_reference();
    const std::string text = orbitmesh::twin::to_text(report);
    return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() ? 0 : 1;
  }
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
