#include <ns3/inet-socket-address.h>
#include <ns3/packet.h>
#include <ns3/socket.h>
#include <ns3/tcp-header.h>
#include <ns3/tcp-socket-base.h>

#include <algorithm>
#include <memory>

#include "mesh/ns3/flow_source.h"
#include "mesh/ns3/mesh_net_device.h"
#include "mesh/ns3/tcp_settings.h"

namespace orbitmesh {
namespace {

/// Sends as fast as TCP lets it from start to stop.
class TcpBulkFlow final : public FlowSource {
 public:
  TcpBulkFlow(EventLoop& loop, const FlowSpec& spec, const Ends& ends)
      : loop_(loop), spec_(spec), ends_(ends) {
    listen();
    loop_.schedule_at(spec.start, [this] { open(); });
    loop_.schedule_at(spec.stop, [this] { close(); });
  }
  ~TcpBulkFlow() override { close(); }

  FlowRecord record() const override {
    FlowRecord record = begin_record(spec_, loop_.now());
    record.received = counts_->received;
    record.goodput_bit_s = goodput_bit_s(record);
    record.retransmissions = counts_->retransmissions;
    return record;
  }

 private:
  /// Outlives the flow, because closing sockets still call back.
  struct Counts {
    Bytes received;
    std::int64_t retransmissions = 0;
    ns3::SequenceNumber32 highest;
    bool any = false;
  };

  void listen() {
    server_ = make_tcp_socket(ends_.to);
    server_->Bind(ns3::InetSocketAddress(ns3::Ipv4Address::GetAny(), ends_.port));
    server_->Listen();
    server_->SetAcceptCallback(
        ns3::MakeNullCallback<bool, ns3::Ptr<ns3::Socket>, const ns3::Address&>(),
        ns3::Callback<void, ns3::Ptr<ns3::Socket>, const ns3::Address&>(
            [counts = counts_](ns3::Ptr<ns3::Socket> accepted, const ns3::Address&) {
              accepted->SetRecvCallback(ns3::Callback<void, ns3::Ptr<ns3::Socket>>(
                  [counts](ns3::Ptr<ns3::Socket> socket) {
                    while (const ns3::Ptr<ns3::Packet> packet = socket->Recv()) {
                      if (packet->GetSize() == 0) break;
                      counts->received.count += packet->GetSize();
                    }
                  }));
            }));
  }

  void open() {
    client_ = make_tcp_socket(ends_.from);
    client_->TraceConnectWithoutContext("Tx", ns3::MakeBoundCallback(&on_transmit, counts_));
    client_->SetConnectCallback(
        ns3::Callback<void, ns3::Ptr<ns3::Socket>>([this](ns3::Ptr<ns3::Socket>) { fill(); }),
        ns3::Callback<void, ns3::Ptr<ns3::Socket>>([this](ns3::Ptr<ns3::Socket>) { retry(); }));
    client_->SetSendCallback(ns3::Callback<void, ns3::Ptr<ns3::Socket>, std::uint32_t>(
        [this](ns3::Ptr<ns3::Socket>, std::uint32_t) { fill(); }));
    client_->Connect(ns3::InetSocketAddress(remote_address(), ends_.port));
  }

  static void on_transmit(std::shared_ptr<Counts> counts, ns3::Ptr<const ns3::Packet> packet,
                          const ns3::TcpHeader& header, ns3::Ptr<const ns3::TcpSocketBase>) {
    if (packet->GetSize() == 0) return;
    const ns3::SequenceNumber32 sequence = header.GetSequenceNumber();
    if (counts->any && sequence < counts->highest) ++counts->retransmissions;
    if (!counts->any || sequence > counts->highest) counts->highest = sequence;
    counts->any = true;
  }

  ns3::Ipv4Address remote_address() const { return address_of(spec_.to); }

  void retry() {
    loop_.schedule_in(Duration::from_s(1), [this] {
      if (loop_.now() < spec_.stop) open();
    });
  }

  void fill() {
    while (client_ && loop_.now() < spec_.stop) {
      const std::uint32_t room = std::min<std::uint32_t>(client_->GetTxAvailable(), kChunkBytes);
      if (room == 0 || client_->Send(ns3::Create<ns3::Packet>(room)) < 0) return;
    }
  }

  void close() {
    if (!client_) return;
    const auto none = ns3::MakeNullCallback<void, ns3::Ptr<ns3::Socket>>();
    client_->SetConnectCallback(none, none);
    client_->SetSendCallback(ns3::MakeNullCallback<void, ns3::Ptr<ns3::Socket>, std::uint32_t>());
    client_->Close();
    client_ = nullptr;
  }

  static constexpr std::uint32_t kChunkBytes = 65'536;
  EventLoop& loop_;
  FlowSpec spec_;
  Ends ends_;
  ns3::Ptr<ns3::Socket> client_;
  ns3::Ptr<ns3::Socket> server_;
  std::shared_ptr<Counts> counts_ = std::make_shared<Counts>();
};

}  // namespace

std::unique_ptr<FlowSource> make_tcp_bulk(EventLoop& loop, const FlowSpec& spec,
                                          const FlowSource::Ends& ends) {
  return std::make_unique<TcpBulkFlow>(loop, spec, ends);
}

}  // namespace orbitmesh
