#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/ids.h"
#include "mesh/message/train.h"

namespace orbitmesh {

/// A train on its way through a plane.
struct CarriedTrain {
  Train train;
  NodeId at;
  int hops = 0;
  bool landed = false;
  bool free = true;  ///< in the pool, carrying nothing
};

/// Trains under way, at addresses that stay; released ones are used again.
class TrainPool {
 public:
  /// One with neither hops nor landing behind it.
  CarriedTrain& take();
  void release(CarriedTrain& carried);
  /// Makes the packets from number `packets` on a train of their own.
  CarriedTrain& split_off(CarriedTrain& carried, std::uint32_t packets);
  /// Packets of all that are taken.
  std::int64_t packets() const;

 private:
  std::vector<std::unique_ptr<CarriedTrain>> all_;
  std::vector<CarriedTrain*> free_;
};

}  // namespace orbitmesh
