#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "core/toml_reader.h"
#include "scenarios/resolved.h"
#include "tests/core/expect_input_error.h"
#include "tests/scenarios/scenario_fixture.h"

namespace orbitmesh {
namespace {

using testing::AllOf;
using testing::HasSubstr;

Scenario with(const std::string& sections) {
  return parse_scenario(std::string(kGoodScenario) + sections);
}

std::string error_with(const std::string& sections) {
  return input_error_of([&] { with(sections); });
}

const std::string kBulk =
    "[[flow]]\nname = \"bulk\"\nkind = \"tcp-bulk\"\nfrom = \"mine\"\nto = \"austin\"\n";
const std::string kApplication =
    "[[flow]]\nname = \"app\"\nkind = \"ns3-application\"\nfrom = \"robot-2\"\nto = \"austin\"\n";
const std::string kMessageFidelity = "[network]\nfidelity = \"message\"\n";

TEST(FlowValidation, CongestionControlIsThatOfTheFlowOrOfTheNetwork) {
  EXPECT_EQ(with(kBulk).flows[1].tcp, "orbitmesh::MeshCubic");
  EXPECT_EQ(with(kBulk + "tcp = \"ns3::TcpVegas\"\n").flows[1].tcp, "ns3::TcpVegas");
  EXPECT_EQ(with(kBulk + "[network]\nflow_tcp = \"ns3::TcpNewReno\"\n").flows[1].tcp,
            "ns3::TcpNewReno");
  EXPECT_THAT(error_with(kBulk + "tcp = \"ns3::TcpVegs\"\n"),
              AllOf(HasSubstr("s.toml:62:7: 'tcp': "), HasSubstr("did you mean 'ns3::TcpVegas'?")));
  EXPECT_THAT(error_with("[network]\nflow_tcp = \"reno\"\n"), HasSubstr("'flow_tcp': "));
}

TEST(FlowValidation, Ns3NeedsPackets) {
  EXPECT_THAT(error_with(kBulk + "tcp = \"ns3::TcpVegas\"\n" + kMessageFidelity),
              HasSubstr("use network.fidelity = \"packet\""));
  EXPECT_THAT(error_with(kApplication + "type = \"ns3::UdpEchoServer\"\n" + kMessageFidelity),
              HasSubstr("an ns3-application needs packets"));
  EXPECT_THAT(error_with("[[capture]]\nhost = \"austin\"\n" + kMessageFidelity),
              HasSubstr("no packets to capture"));
  EXPECT_THAT(error_with(kMessageFidelity + "connection_samples = true\n"),
              HasSubstr("sampling connections needs packets"));
}

TEST(FlowValidation, AnApplicationHasATypeAndItsAttributes) {
  EXPECT_THAT(error_with(kApplication), HasSubstr("has no type: add type = "));
  EXPECT_THAT(error_with(kApplication + "type = \"ns3::OnOf\"\n"), HasSubstr("'type': "));
  const std::string echo = kApplication + "type = \"ns3::UdpEchoClient\"\n";
  EXPECT_THAT(error_with(echo), HasSubstr("needs its attribute 'RemoteAddress'"));
  EXPECT_THAT(error_with(echo + "attributes = [\"RemoteAddress={to}\", \"Intervall=1s\"]\n"),
              AllOf(HasSubstr("s.toml:63:37: 'attributes': "), HasSubstr("'Interval'?")));
  EXPECT_NO_THROW(with(echo + "attributes = [\"RemoteAddress={to}\", \"RemotePort=9\"]\n"));
}

TEST(FlowValidation, AnApplicationMayHaveNoPeer) {
  const std::string sink =
      "[[flow]]\nname = \"sink\"\nkind = \"ns3-application\"\nfrom = \"austin\"\n"
      "type = \"ns3::PacketSink\"\n";
  EXPECT_NO_THROW(
      with(sink + "attributes = [\"Local=0.0.0.0:9\", \"Protocol=ns3::UdpSocketFactory\"]\n"));
  EXPECT_THAT(error_with(sink + "attributes = [\"Local={to}:9\"]\n"),
              HasSubstr("'{to}' stands for the end 'to'"));
  EXPECT_THAT(error_with("[[flow]]\nname = \"p\"\nkind = \"ping\"\nfrom = \"mine\"\n"),
              HasSubstr("has no to: add to = "));
}

TEST(FlowValidation, InstancesOfAClientAreEnds) {
  const auto ping_from = [](const std::string& end) {
    return "[[flow]]\nname = \"p\"\nkind = \"ping\"\nto = \"austin\"\nfrom = \"" + end + "\"\n";
  };
  EXPECT_NO_THROW(with(ping_from("robot-2")));
  for (const char* end : {"robot-3", "robot-0", "robot-02", "robot-", "rob-1"}) {
    EXPECT_THAT(error_with(ping_from(end)), HasSubstr("which is not defined")) << end;
  }
}

TEST(FlowValidation, ACaptureNamesAHostThatIsUsedOnce) {
  EXPECT_EQ(with("[[capture]]\nhost = \"austin\"\n").captures[0].file_name(), "austin.pcap");
  EXPECT_EQ(with("[[capture]]\nhost = \"shell/0-1\"\n").captures[0].file_name(), "shell_0-1.pcap");
  EXPECT_THAT(error_with("[[capture]]\nhost = \"mine\"\n"), HasSubstr("name one of its clients"));
  EXPECT_NO_THROW(with(kBulk + "[[capture]]\nhost = \"mine\"\n"));
  EXPECT_THAT(error_with("[[capture]]\nhost = \"robot\"\n[[capture]]\nhost = \"robot\"\n"),
              HasSubstr("captured twice"));
  EXPECT_THAT(error_with("[[capture]]\nhost = \"astin\"\n"), HasSubstr("did you mean 'austin'?"));
}

TEST(FlowValidation, AResolvedScenarioIsAcceptedAgain) {
  for (const std::string& sections :
       {kBulk + "tcp = \"ns3::TcpVegas\"\n",
        kApplication + "type = \"ns3::OnOffApplication\"\nattributes = [\"Remote={to}:9\"]\n",
        kBulk + kMessageFidelity, std::string("[[capture]]\nhost = \"robot\"\n")}) {
    const std::string resolved = resolved_toml(with(sections));
    EXPECT_EQ(resolved_toml(parse_scenario(resolved)), resolved) << sections;
  }
}

}  // namespace
}  // namespace orbitmesh
