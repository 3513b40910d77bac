#include "mesh/ns3_types.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <ns3/address.h>
#include <ns3/inet-socket-address.h>
#include <ns3/nstime.h>
#include <ns3/onoff-application.h>
#include <ns3/udp-echo-client.h>
#include <ns3/uinteger.h>

#include "mesh/ns3/ns3_attribute.h"
#include "tests/core/expect_input_error.h"

namespace orbitmesh {
namespace {

using testing::AllOf;
using testing::HasSubstr;

const std::string kOnOff = "ns3::OnOffApplication";

std::string attribute_error(const std::string& assignment, const std::string& type = kOnOff) {
  return input_error_of([&] { check_ns3_attribute(type, assignment); });
}

TEST(Ns3TypesTest, KnowsTheTypesOfNs3AndItsOwn) {
  for (const char* type : {"ns3::TcpNewReno", "ns3::TcpBbr", "ns3::TcpCubic"}) {
    EXPECT_NO_THROW(check_ns3_tcp(type)) << type;
  }
  EXPECT_NO_THROW(check_ns3_tcp(std::string(kMeshCubicType)));
  for (const char* type : {"ns3::OnOffApplication", "ns3::UdpEchoClient", "ns3::PacketSink",
                           "ns3::BulkSendApplication", "ns3::V4Ping", "ns3::ThreeGppHttpClient"}) {
    EXPECT_NO_THROW(check_ns3_application(type)) << type;
  }
}

TEST(Ns3TypesTest, SuggestsTheNearestType) {
  EXPECT_THAT(input_error_of([] { check_ns3_tcp("ns3::TcpNewRenno"); }),
              HasSubstr("did you mean 'ns3::TcpNewReno'?"));
  EXPECT_THAT(input_error_of([] { check_ns3_application("ns3::OnOfApplication"); }),
              HasSubstr("did you mean 'ns3::OnOffApplication'?"));
}

TEST(Ns3TypesTest, ATypeOfAnotherKindIsRefused) {
  EXPECT_THAT(input_error_of([] { check_ns3_tcp("ns3::PacketSink"); }),
              HasSubstr("is no congestion control"));
  EXPECT_THAT(input_error_of([] { check_ns3_application("ns3::TcpNewReno"); }),
              HasSubstr("is no application"));
  EXPECT_THAT(input_error_of([] { check_ns3_application("ns3::Application"); }),
              HasSubstr("is no application"));
  EXPECT_THAT(input_error_of([] { check_ns3_application("ns3::Ping6"); }),
              HasSubstr("needs IPv6, which end hosts do not have"));
}

TEST(Ns3TypesTest, AttributesOfEveryKindAreAccepted) {
  for (const char* assignment :
       {"DataRate=5Mbps", "PacketSize=1000", "Remote={to}:9", "Remote=10.0.0.7:65535",
        "Local=0.0.0.0:0", "OnTime=ns3::ConstantRandomVariable[Constant=0.5]",
        "OffTime=ns3::ExponentialRandomVariable[Mean=0.25|Bound=2]",
        "MaxBytes=18446744073709551615", "Protocol=ns3::TcpSocketFactory",
        "EnableSeqTsSizeHeader=true", "StartTime=5ms"}) {
    EXPECT_NO_THROW(check_ns3_attribute(kOnOff, assignment)) << assignment;
  }
  EXPECT_NO_THROW(check_ns3_attribute("ns3::UdpEchoClient", "RemoteAddress={to}"));
  EXPECT_NO_THROW(check_ns3_attribute("ns3::UdpEchoClient", "Interval=1.5s"));
  EXPECT_NO_THROW(check_ns3_attribute("ns3::V4Ping", "Remote={to}"));
}

// ns-3 itself ends the process at most of these.
TEST(Ns3TypesTest, AValueThatIsNoneIsAnError) {
  for (const char* assignment : {"DataRate=fast",
                                 "PacketSize=12x",
                                 "PacketSize=",
                                 "PacketSize=-1",
                                 "PacketSize=0",
                                 "PacketSize=99999999999999999999",
                                 "Remote=austin:9",
                                 "Remote={to}",
                                 "Remote={to}:70000",
                                 "Remote=1.2.3:9",
                                 "Remote=1.2.3.4.5:9",
                                 "Remote=1.2.3.256:9",
                                 "OnTime=ns3::Foo",
                                 "OnTime=ns3::PacketSink",
                                 "OnTime=ns3::ConstantRandomVariable[Constant=x]",
                                 "OnTime=ns3::ConstantRandomVariable[Foo=1]",
                                 "OnTime=ns3::ConstantRandomVariable[Constant",
                                 "OnTime=ns3::ConstantRandomVariable[Constant=1",
                                 "OnTime=ns3::RandomVariableStream",
                                 "Protocol=ns3::PacketSink",
                                 "EnableSeqTsSizeHeader=maybe",
                                 "StartTime=x",
                                 "StartTime=1x",
                                 "StartTime=1e300s",
                                 "StartTime=",
                                 "StartTime=99999999999d"}) {
    EXPECT_THAT(attribute_error(assignment), HasSubstr("attribute '")) << assignment;
  }
  EXPECT_THAT(attribute_error("RemoteAddress={to}:9", "ns3::UdpEchoClient"),
              HasSubstr("its port is an attribute of its own"));
}

TEST(Ns3TypesTest, AnUnknownAttributeIsAnErrorWithTheNearestName) {
  EXPECT_THAT(attribute_error("PaketSize=100"),
              AllOf(HasSubstr("ns3::OnOffApplication has no attribute 'PaketSize'"),
                    HasSubstr("did you mean 'PacketSize'?")));
  EXPECT_THAT(attribute_error("PacketSize"), HasSubstr("write Name=value"));
}

TEST(Ns3TypesTest, AddressesWithoutWhichNs3EndsTheProcessAreRequired) {
  const auto error = [](const std::string& type, const std::vector<std::string>& assignments) {
    return input_error_of([&] { check_ns3_attributes(type, assignments); });
  };
  EXPECT_THAT(error(kOnOff, {}), HasSubstr("add \"Remote={to}:9\""));
  EXPECT_THAT(error("ns3::UdpEchoClient", {}), HasSubstr("add \"RemoteAddress={to}\""));
  EXPECT_THAT(error("ns3::V4Ping", {}), HasSubstr("add \"Remote={to}\""));
  EXPECT_THAT(error("ns3::PacketSink", {}), HasSubstr("add \"Local=0.0.0.0:9\""));
  EXPECT_NO_THROW(check_ns3_attributes(kOnOff, {"Remote={to}:9"}));
  EXPECT_THAT(error(kOnOff, {"Remote={to}:9", "Remote={to}:10"}), HasSubstr("given twice"));
}

TEST(Ns3AttributeTest, PlaceholdersStandForTheEnds) {
  const AttributeEnds ends{ns3::Ipv4Address("10.0.0.5"), ns3::Ipv4Address("10.0.1.6")};
  const auto address = [&](const char* assignment) {
    const NamedAttribute attribute =
        read_attribute(ns3::OnOffApplication::GetTypeId(), assignment, ends);
    return ns3::InetSocketAddress::ConvertFrom(
        dynamic_cast<ns3::AddressValue&>(*attribute.value).Get());
  };
  EXPECT_EQ(address("Remote={to}:9").GetIpv4(), ends.to);
  EXPECT_EQ(address("Remote={to}:9").GetPort(), 9);
  EXPECT_EQ(address("Local={from}:1234").GetIpv4(), ends.from);
}

TEST(Ns3AttributeTest, TimesAndNumbersHaveTheirValues) {
  const ns3::TypeId type = ns3::UdpEchoClient::GetTypeId();
  const NamedAttribute interval = read_attribute(type, "Interval=100ms", {});
  EXPECT_EQ(dynamic_cast<ns3::TimeValue&>(*interval.value).Get(), ns3::MilliSeconds(100));
  const NamedAttribute size = read_attribute(type, "PacketSize=200", {});
  EXPECT_EQ(dynamic_cast<ns3::UintegerValue&>(*size.value).Get(), 200U);
}

}  // namespace
}  // namespace orbitmesh
