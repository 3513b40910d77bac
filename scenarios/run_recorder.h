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
  void add(const HandoverRecord& handover) {
    record_.handovers.push_back(handover);
    if (store_ != nullptr) store_->add(handover);
  }
  void add(const LinkSample& sample) {
    record_.link_samples.push_back(sample);
    if (store_ != nullptr) store_->add(sample);
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
