#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "core/fields.h"
#include "core/section_location.h"
#include "core/time.h"
#include "core/units.h"

namespace orbitmesh {

/// How a ROUTER names its peers.
enum class RoutingId {
  kAuto,   ///< the server invents one for every TCP connection
  kFixed,  ///< the client sets ZMQ_ROUTING_ID
};

constexpr std::array<EnumName<RoutingId>, 2> enum_names(RoutingId) {
  return {{{RoutingId::kAuto, "auto"}, {RoutingId::kFixed, "fixed"}}};
}

/// What carries messages.
enum class TransportKind {
  kZmtp,      ///< ZMTP over TCP
  kDatagram,  ///< UDP with an erasure code
};

constexpr std::array<EnumName<TransportKind>, 2> enum_names(TransportKind) {
  return {{{TransportKind::kZmtp, "zmtp"}, {TransportKind::kDatagram, "datagram"}}};
}

/// [network.transport]: socket options of the clients' DEALER and the servers' ROUTER, named as
/// libzmq 4.3.4 names them (zmq_setsockopt(3)) and with its defaults; or datagrams, which have
/// none of them.
struct TransportOptions {
  TransportKind kind = TransportKind::kZmtp;
  double repair = 0.1;  ///< of datagrams: repair pieces for each piece of a message
  std::optional<Duration> heartbeat_interval;  ///< of the client's PINGs
  std::optional<Duration> heartbeat_timeout;   ///< libzmq: the interval
  std::optional<Duration> heartbeat_ttl;
  std::optional<Duration> connect_timeout;  ///< none: TCP's own
  Duration reconnect_interval = Duration::from_ms(100);
  std::optional<Duration> reconnect_maximum;  ///< with it the interval doubles
  std::int64_t send_high_water = 1000;        ///< messages, at each side
  std::optional<Bytes> send_buffer;           ///< none: as Linux tunes it
  bool immediate = false;
  bool dont_wait = false;
  RoutingId routing_id = RoutingId::kAuto;
  bool router_handover = false;
  std::optional<Duration> tcp_max_rt;
  std::int64_t open_ahead = 0;
  std::int64_t paths = 1;
  bool tail_loss_probe = false;
  bool curve = false;
  SectionLocation where;

  template <class Visitor>
  void visit_fields(Visitor& v) {
    const Duration shortest = Duration::from_ms(1);
    const Duration longest = Duration::from_s(3600);
    const auto time = [&](std::string_view doc) {
      return Spec<Duration>(doc).min(shortest).max(longest);
    };
    v.field("kind", kind, Spec<TransportKind>("what carries messages between client and server"));
    v.field("repair", repair,
            Spec<double>("of kind datagram: repair datagrams for each datagram of a message, "
                         "rounded up")
                .min(0)
                .max(4));
    v.field("heartbeat_interval", heartbeat_interval,
            time("ZMQ_HEARTBEAT_IVL: time between two PINGs of a client; none when absent"));
    v.field("heartbeat_timeout", heartbeat_timeout,
            time("ZMQ_HEARTBEAT_TIMEOUT: a connection silent for so long after a PING is closed; "
                 "absent: the interval"));
    v.field("heartbeat_ttl", heartbeat_ttl,
            Spec<Duration>("ZMQ_HEARTBEAT_TTL: a server that hears nothing for so long after a "
                           "PING closes the connection; sent in tenths of a second")
                .min(Duration::from_ms(100))
                .max(longest));
    v.field("connect_timeout", connect_timeout,
            time("ZMQ_CONNECT_TIMEOUT: of one attempt to connect; absent: until TCP gives up"));
    v.field("reconnect_interval", reconnect_interval,
            time("ZMQ_RECONNECT_IVL: wait before connecting again, plus a random part below it"));
    v.field("reconnect_maximum", reconnect_maximum,
            time("ZMQ_RECONNECT_IVL_MAX: the wait doubles up to this; absent: it is constant"));
    v.field("send_high_water", send_high_water,
            Spec<std::int64_t>("ZMQ_SNDHWM: messages that wait for one connection at a sender")
                .min(1)
                .max(1'000'000));
    v.field("send_buffer", send_buffer,
            Spec<Bytes>("ZMQ_SNDBUF of the clients: bytes handed to TCP and not yet acknowledged; "
                        "absent: as Linux tunes it")
                .min(Bytes{4608})
                .max(Bytes{4 << 20}));
    v.field("immediate", immediate,
            Spec<bool>("ZMQ_IMMEDIATE: messages wait for a finished connection only, and those "
                       "that wait are dropped with it"));
    v.field("dont_wait", dont_wait,
            Spec<bool>("ZMQ_DONTWAIT: what cannot be queued at once is refused, instead of "
                       "waiting at the sender"));
    v.field("routing_id", routing_id, Spec<RoutingId>("whether clients set ZMQ_ROUTING_ID"));
    v.field("router_handover", router_handover,
            Spec<bool>("ZMQ_ROUTER_HANDOVER: a new connection takes over a routing id in use"));
    v.field("tcp_max_rt", tcp_max_rt,
            time("ZMQ_TCP_MAXRT of the clients: TCP gives up after retransmitting for so long"));
    v.field(
        "open_ahead", open_ahead,
        Spec<std::int64_t>("accelerator satellites to which a client has connections opened 2 s "
                           "before each slot: those that will be nearest then")
            .min(0)
            .max(16));
    v.field("paths", paths,
            Spec<std::int64_t>("disjoint paths over which every message is sent at once, the "
                               "first copy counts; with 1 there are no copies")
                .min(1)
                .max(4));
    v.field("tail_loss_probe", tail_loss_probe,
            Spec<bool>("TCP of ZeroMQ connections has Linux's tail loss probes (RFC 8985), timer "
                       "wheel and HyStart; packet fidelity"));
    v.field("curve", curve, Spec<bool>("CURVE in place of NULL: sizes and round trips"));
  }
};

}  // namespace orbitmesh
