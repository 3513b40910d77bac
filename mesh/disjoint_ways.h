#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "mesh/chosen_path.h"
#include "mesh/mesh.h"

namespace orbitmesh {

/// The next links on disjoint paths between end hosts, for packets that are sent over several at
/// once. The paths of a pair of hosts are those of disjoint_routes(), disjoint in links and nodes,
/// found anew for each step of the routes, when first asked for.
class DisjointWays {
 public:
  /// For `paths` paths a pair; the mesh must outlive the ways.
  DisjointWays(Mesh& mesh, std::size_t paths) : mesh_(mesh), paths_(paths) {}

  /// The link on which a packet on `path`, whose number is not 0, leaves `at`. Where that path
  /// does not lead, or when there are fewer paths, the packet takes the route of all from here
  /// on: it never comes back to its path, so that there are no loops. Otherwise as
  /// Router::next_link().
  LinkId next_link(NodeId at, ChosenPath& path, NodeId destination, bool landed, Time now);

 private:
  struct Hop {
    NodeId from;
    NodeId to;
    LinkId link;
  };
  using Way = std::vector<Hop>;
  LinkId on_way(NodeId at, const ChosenPath& path, NodeId destination, const Router& router);
  std::vector<Way> find(NodeId from, NodeId to, const Router& router) const;

  Mesh& mesh_;
  std::size_t paths_;
  // By the attachments of the two hosts, the lower one first. Links cost the same both ways, so
  // the paths back are the same.
  std::map<std::pair<NodeId, NodeId>, std::vector<Way>> ways_;
  std::uint64_t step_ = 0;  // of the routes that they were found in
};

}  // namespace orbitmesh
