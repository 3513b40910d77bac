#include "mesh/ns3/ns3_attribute.h"

#include <fmt/format.h>
#include <ns3/address.h>
#include <ns3/boolean.h>
#include <ns3/double.h>
#include <ns3/inet-socket-address.h>
#include <ns3/integer.h>
#include <ns3/nstime.h>
#include <ns3/object-factory.h>
#include <ns3/pointer.h>
#include <ns3/string.h>
#include <ns3/type-id.h>
#include <ns3/uinteger.h>

#include <array>
#include <charconv>
#include <optional>
#include <vector>

#include "core/error.h"
#include "core/suggestion.h"

namespace orbitmesh {
namespace {

using Value = ns3::Ptr<ns3::AttributeValue>;
using Information = ns3::TypeId::AttributeInformation;

constexpr int kMostNesting = 4;

/// The whole text as a number.
template <class Number>
std::optional<Number> number_in(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::vector<std::string> attribute_names(ns3::TypeId type) {
  std::vector<std::string> names;
  for (ns3::TypeId at = type;; at = at.GetParent()) {
    for (std::size_t i = 0; i < at.GetAttributeN(); ++i) names.push_back(at.GetAttribute(i).name);
    if (at.GetParent() == at) return names;
  }
}

Information find_attribute(ns3::TypeId type, const std::string& name) {
  Information information;
  const bool found = type.LookupAttributeByName(name, &information);
  if (found && (information.flags & ns3::TypeId::ATTR_SET) != 0) return information;
  const std::vector<std::string> names = attribute_names(type);
  const std::vector<std::string_view> known(names.begin(), names.end());
  throw InputError(fmt::format("{} has no attribute '{}' that can be set{}; it has: {}",
                               type.GetName(), name.substr(0, 60), did_you_mean(name, known),
                               list_names(known)));
}

Value read_time(std::string_view text) {
  constexpr std::array<std::string_view, 7> kUnits = {"ns", "us", "ms", "s", "min", "h", "d"};
  const std::size_t unit_at = text.find_first_not_of("0123456789.");
  const std::string_view unit =
      unit_at == std::string_view::npos ? std::string_view("s") : text.substr(unit_at);
  const auto count = number_in<double>(text.substr(0, unit_at));
  for (const std::string_view known : kUnits) {
    // A year of any larger number overflows ns-3's nanoseconds.
    if (unit == known && count && *count < 1e6) {
      return ns3::Create<ns3::TimeValue>(ns3::Time(std::string(text)));
    }
  }
  throw InputError("is no time; write for example 100ms or 1s");
}

std::optional<ns3::Ipv4Address> read_ipv4(std::string_view text, const AttributeEnds& ends) {
  if (text == "{from}") return ends.from;
  if (text == "{to}") return ends.to;
  std::uint32_t address = 0;
  for (int part = 0; part < 4; ++part) {
    const std::size_t dot = text.find('.');
    if ((dot == std::string_view::npos) != (part == 3)) return std::nullopt;
    const auto byte = number_in<std::uint8_t>(text.substr(0, dot));
    if (!byte) return std::nullopt;
    address = (address << 8) | *byte;
    if (part < 3) text.remove_prefix(dot + 1);
  }
  return ns3::Ipv4Address(address);
}

Value read_address(std::string_view text, bool with_port, const AttributeEnds& ends) {
  const std::size_t colon = text.rfind(':');
  const bool has_port = colon != std::string_view::npos;
  const auto host = read_ipv4(text.substr(0, colon), ends);
  const auto port = has_port ? number_in<std::uint16_t>(text.substr(colon + 1)) : std::nullopt;
  if (!host || has_port != with_port || (has_port && !port)) {
    throw InputError(with_port ? "is no address with a port; write for example {to}:9 or 0.0.0.0:9"
                               : "is no address; write for example {to} (its port is an attribute "
                                 "of its own)");
  }
  return ns3::Create<ns3::AddressValue>(
      with_port ? ns3::Address(ns3::InetSocketAddress(*host, *port)) : ns3::Address(*host));
}

Value read_socket_factory(std::string_view text) {
  for (const char* known : {"ns3::UdpSocketFactory", "ns3::TcpSocketFactory"}) {
    if (text == known) {
      return ns3::Create<ns3::TypeIdValue>(ns3::TypeId::LookupByName(known));
    }
  }
  throw InputError("must be ns3::UdpSocketFactory or ns3::TcpSocketFactory");
}

Value read_value(ns3::TypeId type, const Information& information, std::string_view text,
                 const AttributeEnds& ends, int nesting);

/// "ns3::ConstantRandomVariable[Constant=1|Stream=2]"
Value read_object(std::string_view text, const AttributeEnds& ends, int nesting) {
  const std::size_t bracket = text.find('[');
  const bool closed = bracket == std::string_view::npos || text.back() == ']';
  ns3::TypeId type;
  if (!closed || !ns3::TypeId::LookupByNameFailSafe(std::string(text.substr(0, bracket)), &type) ||
      !type.HasConstructor() || nesting > kMostNesting) {
    throw InputError("is no object; write for example ns3::ConstantRandomVariable[Constant=1]");
  }
  ns3::ObjectFactory factory;
  factory.SetTypeId(type);
  if (bracket != std::string_view::npos) {
    std::string_view inner = text.substr(bracket + 1, text.size() - bracket - 2);
    while (!inner.empty()) {
      const std::string_view one = inner.substr(0, inner.find('|'));
      inner.remove_prefix(std::min(inner.size(), one.size() + 1));
      const std::string name = attribute_name(one);
      const Value value = read_value(type, find_attribute(type, name), one.substr(name.size() + 1),
                                     ends, nesting + 1);
      factory.Set(name, *value);
    }
  }
  return ns3::Create<ns3::PointerValue>(factory.Create<ns3::Object>());
}

template <class AttributeType, class Number>
Value read_number(std::string_view text) {
  const auto number = number_in<Number>(text);
  if (!number) throw InputError("is no such number");
  return ns3::Create<AttributeType>(*number);
}

Value read_unchecked(ns3::TypeId type, const Information& information, std::string_view text,
                     const AttributeEnds& ends, int nesting) {
  const std::string kind = information.checker->GetValueTypeName();
  if (kind == "ns3::TimeValue") return read_time(text);
  if (kind == "ns3::UintegerValue") return read_number<ns3::UintegerValue, std::uint64_t>(text);
  if (kind == "ns3::IntegerValue") return read_number<ns3::IntegerValue, std::int64_t>(text);
  if (kind == "ns3::DoubleValue") return read_number<ns3::DoubleValue, double>(text);
  if (kind == "AddressValue") {
    return read_address(text, port_attribute(type, information.name).empty(), ends);
  }
  if (kind == "Ipv4AddressValue") {
    const auto address = read_ipv4(text, ends);
    if (!address) throw InputError("is no address; write for example {to}");
    return ns3::Create<ns3::Ipv4AddressValue>(*address);
  }
  if (kind == "TypeIdValue") return read_socket_factory(text);
  if (kind == "ns3::PointerValue") return read_object(text, ends, nesting);
  if (kind == "BooleanValue" || kind == "DataRateValue" || kind == "ns3::EnumValue" ||
      kind == "EnumValue" || kind == "StringValue") {
    return information.checker->CreateValidValue(ns3::StringValue(std::string(text)));
  }
  throw InputError(fmt::format("is of the type {}, which cannot be set here", kind));
}

Value read_value(ns3::TypeId type, const Information& information, std::string_view text,
                 const AttributeEnds& ends, int nesting) {
  std::string why = "is not what it takes: " + information.checker->GetUnderlyingTypeInformation();
  try {
    const Value value = read_unchecked(type, information, text, ends, nesting);
    if (value && information.checker->Check(*value)) return value;
  } catch (const InputError& error) {
    why = error.what();
  }
  throw InputError(fmt::format("attribute '{}' of {}: '{}' {}", information.name, type.GetName(),
                               text.substr(0, 80), why));
}

}  // namespace

std::string attribute_name(std::string_view assignment) {
  const std::size_t equals = assignment.find('=');
  if (equals == std::string_view::npos) {
    throw InputError(
        fmt::format("'{}' is no attribute; write Name=value", assignment.substr(0, 60)));
  }
  return std::string(assignment.substr(0, equals));
}

std::string port_attribute(ns3::TypeId type, const std::string& name) {
  constexpr std::string_view kSuffix = "Address";
  if (name.size() <= kSuffix.size() ||
      name.compare(name.size() - kSuffix.size(), kSuffix.size(), kSuffix) != 0) {
    return "";
  }
  const std::string port = name.substr(0, name.size() - kSuffix.size()) + "Port";
  Information information;
  return type.LookupAttributeByName(port, &information) ? port : "";
}

NamedAttribute read_attribute(ns3::TypeId type, std::string_view assignment,
                              const AttributeEnds& ends) {
  const std::string name = attribute_name(assignment);
  const Information information = find_attribute(type, name);
  return {name, read_value(type, information, assignment.substr(name.size() + 1), ends, 0)};
}

}  // namespace orbitmesh
