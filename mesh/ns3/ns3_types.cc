#include "mesh/ns3_types.h"

#include <fmt/format.h>
#include <ns3/application.h>
#include <ns3/packet-sink.h>
#include <ns3/tcp-congestion-ops.h>
#include <ns3/tcp-cubic.h>
#include <ns3/type-id.h>
#include <ns3/v4ping.h>

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "core/error.h"
#include "core/suggestion.h"
#include "mesh/ns3/mesh_cubic.h"
#include "mesh/ns3/ns3_attribute.h"

namespace orbitmesh {
namespace {

struct Unsuitable {
  std::string_view type;
  std::string_view why;
};

constexpr std::array<Unsuitable, 7> kUnsuitable = {{
    {"ns3::PacketSocketClient", "needs link-layer sockets"},
    {"ns3::PacketSocketServer", "needs link-layer sockets"},
    {"ns3::DhcpClient", "needs a link layer with broadcast"},
    {"ns3::DhcpServer", "needs a link layer with broadcast"},
    {"ns3::Ping6", "needs IPv6"},
    {"ns3::Radvd", "needs IPv6"},
    {"ns3::V4TraceRoute", "needs routers that answer, and satellites are none"},
}};

std::string_view why_unsuitable(std::string_view type) {
  for (const Unsuitable& unsuitable : kUnsuitable) {
    if (unsuitable.type == type) return unsuitable.why;
  }
  return "";
}

/// Naming one type of each library keeps the linker from leaving the library out.
void register_types() {
  ns3::PacketSink::GetTypeId();
  ns3::V4Ping::GetTypeId();
  MeshCubic::GetTypeId();
}

std::vector<std::string> types_below(ns3::TypeId parent) {
  register_types();
  std::vector<std::string> names;
  for (std::uint16_t i = 0; i < ns3::TypeId::GetRegisteredN(); ++i) {
    const ns3::TypeId type = ns3::TypeId::GetRegistered(i);
    if (type.IsChildOf(parent) && type.HasConstructor() && why_unsuitable(type.GetName()).empty()) {
      names.push_back(type.GetName());
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

void check_type(const std::string& type, const std::vector<std::string>& names,
                std::string_view what) {
  if (std::binary_search(names.begin(), names.end(), type)) return;
  const std::vector<std::string_view> known(names.begin(), names.end());
  throw InputError(fmt::format("'{}' is no {} of ns-3{}; known: {}", type.substr(0, 60), what,
                               did_you_mean(type, known), list_names(known)));
}

/// Without these, or a default of their own, ns-3's applications end the process.
bool must_be_given(ns3::TypeId application, const ns3::TypeId::AttributeInformation& attribute) {
  const std::string kind = attribute.checker->GetValueTypeName();
  if (kind != "AddressValue" && kind != "Ipv4AddressValue") return false;
  return attribute.name.compare(0, 6, "Remote") == 0 || application == ns3::PacketSink::GetTypeId();
}

}  // namespace

void check_ns3_tcp(const std::string& type) {
  std::vector<std::string> names = types_below(ns3::TcpCongestionOps::GetTypeId());
  // Of this one, ns-3 states another parent than it has.
  names.push_back(ns3::TcpCubic::GetTypeId().GetName());
  std::sort(names.begin(), names.end());
  check_type(type, names, "congestion control");
}

void check_ns3_application(const std::string& type) {
  const std::string_view why = why_unsuitable(type);
  if (!why.empty()) throw InputError(fmt::format("{} {}, which end hosts do not have", type, why));
  check_type(type, types_below(ns3::Application::GetTypeId()), "application");
}

void check_ns3_attribute(const std::string& application, const std::string& assignment) {
  const ns3::Ipv4Address any_host("10.0.0.1");
  read_attribute(ns3::TypeId::LookupByName(application), assignment, {any_host, any_host});
}

void check_ns3_attributes(const std::string& application,
                          const std::vector<std::string>& assignments) {
  std::set<std::string> given;
  for (const std::string& assignment : assignments) {
    const std::string name = attribute_name(assignment);
    if (!given.insert(name).second) {
      throw InputError(fmt::format("attribute '{}' is given twice", name));
    }
  }
  const ns3::TypeId type = ns3::TypeId::LookupByName(application);
  for (std::size_t i = 0; i < type.GetAttributeN(); ++i) {
    const ns3::TypeId::AttributeInformation attribute = type.GetAttribute(i);
    if (!must_be_given(type, attribute) || given.count(attribute.name) > 0) continue;
    const bool remote = attribute.name != "Local";
    const bool port = port_attribute(type, attribute.name).empty() &&
                      attribute.checker->GetValueTypeName() == "AddressValue";
    throw InputError(fmt::format("{} needs its attribute '{}': add \"{}={}{}\"", application,
                                 attribute.name, attribute.name, remote ? "{to}" : "0.0.0.0",
                                 port ? ":9" : ""));
  }
}

bool is_fragile_ns3_tcp(const std::string& type) { return type == "ns3::TcpBbr"; }

}  // namespace orbitmesh
