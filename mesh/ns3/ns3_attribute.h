#pragma once

#include <ns3/attribute.h>
#include <ns3/ipv4-address.h>
#include <ns3/type-id.h>

#include <string>
#include <string_view>

namespace orbitmesh {

/// What {from} and {to} in the attributes of an application stand for.
struct AttributeEnds {
  ns3::Ipv4Address from;
  ns3::Ipv4Address to;
};

struct NamedAttribute {
  std::string name;
  ns3::Ptr<ns3::AttributeValue> value;
};

/// Reads "Name=value" (mesh/ns3_types.h) for an object of `type`. ns-3's own reading ends the
/// process at a number that is none; this throws InputError.
NamedAttribute read_attribute(ns3::TypeId type, std::string_view assignment,
                              const AttributeEnds& ends);

/// "Name" of "Name=value"; throws InputError without '='.
std::string attribute_name(std::string_view assignment);

/// The attribute of `type` that has the port of address attribute `name` ("RemotePort" of
/// "RemoteAddress"); empty when the port is part of the address.
std::string port_attribute(ns3::TypeId type, const std::string& name);

}  // namespace orbitmesh
