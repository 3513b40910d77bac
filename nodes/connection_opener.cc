#include "nodes/connection_opener.h"

#include <algorithm>

namespace orbitmesh {

void ConnectionOpener::schedule() {
  const Time slot = paths_.next_slot(loop_.now() + kLead);
  if (slot == Time::max()) return;
  loop_.schedule_at(slot - kLead, [this] {
    open();
    schedule();
  });
}

void ConnectionOpener::open() {
  const Time slot = loop_.now() + kLead;
  for (const NodeId server : paths_.nearest_at(slot, host_, candidates_, count_)) {
    pool_.keep_open(server);
  }
}

}  // namespace orbitmesh
