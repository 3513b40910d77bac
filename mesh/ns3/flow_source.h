#pragma once

#include <ns3/node.h>

#include <memory>
#include <optional>

#include "core/event_loop.h"
#include "mesh/flow.h"
#include "mesh/records.h"

namespace orbitmesh {

/// A running [[flow]].
class FlowSource {
 public:
  struct Ends {
    ns3::Ptr<ns3::Node> from;
    ns3::Ptr<ns3::Node> to;
    std::uint16_t port = 0;  ///< no two flows share one
  };

  virtual ~FlowSource() = default;
  /// What has been sent and received up to now.
  virtual FlowRecord record() const = 0;
  /// Present figures of its TCP connection; empty when it has none.
  virtual std::optional<ConnectionSample> sample() const { return std::nullopt; }
};

/// Begins the flow at spec.start on `loop`, which must outlive it. One factory a kind.
std::unique_ptr<FlowSource> make_tcp_bulk(EventLoop& loop, const FlowSpec& spec,
                                          const FlowSource::Ends& ends);
std::unique_ptr<FlowSource> make_udp_cbr(EventLoop& loop, const FlowSpec& spec,
                                         const FlowSource::Ends& ends);
std::unique_ptr<FlowSource> make_ping(EventLoop& loop, const FlowSpec& spec,
                                      const FlowSource::Ends& ends);
std::unique_ptr<FlowSource> make_ns3_application(EventLoop& loop, const FlowSpec& spec,
                                                 const FlowSource::Ends& ends);
std::unique_ptr<FlowSource> make_flow(EventLoop& loop, const FlowSpec& spec,
                                      const FlowSource::Ends& ends);

}  // namespace orbitmesh
