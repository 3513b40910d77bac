#include <fmt/format.h>

#include <string_view>

#include "scenarios/validation_parts.h"

namespace orbitmesh {
namespace {

struct Key {
  std::string_view name;
  bool set;  ///< to another value than its default
};

/// Keys of the other kind of transport stand at their defaults, as a resolved file has them.
void check_kind(const TransportOptions& given) {
  const TransportOptions standard;
  const bool zmtp = given.kind == TransportKind::kZmtp;
  const std::initializer_list<Key> of_datagrams = {{"repair", given.repair != standard.repair}};
  const std::initializer_list<Key> of_zmtp = {
      {"heartbeat_interval", given.heartbeat_interval.has_value()},
      {"heartbeat_timeout", given.heartbeat_timeout.has_value()},
      {"heartbeat_ttl", given.heartbeat_ttl.has_value()},
      {"connect_timeout", given.connect_timeout.has_value()},
      {"reconnect_interval", given.reconnect_interval != standard.reconnect_interval},
      {"reconnect_maximum", given.reconnect_maximum.has_value()},
      {"send_high_water", given.send_high_water != standard.send_high_water},
      {"send_buffer", given.send_buffer.has_value()},
      {"immediate", given.immediate},
      {"dont_wait", given.dont_wait},
      {"routing_id", given.routing_id != standard.routing_id},
      {"router_handover", given.router_handover},
      {"tcp_max_rt", given.tcp_max_rt.has_value()},
      {"open_ahead", given.open_ahead != 0},
      {"tail_loss_probe", given.tail_loss_probe},
      {"curve", given.curve}};
  for (const Key& key : zmtp ? of_datagrams : of_zmtp) {
    if (!key.set) continue;
    throw InputError(given.where.of(key.name),
                     fmt::format("'{}' has no meaning for kind = \"{}\"; remove it", key.name,
                                 to_string(given.kind)));
  }
}

}  // namespace

void check_transport(const Scenario& scenario) {
  const TransportOptions& transport = scenario.network.transport;
  const SectionLocation& where = transport.where;
  check_kind(transport);
  const auto needs = [&](std::string_view key, std::string_view other, std::string_view value) {
    throw InputError(
        where.of(key),
        fmt::format("'{}' has no effect here; add {} = {}, or remove it", key, other, value));
  };
  if (!transport.heartbeat_interval) {
    for (const std::string_view key : {"heartbeat_timeout", "heartbeat_ttl"}) {
      if (where.given(key)) needs(key, "heartbeat_interval", "\"200 ms\"");
    }
  }
  if (transport.router_handover && transport.routing_id == RoutingId::kAuto) {
    needs("router_handover", "routing_id", "\"fixed\"");
  }
  if (transport.reconnect_maximum && *transport.reconnect_maximum < transport.reconnect_interval) {
    throw InputError(where.of("reconnect_maximum"),
                     "'reconnect_maximum' is below reconnect_interval; raise it, or remove it");
  }
  if (transport.tail_loss_probe && scenario.network.fidelity != Fidelity::kPacket) {
    throw InputError(where.of("tail_loss_probe"),
                     "'tail_loss_probe' needs packets; use fidelity = \"packet\", or remove it");
  }
}

}  // namespace orbitmesh
