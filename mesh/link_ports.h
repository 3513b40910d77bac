#pragma once

#include <cstddef>
#include <vector>

#include "core/event_loop.h"
#include "mesh/access_state.h"
#include "mesh/link_conditions.h"
#include "mesh/link_losses.h"
#include "mesh/mesh.h"
#include "mesh/radio_losses.h"
#include "mesh/records.h"

namespace orbitmesh {

/// Makes the ports of a plane, each of which stands for the link of its number, follow what becomes
/// of the links, and decides what is lost on them. `Plane` is PortPlane or TrainPlane.
template <class Plane>
class LinkPorts {
 public:
  /// All must outlive it.
  LinkPorts(Plane& plane, const EventLoop& loop, Mesh& mesh, HandoverMode handover)
      : plane_(plane),
        loop_(loop),
        mesh_(mesh),
        handover_(handover),
        losses_(mesh.topology(), mesh.seed()),
        radio_losses_(mesh.topology(), mesh.radio().loss, mesh.seed()),
        terminal_of_node_(mesh.topology().nodes().size()) {
    const std::vector<Terminal>& terminals = mesh.topology().terminals();
    for (std::size_t k = 0; k < terminals.size(); ++k) {
      terminal_of_node_[terminals[k].node.index()] = k;
    }
  }

  /// Whether packets of this link are lost by chance when nothing is wrong with it.
  bool lossy(LinkId link) const { return radio_losses_.lossy(link); }
  /// Whether the next packet on the link, sent now, is lost.
  bool loses(LinkId link) {
    if (lossy(link) && radio_losses_.loses(link, plane_, loop_.now())) return true;
    const double probability = mesh_.condition(link).loss;
    return probability > 0 && losses_.loses(link, probability);
  }

  void on_link(LinkId link, const LinkCondition& condition) {
    const BitRate rate = present_rate(mesh_.topology().link(link).rate, condition);
    plane_.set_condition(link.value, {condition.up, rate, condition.loss > 0 || lossy(link)});
  }

  void on_feeder(const FeederChange& change) {
    const NodeId gateway = mesh_.topology().link(change.up).from;
    plane_.retarget(change.up.value, gateway, change.to);
    plane_.retarget(change.down.value, change.to, gateway);
  }

  void on_slot(const SlotRecord& record) {
    const Terminal& terminal =
        mesh_.topology().terminals()[terminal_of_node_[record.terminal.index()]];
    if (handover_ == HandoverMode::kHard && record.pause > Duration{}) {
      plane_.drop_queue(terminal.up.value);
      plane_.drop_queue(terminal.down.value);
    }
    plane_.begin_slot(terminal.up.value);
    plane_.begin_slot(terminal.down.value);
    plane_.pause(terminal.up.value, record.at + record.pause);
    plane_.pause(terminal.down.value, record.at + record.pause);
    plane_.retarget(terminal.up.value, terminal.node, record.to);
    plane_.retarget(terminal.down.value, record.to, terminal.node);
  }

 private:
  Plane& plane_;
  const EventLoop& loop_;
  Mesh& mesh_;
  HandoverMode handover_;
  LinkLosses losses_;
  RadioLosses radio_losses_;
  std::vector<std::size_t> terminal_of_node_;
};

}  // namespace orbitmesh
