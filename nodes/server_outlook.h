#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>

#include "inference/clairvoyant_view.h"
#include "inference/model_profile.h"
#include "nodes/queue_outlook.h"
#include "nodes/request_board.h"
#include "nodes/server.h"

namespace orbitmesh {

/// The queues of the servers themselves, for one model; see queue_outlook(). Of the requests
/// on their way to a server, those count that find no device free, as requests for this model.
class ServerOutlook final : public ClairvoyantView {
 public:
  /// Both must outlive the object.
  ServerOutlook(const ModelProfile& model, const RequestBoard& board)
      : model_(model), board_(board) {}

  /// `server` must hold the model and outlive the object.
  void add(const Server& server) { servers_[server.node()] = &server; }

  std::optional<NodeOutlook> outlook(NodeId node) const override {
    const auto found = servers_.find(node);
    if (found == servers_.end() || !found->second->up()) return std::nullopt;
    const Server& server = *found->second;
    const std::int64_t at_a_time = served_at_a_time(server, model_);
    const std::int64_t free = std::max<std::int64_t>(0, at_a_time - 1 - server.running());
    const std::int64_t before = std::max<std::int64_t>(0, board_.on_the_way(node) - free);
    return NodeOutlook{queue_outlook(server, model_),
                       server.service_time(model_) * before / at_a_time};
  }

 private:
  const ModelProfile& model_;
  const RequestBoard& board_;
  std::map<NodeId, const Server*> servers_;
};

}  // namespace orbitmesh
