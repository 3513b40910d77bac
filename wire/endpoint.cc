#include "wire/endpoint.h"

#include <arpa/inet.h>

#include <charconv>
#include <cstdint>
#include <string_view>

#include "core/error.h"

namespace orbitmesh {
namespace {

constexpr std::size_t kMaxUnixPath = 107;
constexpr int kMaxPort = 65535;

[[noreturn]] void refuse(const std::string& text, const std::string& why) {
  throw InputError("endpoint '" + text + "': " + why);
}

/// An address of 127.0.0.0/8. A name may begin with the same characters and lead anywhere.
bool is_loopback(const std::string& host) {
  in_addr address{};
  if (host == "localhost" || host == "[::1]") return true;
  constexpr std::uint32_t kLoopbackNet = 127;
  return inet_pton(AF_INET, host.c_str(), &address) == 1 &&
         ntohl(address.s_addr) >> 24 == kLoopbackNet;
}

void check_tcp(const Endpoint& endpoint) {
  const std::size_t colon = endpoint.address.rfind(':');
  if (colon == std::string::npos || colon == 0) {
    refuse(endpoint.text, "expected tcp://HOST:PORT");
  }
  const std::string_view port = std::string_view(endpoint.address).substr(colon + 1);
  if (port == "*") return;
  int number = -1;
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), number);
  if (error != std::errc{} || end != port.data() + port.size() || number < 0 || number > kMaxPort) {
    refuse(endpoint.text, "the port is no number from 0 to 65535");
  }
}

}  // namespace

bool Endpoint::is_local() const {
  return transport != Transport::kTcp || is_loopback(address.substr(0, address.rfind(':')));
}

Endpoint parse_endpoint(const std::string& text) {
  constexpr std::string_view kSeparator = "://";
  const std::size_t at = text.find(kSeparator);
  const std::string scheme = text.substr(0, at);
  Endpoint endpoint;
  endpoint.text = text;
  if (at != std::string::npos) endpoint.address = text.substr(at + kSeparator.size());
  if (scheme == "inproc") {
    endpoint.transport = Transport::kInproc;
  } else if (scheme == "ipc") {
    endpoint.transport = Transport::kIpc;
  } else if (scheme == "tcp") {
    endpoint.transport = Transport::kTcp;
  } else {
    refuse(text, "expected inproc://NAME, ipc://PATH or tcp://HOST:PORT");
  }
  if (endpoint.address.empty()) refuse(text, "nothing stands behind '" + scheme + "://'");
  if (endpoint.transport == Transport::kIpc && endpoint.address.size() > kMaxUnixPath) {
    refuse(text, "the path has more than 107 bytes, which no Unix socket may have");
  }
  if (endpoint.transport == Transport::kTcp) check_tcp(endpoint);
  return endpoint;
}

}  // namespace orbitmesh
