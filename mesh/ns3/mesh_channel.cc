#include "mesh/ns3/mesh_channel.h"

namespace orbitmesh {

ns3::TypeId MeshChannel::GetTypeId() {
  static const ns3::TypeId id = ns3::TypeId("orbitmesh::MeshChannel").SetParent<ns3::Channel>();
  return id;
}

void MeshChannel::DoDispose() {
  devices_.clear();
  ns3::Channel::DoDispose();
}

}  // namespace orbitmesh
