#pragma once

#include <cstddef>
#include <vector>

#include "core/event_loop.h"
#include "core/ids.h"
#include "mesh/path_view.h"
#include "nodes/connection_pool.h"

namespace orbitmesh {

/// Opens a client's connections to the servers that will be nearest in the next slot shortly
/// before it begins, so that a change of server does not wait for a handshake.
class ConnectionOpener {
 public:
  /// Time for the handshake before the slot.
  static constexpr Duration kLead = Duration::from_s(2);

  /// All references must outlive the opener; `count` servers of `candidates` at most.
  ConnectionOpener(EventLoop& loop, const PathView& paths, ConnectionPool& pool, NodeId host,
                   std::vector<NodeId> candidates, std::size_t count)
      : loop_(loop),
        paths_(paths),
        pool_(pool),
        host_(host),
        candidates_(std::move(candidates)),
        count_(count) {}
  ConnectionOpener(const ConnectionOpener&) = delete;
  ConnectionOpener& operator=(const ConnectionOpener&) = delete;

  /// Once, before the loop runs.
  void start() { schedule(); }

 private:
  void schedule();
  void open();

  EventLoop& loop_;
  const PathView& paths_;
  ConnectionPool& pool_;
  NodeId host_;
  std::vector<NodeId> candidates_;
  std::size_t count_;
};

}  // namespace orbitmesh
