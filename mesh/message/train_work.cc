#include "mesh/message/train_work.h"

namespace orbitmesh {

std::uint32_t TrainWork::departing_before(const Train& train, Time begin, Time end) const {
  if (std::max(train.last + last, begin + all) < end) return train.packets;
  std::uint32_t k = 1;
  while (k < train.packets && std::max(train.at(k), begin + k * packet) + packet < end) ++k;
  return k;
}

}  // namespace orbitmesh
