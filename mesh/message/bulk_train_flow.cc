#include "mesh/message/tcp_end.h"
#include "mesh/message/train_flow.h"

namespace orbitmesh {
namespace {

// Time between an attempt to connect that failed and the next one.
constexpr Duration kRetry = Duration::from_s(1);

/// Sends as fast as TCP lets it from start to stop.
class BulkTrainFlow final : public TrainFlow {
 public:
  BulkTrainFlow(EventLoop& loop, TrainPlane& plane, const FlowSpec& spec)
      : loop_(loop), plane_(plane), spec_(spec) {
    loop_.schedule_at(spec.start, [this] { open(); });
    loop_.schedule_at(spec.stop, [this] { stop(); });
  }

  FlowRecord record() const override {
    FlowRecord record = begin_record(spec_, loop_.now());
    record.received = received_;
    record.goodput_bit_s = goodput_bit_s(record);
    record.retransmissions = earlier_retransmissions_;
    if (client_) record.retransmissions += client_->retransmissions();
    return record;
  }

 private:
  void open() {
    if (loop_.now() >= spec_.stop) return;
    if (client_) earlier_retransmissions_ += client_->retransmissions();
    client_ = std::make_unique<TcpEnd>(
        loop_, plane_, spec_.from,
        TcpEnd::Handlers{[this] { client_->write_without_end(); }, [](const Delivery&) {},
                         [this] { loop_.schedule_in(kRetry, [this] { open(); }); }});
    server_ = std::make_unique<TcpEnd>(
        loop_, plane_, spec_.to,
        TcpEnd::Handlers{[] {}, [this](const Delivery& d) { received_.count += d.bytes; }, {}});
    client_->connect(*server_);
  }

  // What stands in the send buffer still goes out.
  void stop() {
    if (!client_) return;
    if (client_->connected()) {
      client_->end_stream();
    } else {
      client_->close();
    }
  }

  EventLoop& loop_;
  TrainPlane& plane_;
  FlowSpec spec_;
  std::unique_ptr<TcpEnd> client_;
  std::unique_ptr<TcpEnd> server_;
  Bytes received_;
  std::int64_t earlier_retransmissions_ = 0;
};

}  // namespace

std::unique_ptr<TrainFlow> make_bulk_train_flow(EventLoop& loop, TrainPlane& plane,
                                                const FlowSpec& spec) {
  return std::make_unique<BulkTrainFlow>(loop, plane, spec);
}

}  // namespace orbitmesh
