#include <ns3/inet-socket-address.h>
#include <ns3/packet.h>
#include <ns3/socket.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "mesh/ns3/flow_source.h"
#include "mesh/ns3/mesh_net_device.h"
#include "mesh/ns3/tcp_meter.h"
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
    record.received = *received_;
    record.goodput_bit_s = goodput_bit_s(record);
    record.retransmissions = meter_.retransmissions();
    return record;
  }

  std::optional<ConnectionSample> sample() const override {
    if (!client_) return std::nullopt;
    ConnectionSample sample;
    sample.at = loop_.now();
    sample.client = spec_.from;
    sample.server = spec_.to;
    sample.flow = spec_.name;
    meter_.fill(sample);
    return sample;
  }

 private:
  void listen() {
    server_ = make_tcp_socket(ends_.to, spec_.tcp);
    server_->Bind(ns3::InetSocketAddress(ns3::Ipv4Address::GetAny(), ends_.port));
    server_->Listen();
    server_->SetAcceptCallback(
        ns3::MakeNullCallback<bool, ns3::Ptr<ns3::Socket>, const ns3::Address&>(),
        ns3::Callback<void, ns3::Ptr<ns3::Socket>, const ns3::Address&>(
            [received = received_](ns3::Ptr<ns3::Socket> accepted, const ns3::Address&) {
              accepted->SetRecvCallback(ns3::Callback<void, ns3::Ptr<ns3::Socket>>(
                  [received](ns3::Ptr<ns3::Socket> socket) {
                    while (const ns3::Ptr<ns3::Packet> packet = socket->Recv()) {
                      if (packet->GetSize() == 0) break;
                      received->count += packet->GetSize();
                    }
                  }));
            }));
  }

  void open() {
    client_ = make_tcp_socket(ends_.from, spec_.tcp);
    meter_.attach(client_);
    client_->SetConnectCallback(
        ns3::Callback<void, ns3::Ptr<ns3::Socket>>([this](ns3::Ptr<ns3::Socket>) { fill(); }),
        ns3::Callback<void, ns3::Ptr<ns3::Socket>>([this](ns3::Ptr<ns3::Socket>) { retry(); }));
    client_->SetSendCallback(ns3::Callback<void, ns3::Ptr<ns3::Socket>, std::uint32_t>(
        [this](ns3::Ptr<ns3::Socket>, std::uint32_t) { fill(); }));
    client_->Connect(ns3::InetSocketAddress(remote_address(), ends_.port));
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
  TcpMeter meter_;
  // Outlives the flow, because closing sockets still call back.
  std::shared_ptr<Bytes> received_ = std::make_shared<Bytes>();
};

}  // namespace

std::unique_ptr<FlowSource> make_tcp_bulk(EventLoop& loop, const FlowSpec& spec,
                                          const FlowSource::Ends& ends) {
  return std::make_unique<TcpBulkFlow>(loop, spec, ends);
}

}  // namespace orbitmesh
