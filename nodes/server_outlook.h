#pragma once

#include <map>
#include <optional>

#include "inference/clairvoyant_view.h"
#include "inference/model_profile.h"
#include "nodes/queue_outlook.h"
#include "nodes/server.h"

namespace orbitmesh {

/// The queues of the servers themselves, for one model; see queue_outlook().
class ServerOutlook final : public ClairvoyantView {
 public:
  /// `model` must outlive the object.
  explicit ServerOutlook(const ModelProfile& model) : model_(model) {}

  /// `server` must hold the model and outlive the object.
  void add(const Server& server) { servers_[server.node()] = &server; }

  std::optional<Duration> wait(NodeId node) const override {
    const auto found = servers_.find(node);
    if (found == servers_.end() || !found->second->up()) return std::nullopt;
    return queue_outlook(*found->second, model_);
  }

 private:
  const ModelProfile& model_;
  std::map<NodeId, const Server*> servers_;
};

}  // namespace orbitmesh
