#include <ns3/address.h>
#include <ns3/application.h>
#include <ns3/nstime.h>
#include <ns3/object-factory.h>
#include <ns3/packet.h>
#include <ns3/rng-seed-manager.h>
#include <ns3/type-id.h>

#include <memory>
#include <optional>
#include <string>

#include "mesh/ns3/flow_source.h"
#include "mesh/ns3/mesh_net_device.h"
#include "mesh/ns3/ns3_attribute.h"

namespace orbitmesh {
namespace {

using PacketCallback = ns3::Callback<void, ns3::Ptr<const ns3::Packet>>;
using PacketAddressCallback = ns3::Callback<void, ns3::Ptr<const ns3::Packet>, const ns3::Address&>;

/// Counts what a trace source tells of; empty when the application has none of that name that
/// hands over packets.
std::shared_ptr<Traffic> count(const ns3::Ptr<ns3::Application>& application,
                               const std::string& source) {
  ns3::TypeId::TraceSourceInformation information;
  if (!application->GetInstanceTypeId().LookupTraceSourceByName(source, &information)) {
    return nullptr;
  }
  auto traffic = std::make_shared<Traffic>();
  const auto add = [traffic](const ns3::Ptr<const ns3::Packet>& packet) {
    ++traffic->packets;
    traffic->bytes.count += packet->GetSize();
  };
  if (information.callback == "ns3::Packet::TracedCallback") {
    application->TraceConnectWithoutContext(
        source, PacketCallback([add](ns3::Ptr<const ns3::Packet> packet) { add(packet); }));
    return traffic;
  }
  if (information.callback == "ns3::Packet::AddressTracedCallback" ||
      information.callback == "ns3::Packet::PacketAddressTracedCallback") {
    application->TraceConnectWithoutContext(
        source, PacketAddressCallback([add](ns3::Ptr<const ns3::Packet> packet,
                                            const ns3::Address&) { add(packet); }));
    return traffic;
  }
  return nullptr;
}

/// An application of ns-3 on its end host.
class ApplicationFlow final : public FlowSource {
 public:
  ApplicationFlow(EventLoop& loop, const FlowSpec& spec, const Ends& ends)
      : loop_(loop), spec_(spec) {
    // Random variables draw in order of their making, from here on by the run's seed.
    ns3::RngSeedManager::SetRun(spec.seed);
    ns3::ObjectFactory factory;
    factory.SetTypeId(spec.application);
    AttributeEnds addresses;
    addresses.from = address_of(spec.from);
    if (spec.to.valid()) addresses.to = address_of(spec.to);
    for (const std::string& assignment : spec.attributes) {
      const NamedAttribute attribute = read_attribute(factory.GetTypeId(), assignment, addresses);
      factory.Set(attribute.name, *attribute.value);
    }
    const auto application = factory.Create<ns3::Application>();
    sent_ = count(application, "Tx");
    received_ = count(application, "Rx");
    application->SetStartTime(ns3::NanoSeconds(spec.start.since_epoch().ns()));
    application->SetStopTime(ns3::NanoSeconds(spec.stop.since_epoch().ns()));
    ends.from->AddApplication(application);
  }

  FlowRecord record() const override {
    FlowRecord record = begin_record(spec_, loop_.now());
    if (sent_) record.application_sent = *sent_;
    if (received_) {
      record.application_received = *received_;
      record.received = received_->bytes;
      record.goodput_bit_s = goodput_bit_s(record);
    }
    return record;
  }

 private:
  EventLoop& loop_;
  FlowSpec spec_;
  std::shared_ptr<Traffic> sent_;  // shared with traces of the application, which ns-3 owns
  std::shared_ptr<Traffic> received_;
};

}  // namespace

std::unique_ptr<FlowSource> make_ns3_application(EventLoop& loop, const FlowSpec& spec,
                                                 const FlowSource::Ends& ends) {
  return std::make_unique<ApplicationFlow>(loop, spec, ends);
}

}  // namespace orbitmesh
