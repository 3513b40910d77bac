#include "bench/ns3/udp_stream.h"

#include <ns3/inet-socket-address.h>
#include <ns3/packet.h>
#include <ns3/simulator.h>
#include <ns3/udp-socket-factory.h>

#include "mesh/ns3/mesh_net_device.h"

namespace orbitmesh {
UdpStream::UdpStream(ns3::Ptr<ns3::Node> sender, ns3::Ptr<ns3::Node> receiver, NodeId to,
                     const Spec& spec)
    : spec_(spec),
      sender_(ns3::Socket::CreateSocket(sender, ns3::UdpSocketFactory::GetTypeId())),
      receiver_(ns3::Socket::CreateSocket(receiver, ns3::UdpSocketFactory::GetTypeId())) {
  receiver_->Bind(ns3::InetSocketAddress(ns3::Ipv4Address::GetAny(), spec_.port));
  receiver_->SetRecvCallback(
      ns3::Callback<void, ns3::Ptr<ns3::Socket>>([this](ns3::Ptr<ns3::Socket>) { on_readable(); }));
  sender_->Bind();
  sender_->Connect(ns3::InetSocketAddress(address_of(to), spec_.port));
  ns3::Simulator::Schedule(ns3::TimeStep(static_cast<std::uint64_t>(spec_.first_after.ns())),
                           &UdpStream::send, this);
}

UdpStream::~UdpStream() {
  sender_->Close();
  receiver_->SetRecvCallback(ns3::MakeNullCallback<void, ns3::Ptr<ns3::Socket>>());
  receiver_->Close();
}

void UdpStream::send() {
  sender_->Send(ns3::Create<ns3::Packet>(spec_.payload_bytes));
  if (++sent_ < spec_.datagrams) {
    ns3::Simulator::Schedule(ns3::TimeStep(static_cast<std::uint64_t>(spec_.interval.ns())),
                             &UdpStream::send, this);
  }
}

void UdpStream::on_readable() {
  while (receiver_->Recv()) ++received_;
}

}  // namespace orbitmesh
