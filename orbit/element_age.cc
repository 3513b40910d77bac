#include "orbit/element_age.h"

#include <algorithm>

namespace orbitmesh {

ElementAge element_age(const std::vector<ElementSet>& elements, Epoch first, Epoch last) {
  ElementAge age;
  for (const ElementSet& set : elements) {
    const Duration farthest = std::max(last - set.epoch, set.epoch - first);
    if (farthest > kOldElements) ++age.old;
    age.greatest = std::max(age.greatest, farthest);
  }
  return age;
}

}  // namespace orbitmesh
