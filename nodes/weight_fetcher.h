#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <vector>

#include "core/event_loop.h"
#include "core/ids.h"
#include "core/time.h"
#include "core/units.h"
#include "mesh/network.h"
#include "mesh/path_view.h"
#include "nodes/mitigation_counts.h"
#include "nodes/request_board.h"

namespace orbitmesh {

/// The weights of a node, and who else holds them.
struct WeightStock {
  NodeId node;
  Bytes bytes;                  ///< > 0
  std::vector<NodeId> sources;  ///< that serve; not empty, without the node itself
  bool by_delay = false;  ///< asked by their path delays, the least first; else in their order
};

/// Brings weights to nodes that have lost theirs, from other nodes, as messages of the network:
/// kChunk at a time and two under way. A source that refuses, breaks off or delivers nothing for
/// kPatience is left for the next one, and what has arrived is kept; without any the node
/// looks for one every kPatience.
class WeightFetcher final : private ConnectionListener {
 public:
  static constexpr Bytes kChunk{8'000'000};
  static constexpr Duration kPatience = Duration::from_s(10);

  /// All must outlive it.
  WeightFetcher(EventLoop& loop, Network& network, const PathView& paths, RequestBoard& board)
      : loop_(loop), network_(network), paths_(paths), board_(board) {}
  WeightFetcher(const WeightFetcher&) = delete;
  WeightFetcher& operator=(const WeightFetcher&) = delete;

  void add(const WeightStock& stock) { nodes_[stock.node].stock = stock; }
  bool knows(NodeId node) const { return nodes_.count(node) > 0; }

  /// Fetches all weights of a node; `on_done` is called once they are there. Preconditions: the
  /// node was added and fetches nothing now.
  void fetch(NodeId node, std::function<void()> on_done);
  /// The node has failed: what has arrived is of no use. Nothing happens where it fetches nothing.
  void cancel(NodeId node);

  const FetchCounts& counts() const { return counts_; }

 private:
  struct Node {
    WeightStock stock;
    std::function<void()> on_done;  // empty: fetches nothing
    Time began;
    Bytes asked;
    Bytes arrived;
    std::size_t source = 0;  // sources asked so far
    Connection* connection = nullptr;
    std::map<std::uint64_t, Bytes> under_way;  // by message id
    std::uint32_t messages = 0;
    EventHandle patience;
  };

  void on_ready(Connection&) override {}
  void on_reply(Connection& connection, Message message) override;
  void on_down(Connection& connection, CloseCause cause) override;
  void on_lost(Connection& connection, Message message, LossCause cause) override;

  NodeId next_source(Node& node) const;
  std::vector<NodeId> reached_sources(const WeightStock& stock) const;
  void turn_to_source(Node& node);
  void turn_away(Node& node, Duration after);
  void ask(Node& node);
  void close(Node& node);
  void finish(Node& node);

  EventLoop& loop_;
  Network& network_;
  const PathView& paths_;
  RequestBoard& board_;
  std::map<NodeId, Node> nodes_;
  FetchCounts counts_;
};

}  // namespace orbitmesh
