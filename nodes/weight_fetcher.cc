#include "nodes/weight_fetcher.h"

#include <algorithm>
#include <utility>

#include "nodes/request_ids.h"
#include "wire/offload_messages.h"

namespace orbitmesh {
namespace {

constexpr std::size_t kUnderWay = 2;
// Between a source that fails and the next one.
constexpr Duration kPause = Duration::from_s(1);

}  // namespace

void WeightFetcher::fetch(NodeId id, std::function<void()> on_done) {
  Node& node = nodes_.at(id);
  node.on_done = std::move(on_done);
  node.began = loop_.now();
  node.asked = {};
  node.arrived = {};
  node.source = 0;
  turn_to_source(node);
}

void WeightFetcher::cancel(NodeId id) {
  const auto found = nodes_.find(id);
  if (found == nodes_.end()) return;
  close(found->second);
  found->second.on_done = nullptr;
}

/// Invalid when no source has a path now.
NodeId WeightFetcher::next_source(Node& node) const {
  const std::size_t turn = node.source++;
  const std::vector<NodeId> sources = reached_sources(node.stock);
  return sources.empty() ? NodeId{} : sources[turn % sources.size()];
}

/// In the order in which they are asked.
std::vector<NodeId> WeightFetcher::reached_sources(const WeightStock& stock) const {
  if (!stock.by_delay) return stock.sources;
  std::vector<std::pair<Duration, NodeId>> reached;
  for (const NodeId source : stock.sources) {
    const auto delay = paths_.path_delay(stock.node, source);
    if (delay) reached.emplace_back(*delay, source);
  }
  std::sort(reached.begin(), reached.end());
  std::vector<NodeId> sources;
  for (const auto& [delay, source] : reached) sources.push_back(source);
  return sources;
}

void WeightFetcher::turn_to_source(Node& node) {
  turn_away(node, kPatience);
  const NodeId source = next_source(node);
  if (!source.valid()) return;
  node.connection = &network_.connect(node.stock.node, source, *this);
  ask(node);
}

void WeightFetcher::turn_away(Node& node, Duration after) {
  loop_.cancel(node.patience);
  node.patience = loop_.schedule_in(after, [this, &node] {
    close(node);
    turn_to_source(node);
  });
}

void WeightFetcher::ask(Node& node) {
  static const Bytes kQuestion = encoded_offload_request_size(Bytes{0}, "weights");
  while (node.under_way.size() < kUnderWay && node.asked < node.stock.bytes) {
    const Bytes chunk{std::min(kChunk.count, node.stock.bytes.count - node.asked.count)};
    node.asked = node.asked + chunk;
    const std::uint64_t id = weights_message_id(node.stock.node.value, ++node.messages);
    node.under_way.emplace(id, chunk);
    board_.post_weights(id, encoded_offload_reply_size(chunk));
    node.connection->request({id, kQuestion});
  }
}

void WeightFetcher::close(Node& node) {
  loop_.cancel(node.patience);
  for (const auto& [id, chunk] : node.under_way) board_.lose(id);
  node.under_way.clear();
  node.asked = node.arrived;
  if (node.connection != nullptr) network_.close(*std::exchange(node.connection, nullptr));
}

void WeightFetcher::on_reply(Connection& connection, Message message) {
  Node& node = nodes_.at(connection.client());
  const auto found = node.under_way.find(message.id);
  if (found == node.under_way.end()) return;
  const Bytes chunk = found->second;
  const BoardEntry* entry = board_.find(message.id);
  const bool given = entry != nullptr && entry->status == ServerStatus::kServed;
  board_.drop(message.id);
  if (!given) return turn_away(node, kPause);
  node.under_way.erase(found);
  node.arrived = node.arrived + chunk;
  counts_.bytes = counts_.bytes + chunk;
  if (node.arrived < node.stock.bytes) {
    turn_away(node, kPatience);
    return ask(node);
  }
  loop_.cancel(node.patience);
  // Not at once: the network stands in a call of its own.
  node.patience = loop_.schedule_in({}, [this, &node] { finish(node); });
}

void WeightFetcher::finish(Node& node) {
  close(node);
  ++counts_.fetches;
  counts_.time += loop_.now() - node.began;
  std::exchange(node.on_done, nullptr)();
}

void WeightFetcher::on_down(Connection& connection, CloseCause /*cause*/) {
  turn_away(nodes_.at(connection.client()), kPause);
}

void WeightFetcher::on_lost(Connection& connection, Message /*message*/, LossCause /*cause*/) {
  turn_away(nodes_.at(connection.client()), kPause);
}

}  // namespace orbitmesh
