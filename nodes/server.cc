#include "nodes/server.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "inference/token_time.h"
#include "nodes/content_executor.h"
#include "nodes/outcome_source.h"

namespace orbitmesh {
namespace {

const ServerSetup& checked(const ServerSetup& setup) {
  check_setup(setup);
  return setup;
}

}  // namespace

Server::Server(EventLoop& loop, const ServerSetup& setup)
    : loop_(loop),
      accelerator_(checked(setup).accelerator),
      executor_(setup.executor),
      outcomes_(setup.outcomes),
      node_(setup.node),
      count_(setup.count),
      serving_(setup.serving),
      models_(setup),
      residency_(models_.sizes(), weight_memory(*accelerator_, serving_),
                 serving_.load_bandwidth.value_or(accelerator_->bandwidth.value)),
      background_(serving_.background, setup.seed, setup.node.value),
      ranking_(serving_.order),
      queue_(models_.size(), serving_.batch_max, serving_.batch_wait),
      free_(setup.count),
      meter_(setup.node, setup.count, loop.now()),
      checkpoints_(setup.checkpoint) {}

std::size_t Server::index_of(const ModelProfile& model) const {
  const auto found = models_.find(model);
  if (!found) throw std::invalid_argument("server does not hold model " + model.name);
  return *found;
}

Duration Server::service_time(const ModelProfile& model) const {
  return models_.time(index_of(model), {{}}).total;
}

bool Server::submit(const ModelProfile& model, OnDone on_done) {
  ServiceRequest request;
  request.model = &model;
  request.on_done = std::move(on_done);
  return submit(std::move(request));
}

bool Server::refuse(const ServiceRequest& request) {
  meter_.on_refused();
  if (executor_ != nullptr) executor_->discard(request.job);
  return false;
}

bool Server::submit(ServiceRequest request) {
  const std::size_t model = index_of(*request.model);
  const ServiceDemand demand = request.demand;
  const bool too_large = models_.kv_memory(model) < models_.kv_reservation(model, demand.tokens);
  if (up() && draining_) ++refused_draining_;
  if (!up() || draining_ || too_large) return refuse(request);
  ServerJob job;
  job.id = ++arrived_;
  job.arrived = loop_.now();
  job.alone = models_.time(model, {demand.tokens}).total;
  job.rank = ranking_.rank(demand, job.alone);
  job.request = std::move(request);
  const std::uint64_t id = job.id;
  enqueue(std::move(job));
  dispatch();
  const auto entry = waiting_.find(id);
  if (entry == waiting_.end()) return true;
  if (waiting() > serving_.max_waiting) return turn_away(id);
  const ServiceRequest& queued = entry->second.request;
  if (executor_ != nullptr) executor_->prepare(queued.job, queued.content, node_);
  meter_.on_waiting(waiting());
  return true;
}

/// Refuses a request that was enqueued and finds too many before it.
bool Server::turn_away(std::uint64_t id) {
  const ServerJob refused = std::move(waiting_.extract(id).mapped());
  waiting_work_ -= refused.alone;
  queue_.erase(id);
  ranking_.on_refusal(refused.request.demand, refused.rank);
  return refuse(refused.request);
}

void Server::enqueue(ServerJob job) {
  const std::uint64_t id = job.id;
  queue_.push({id, index_of(*job.request.model), job.rank, job.arrived});
  waiting_work_ += job.alone;
  waiting_.emplace(id, std::move(job));
}

bool Server::can_start(std::size_t model) const {
  return free_ >= models_.devices(model) && residency_.can_use(model);
}

void Server::dispatch() {
  auto model = queue_.ready_model(loop_.now());
  while (model && can_start(*model)) {
    start(*model);
    model = queue_.ready_model(loop_.now());
  }
  if (serving_.batch_wait > Duration()) wait_for_batches();
}

void Server::wait_for_batches() {
  loop_.cancel(batch_timer_);
  const auto ready = queue_.next_ready(loop_.now());
  if (ready) batch_timer_ = loop_.schedule_at(*ready, [this] { dispatch(); });
}

void Server::start(std::size_t model) {
  const std::int64_t devices = models_.devices(model);
  const Duration load = residency_.begin_use(model, loop_.now());
  const Duration yield = background_.give_way(std::max<std::int64_t>(0, devices - just_freed_));
  just_freed_ = std::max<std::int64_t>(0, just_freed_ - devices);
  before_load_change();
  free_ -= devices;
  const std::uint64_t serial = ++started_;
  BatchInService& batch = running_[serial];
  batch.model = model;
  const bool continuous =
      serving_.batching == BatchingKind::kContinuous && models_.profile(model).tokens;
  if (continuous) {
    batch.tokens.emplace(models_.profile(model), *accelerator_, devices, models_.kv_memory(model),
                         serving_.batch_max);
  }
  fill(batch);
  const Duration setup = std::max(load, yield);
  std::vector<TokenCounts> lengths;
  for (ServerJob& job : batch.jobs) {
    job.setup = setup;
    job.batch = static_cast<std::int64_t>(batch.jobs.size());
    lengths.push_back(job.request.demand.tokens);
  }
  if (continuous) return schedule_end(serial, batch, setup + next_iteration(batch));
  batch.time = models_.time(model, lengths);
  Duration saved = batch.time.total;
  for (const ServerJob& job : batch.jobs) saved = std::min(saved, job.saved);
  schedule_end(serial, batch, setup + batch.time.total - saved);
}

bool Server::has_room(const BatchInService& batch, const ServerJob& job) const {
  const TokenCounts& tokens = job.request.demand.tokens;
  if (batch.tokens) return batch.tokens->has_room(tokens);
  if (static_cast<std::int64_t>(batch.jobs.size()) >= serving_.batch_max) return false;
  Bytes caches = models_.kv_reservation(batch.model, tokens);
  for (const ServerJob& other : batch.jobs) {
    caches = caches + models_.kv_reservation(batch.model, other.request.demand.tokens);
  }
  return !(models_.kv_memory(batch.model) < caches);
}

/// Takes waiting requests of its model into the batch, in order, as many as find room.
void Server::fill(BatchInService& batch) {
  while (const WaitingRequest* next = queue_.first_of(batch.model)) {
    const auto it = waiting_.find(next->id);
    if (!has_room(batch, it->second)) return;
    queue_.pop(batch.model);
    ServerJob job = std::move(it->second);
    waiting_.erase(it);
    begin(batch, std::move(job));
  }
}

void Server::begin(BatchInService& batch, ServerJob job) {
  waiting_work_ -= job.alone;
  ranking_.on_start(job.rank);
  job.began = loop_.now();
  if (executor_ != nullptr) executor_->start(job.request.job, job.request.content, node_);
  if (job.struck && is_computed(job)) executor_->strike(job.request.job);
  if (outcomes_ != nullptr && !is_computed(job)) {
    job.weights = outcomes_->of_weights(node_, *job.request.model);
  }
  if (batch.tokens) batch.tokens->join(job.id, job.request.demand.tokens);
  batch.jobs.push_back(std::move(job));
}

void Server::schedule_end(std::uint64_t serial, BatchInService& batch, Duration work) {
  batch.work = ClockedWork(checkpoints_.with_saving(work), loop_.now(), clock_);
  batch.end = loop_.schedule_at(batch.work.end(), [this, serial] { on_end(serial); });
}

void Server::on_end(std::uint64_t serial) {
  running_.at(serial).tokens ? iterate(serial) : finish(serial);
}

BatchInService Server::release(std::uint64_t serial) {
  BatchInService done = std::move(running_.extract(serial).mapped());
  before_load_change();
  free_ += models_.devices(done.model);
  residency_.end_use(done.model);
  just_freed_ = models_.devices(done.model);
  dispatch();
  just_freed_ = 0;
  return done;
}

void Server::finish(std::uint64_t serial) {
  meter_.on_served(static_cast<std::int64_t>(running_.at(serial).jobs.size()));
  // The next batch starts first, so that waiting for these answers does not hold up its work.
  BatchInService done = release(serial);
  const bool language_model = models_.profile(done.model).tokens.has_value();
  for (ServerJob& job : done.jobs) {
    deliver(job, report_of(job, done.time, language_model, loop_.now()));
  }
}

Duration Server::next_iteration(const BatchInService& batch) const {
  return at_clock(batch.tokens->next_iteration(), models_.clock(batch.model));
}

/// Ends an iteration of a continuous batch and begins the next one. Requests join while no
/// other model's request comes before them.
void Server::iterate(std::uint64_t serial) {
  BatchInService& batch = running_.at(serial);
  std::vector<ServerJob> finished = advance_by_token(batch, loop_.now());
  meter_.on_served(static_cast<std::int64_t>(finished.size()));
  const ModelProfile& model = models_.profile(batch.model);
  const std::size_t stayed = batch.jobs.size();
  if (queue_.first_model() == batch.model) fill(batch);
  for (std::size_t i = stayed; i < batch.jobs.size(); ++i) {
    batch.jobs[i].batch = batch.tokens->size();
  }
  if (batch.jobs.empty()) {
    release(serial);
  } else {
    schedule_end(serial, batch, next_iteration(batch));
  }
  for (ServerJob& job : finished) {
    const std::int64_t output = resolve_tokens(model, job.request.demand.tokens).output;
    deliver(job, report_of(job, output, loop_.now()));
  }
}

void Server::deliver(ServerJob& job, ServiceReport report) {
  const std::optional<FaultOutcome> fault = std::max(job.weights, job.logic);
  if (fault == FaultOutcome::kHang) return lose(job);
  if (executor_ != nullptr) report.answer = executor_->finish(job.request.job);
  if (fault) report.answer = after_fault(*fault, job.request.job);
  job.request.on_done(report);
}

bool Server::strike(RngStream& stream) {
  auto device = static_cast<std::int64_t>(stream.below(static_cast<std::uint64_t>(count_)));
  for (auto& [serial, batch] : running_) {
    device -= models_.devices(batch.model);
    if (device >= 0) continue;
    corrupt(batch.jobs[stream.below(batch.jobs.size())]);
    return true;
  }
  return false;
}

bool Server::is_computed(const ServerJob& job) const {
  return executor_ != nullptr && job.request.content.content != nullptr;
}

void Server::corrupt(ServerJob& job) {
  if (!job.struck) job.struck = loop_.now();
  if (is_computed(job)) {
    executor_->strike(job.request.job);
  } else if (outcomes_ != nullptr) {
    job.logic = std::max(job.logic, outcomes_->of_logic(node_, *job.request.model));
  }
}

void Server::fail(DownReason reason) {
  const bool was_up = up();
  if (was_up) before_load_change();
  down_ |= static_cast<unsigned>(reason);
  if (!was_up) return;
  auto running = std::exchange(running_, {});
  auto waiting = std::exchange(waiting_, {});
  queue_.clear();
  residency_.reset();
  waiting_work_ = Duration();
  free_ = count_;
  loop_.cancel(batch_timer_);
  for (auto& [serial, batch] : running) {
    loop_.cancel(batch.end);
    for (ServerJob& job : batch.jobs) {
      checkpoints_.wind_back(job, batch, clock_, loop_.now());
      keep_or_lose(std::move(job));
    }
  }
  for (auto& [id, job] : waiting) keep_or_lose(std::move(job));
}

void Server::keep_or_lose(ServerJob job) {
  if (!checkpoints_.keep(job, loop_.now())) return lose(job);
  if (executor_ != nullptr) executor_->discard(job.request.job);
  kept_.push_back(std::move(job));
}

void Server::abandon() {
  for (const ServerJob& job : std::exchange(kept_, {})) lose(job);
}

void Server::resume() {
  for (ServerJob& job : std::exchange(kept_, {})) {
    ++resumed_;
    const ServiceRequest& request = job.request;
    if (executor_ != nullptr) executor_->prepare(request.job, request.content, node_);
    enqueue(std::move(job));
  }
  dispatch();
}

void Server::lose(const ServerJob& job) {
  ++lost_;
  if (executor_ != nullptr) executor_->discard(job.request.job);
  if (job.request.on_lost) job.request.on_lost();
}

void Server::restore(DownReason reason) {
  before_load_change();
  down_ &= ~static_cast<unsigned>(reason);
  if (up() && !kept_.empty()) resume();
}

void Server::before_load_change() {
  meter_.integrate(busy(), loop_.now());
  if (load_listener_ != nullptr) load_listener_->before_change();
}

void Server::set_clock(double factor) {
  if (!(factor > 0.0 && factor <= 1.0)) {
    throw std::invalid_argument("a clock factor must lie in (0, 1]");
  }
  if (factor == clock_) return;
  before_load_change();
  clock_ = factor;
  for (auto& [serial, batch] : running_) {
    loop_.cancel(batch.end);
    batch.work.set_clock(loop_.now(), clock_);
    batch.end = loop_.schedule_at(batch.work.end(), [this, serial = serial] { on_end(serial); });
  }
}

std::int64_t Server::running() const {
  std::int64_t requests = 0;
  for (const auto& [serial, batch] : running_) {
    requests += static_cast<std::int64_t>(batch.jobs.size());
  }
  return requests;
}

Duration Server::backlog() const {
  Duration sum = at_clock(waiting_work_, clock_);
  for (const auto& [serial, batch] : running_) sum += batch.work.end() - loop_.now();
  return sum;
}

double Server::active_devices() const {
  if (!up()) return 0.0;
  return static_cast<double>(busy()) + background_.load() * static_cast<double>(free_);
}

NodeSample Server::take_sample() { return meter_.take(busy(), waiting(), loop_.now()); }

}  // namespace orbitmesh
