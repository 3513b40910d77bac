#include "mesh/message/train_pool.h"

namespace orbitmesh {

CarriedTrain& TrainPool::take() {
  if (free_.empty()) {
    all_.push_back(std::make_unique<CarriedTrain>());
    free_.push_back(all_.back().get());
  }
  CarriedTrain& carried = *free_.back();
  free_.pop_back();
  carried.free = false;
  carried.hops = 0;
  carried.landed = false;
  return carried;
}

void TrainPool::release(CarriedTrain& carried) {
  carried.free = true;
  free_.push_back(&carried);
}

CarriedTrain& TrainPool::split_off(CarriedTrain& carried, std::uint32_t packets) {
  CarriedTrain& rest = take();
  rest.at = carried.at;
  rest.hops = carried.hops;
  rest.landed = carried.landed;
  rest.train = carried.train;
  rest.train.lose_head(packets);
  carried.train.lose_tail(rest.train.packets);
  return rest;
}

std::int64_t TrainPool::packets() const {
  std::int64_t packets = 0;
  for (const auto& carried : all_) packets += carried->free ? 0 : carried->train.packets;
  return packets;
}

}  // namespace orbitmesh
