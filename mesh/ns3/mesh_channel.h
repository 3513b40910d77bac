#pragma once

#include <ns3/channel.h>
#include <ns3/net-device.h>

#include <vector>

namespace orbitmesh {

/// The whole mesh as one ns3::Channel that joins the devices of all end hosts, so that
/// ns-3's tools find them.
class MeshChannel final : public ns3::Channel {
 public:
  static ns3::TypeId GetTypeId();
  void add(ns3::Ptr<ns3::NetDevice> device) { devices_.push_back(device); }

  std::size_t GetNDevices() const override { return devices_.size(); }
  ns3::Ptr<ns3::NetDevice> GetDevice(std::size_t i) const override { return devices_[i]; }

 private:
  void DoDispose() override;
  std::vector<ns3::Ptr<ns3::NetDevice>> devices_;
};

}  // namespace orbitmesh
