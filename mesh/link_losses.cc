#include "mesh/link_losses.h"

#include "mesh/link_name.h"

namespace orbitmesh {

bool LinkLosses::loses(LinkId link, double probability) {
  auto stream = streams_.find(link);
  if (stream == streams_.end()) {
    const std::string name = "outage.loss " + link_name(topology_, link);
    stream = streams_.emplace(link, RngStream(seed_, name, 0)).first;
  }
  return stream->second.uniform() < probability;
}

}  // namespace orbitmesh
