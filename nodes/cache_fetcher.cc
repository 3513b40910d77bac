#include "nodes/cache_fetcher.h"

#include <algorithm>
#include <utility>

#include "nodes/request_ids.h"
#include "wire/offload_messages.h"

namespace orbitmesh {

void CacheFetcher::fetch(std::uint64_t request_message, NodeId from, const ModelProfile& model,
                         Bytes cache, Time limit, OnEnd on_end) {
  const std::uint64_t id = fetch_message_id(request_message);
  board_.post_fetch(id, model, cache);
  Fetch& fetch = fetches_[id];
  fetch.on_end = std::move(on_end);
  fetch.timer = loop_.schedule_at(std::max(limit, loop_.now()), [this, id] { end(id, false); });
  fetch.connection = &network_.connect(node_, from, *this);
  fetch.connection->request({id, encoded_offload_request_size(Bytes{0}, model.name)});
}

void CacheFetcher::on_reply(Connection&, Message message) {
  const BoardEntry* entry = board_.find(message.id);
  end(message.id, entry != nullptr && entry->status == ServerStatus::kServed);
}

void CacheFetcher::on_down(Connection& connection, CloseCause) {
  const auto broken = std::find_if(fetches_.begin(), fetches_.end(), [&](const auto& fetch) {
    return fetch.second.connection == &connection;
  });
  if (broken != fetches_.end()) end(broken->first, false);
}

void CacheFetcher::on_lost(Connection&, Message message, LossCause) { end(message.id, false); }

void CacheFetcher::end(std::uint64_t message_id, bool came) {
  const auto it = fetches_.find(message_id);
  if (it == fetches_.end()) return;
  const Fetch fetch = std::move(it->second);
  fetches_.erase(it);
  loop_.cancel(fetch.timer);
  network_.close(*fetch.connection);
  came ? board_.drop(message_id) : board_.lose(message_id);
  fetch.on_end(came);
}

}  // namespace orbitmesh
