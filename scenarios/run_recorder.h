#pragma once

#include "nodes/records.h"
#include "scenarios/result_store.h"
#include "scenarios/run_record.h"

namespace orbitmesh {

/// Takes every record of a run and passes it on to the run's record and, where there
/// is one, to its result store.
class RunRecorder final : public RecordSink {
 public:
  /// Both must outlive the recorder; `store` may be null.
  RunRecorder(RunRecord& record, ResultStore* store) : record_(record), store_(store) {}

  void add(const RequestRecord& request) override {
    record_.requests.push_back(request);
    if (store_ != nullptr) store_->add(request);
  }
  void add(const AttemptRecord& attempt) override {
    record_.attempts.push_back(fingerprint(attempt));
    if (store_ != nullptr) store_->add(attempt);
  }
  void add(const NodeSample& sample) override {
    record_.node_samples.push_back(sample);
    if (store_ != nullptr) store_->add(sample);
  }
  void add(const FaultRecord& fault) override {
    record_.faults.push_back(fault);
    if (store_ != nullptr) store_->add(fault);
  }
  void add(const SlotRecord& slot) {
    record_.slots.push_back(slot);
    if (store_ != nullptr) store_->add(slot);
  }
  void add(const LinkSample& sample) {
    record_.link_samples.push_back(sample);
    if (store_ != nullptr) store_->add(sample);
  }
  void add(const ConnectionSample& sample) {
    record_.connection_samples.push_back(sample);
    if (store_ != nullptr) store_->add(sample);
  }
  void add(const Outage& outage) {
    record_.outages.push_back(outage);
    if (store_ != nullptr) store_->add(outage);
  }
  void add(const NodeEnergyRecord& energy) {
    record_.node_energies.push_back(energy);
    if (store_ != nullptr) store_->add(energy);
  }
  void add(const FlowRecord& flow) {
    record_.flows.push_back(flow);
    if (store_ != nullptr) store_->add(flow);
  }

 private:
  RunRecord& record_;
  ResultStore* store_;
};

}  // namespace orbitmesh
