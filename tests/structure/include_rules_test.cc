#include "tests/structure/include_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace orbitmesh {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(IncludeRules, CheckoutFollowsTheDirectionOfDependencies) {
  EXPECT_THAT(check_folder_dependencies(read_checkout()), IsEmpty());
}

TEST(IncludeRules, CheckoutKeepsLibraryHeadersWhereTheyBelong) {
  EXPECT_THAT(check_library_headers(read_checkout()), IsEmpty());
}

TEST(IncludeRules, CheckoutKeepsNs3BehindItsFolders) {
  EXPECT_THAT(check_ns3_leaks(read_checkout()), IsEmpty());
}

TEST(IncludeRules, CheckoutIncludesOwnHeadersFirst) {
  EXPECT_THAT(check_own_header_first(read_checkout()), IsEmpty());
}

TEST(IncludeRules, AnotherHeaderBeforeTheOwnIsFound) {
  EXPECT_THAT(check_own_header_first({
                  source_file("core/a.h", ""),
                  source_file("core/a.cc", "#include \"core/a.h\"\n#include <vector>\n"),
                  source_file("core/b.h", ""),
                  source_file("core/b.cc", "#include <vector>\n#include \"core/b.h\"\n"),
                  source_file("core/c.cc", "#include <vector>\n"),
              }),
              ElementsAre(HasSubstr("core/b.cc: does not include core/b.h")));
}

TEST(IncludeRules, UpwardAndSidewardIncludesAreFound) {
  const auto breaches = check_folder_dependencies({
      source_file("core/a.h", "#include \"core/b.h\"\n#include \"mesh/network.h\"\n"),
      source_file("inference/a.cc", "#include <vector>\n#include \"orbit/epoch.h\"\n"),
      source_file("mesh/ns3/a.cc", "#include \"nodes/robot.h\"\n"),
      source_file("tests/orbit/a_test.cc", "#include \"mesh/network.h\"\n"),
      source_file("nodes/a.h", "#include \"tests/nodes/fake.h\"\n"),
  });
  EXPECT_THAT(breaches,
              ElementsAre(HasSubstr("core/a.h:2: includes mesh/network.h"),
                          HasSubstr("inference/a.cc:2:"), HasSubstr("mesh/ns3/a.cc:1:"),
                          HasSubstr("tests/orbit/a_test.cc:1:"), HasSubstr("nodes/a.h:1:")));
}

TEST(IncludeRules, DownwardIncludesAreAllowed) {
  EXPECT_THAT(check_folder_dependencies({
                  source_file("scenarios/a.cc", "#include \"core/b.h\"\n"),
                  source_file("tests/mesh/a.cc", "#include \"mesh/a.h\"\n"),
                  source_file("tests/mesh/b.cc", "#include \"tests/mesh/fake.h\"\n"),
                  source_file("tests/integration/a.cc", "#include \"scenarios/b.h\"\n"),
              }),
              IsEmpty());
}

TEST(IncludeRules, IncludesBesideTheFileAreFound) {
  EXPECT_THAT(check_folder_dependencies({source_file("core/a.cc", "#include \"a.h\"\n")}),
              ElementsAre(HasSubstr("not written from the project root")));
}

TEST(IncludeRules, LibraryHeadersElsewhereAreFound) {
  const auto breaches = check_library_headers({
      source_file("nodes/a.cc", "#include \"ns3/packet.h\"\n"),
      source_file("inference/a.cc", "#include <zmq.hpp>\n"),
      source_file("wire/a.h", "#include <capnp/message.h>\n"),
      source_file("nodes/b.cc", "#include \"wire/request.capnp.h\"\n"),
      source_file("scenarios/a.cc", "#include <toml++/toml.h>\n"),
      source_file("core/a.cc", "#include <CLI/CLI.hpp>\n"),
      source_file("mesh/a.cc", "#include <sqlite3.h>\n"),
      source_file("core/b.h", "#include <nlohmann/json.hpp>\n"),
      source_file("orbit/a.cc", "#include <lzma.h>\n"),
      source_file("orbit/catalogue/a.h", "#include <zlib.h>\n"),
      source_file("mesh/ns3/a.h", "#include \"ns3/core-module.h\"\n"),
      source_file("scenarios/b.cc", "#include <sqlite3.h>\n#include <nlohmann/json.hpp>\n"),
  });
  EXPECT_THAT(breaches, ElementsAre(HasSubstr("nodes/a.cc:1"), HasSubstr("inference/a.cc:1"),
                                    HasSubstr("in a header"), HasSubstr("nodes/b.cc:1"),
                                    HasSubstr("scenarios/a.cc:1"), HasSubstr("core/a.cc:1"),
                                    HasSubstr("mesh/a.cc:1"), HasSubstr("in a header"),
                                    HasSubstr("orbit/a.cc:1"), HasSubstr("in a header"),
                                    HasSubstr("whole module"), HasSubstr("more than one")));
}

TEST(IncludeRules, LibraryHeadersWhereTheyBelongAreAllowed) {
  EXPECT_THAT(check_library_headers({
                  source_file("mesh/ns3/a.h", "#include \"ns3/packet.h\"\n"),
                  source_file("core/toml_reader.cc", "#include <toml++/toml.h>\n"),
                  source_file("wire/a.cc", "#include <zmq.hpp>\n"),
                  source_file("cli/a.cc", "#include <CLI/CLI.hpp>\n"),
                  source_file("scenarios/a.cc", "#include <sqlite3.h>\n"),
                  source_file("orbit/catalogue/a.cc", "#include <lzma.h>\n"),
              }),
              IsEmpty());
}

TEST(IncludeRules, Ns3BehindAnOwnHeaderIsFound) {
  const std::vector<SourceFile> files = {
      source_file("mesh/ns3/hop.h", "#include \"ns3/packet.h\"\n"),
      source_file("mesh/ns3/channel.h", "#include \"mesh/ns3/hop.h\"\n"),
      source_file("mesh/ns3/packet_network.h", "#include \"mesh/network.h\"\n"),
      source_file("mesh/ns3/packet_network.cc", "#include \"mesh/ns3/channel.h\"\n"),
      source_file("scenarios/good.cc", "#include \"mesh/ns3/packet_network.h\"\n"),
      source_file("scenarios/bad.cc", "#include \"mesh/ns3/channel.h\"\n"),
  };
  EXPECT_THAT(check_ns3_leaks(files), ElementsAre(HasSubstr("scenarios/bad.cc:1")));
}

}  // namespace
}  // namespace orbitmesh
