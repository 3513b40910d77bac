#include <optional>

#include "mesh/flow_schedule.h"
#include "mesh/message/train_flow.h"
#include "mesh/packet_ledger.h"

namespace orbitmesh {
namespace {

constexpr std::int64_t kHeaders = 28;  // IPv4 and UDP or ICMP
// Datagrams that follow each other closely go together; a slot edge or another sender
// meets them as one.
constexpr std::uint32_t kTrainDatagrams = 16;
constexpr Duration kTrainSpan = Duration::from_ms(2);

/// Datagrams of a constant size at a constant rate, or echoes, which the peer answers.
class DatagramTrainFlow final : public TrainFlow, private TrainSink {
 public:
  DatagramTrainFlow(EventLoop& loop, TrainPlane& plane, const FlowSpec& spec)
      : loop_(loop),
        plane_(plane),
        spec_(spec),
        schedule_(spec),
        next_(schedule_.next()),
        sink_(plane.add_sink(*this)),
        mirror_(*this),
        mirror_sink_(plane.add_sink(mirror_)) {
    schedule_next();
  }
  ~DatagramTrainFlow() override {
    plane_.remove_sink(sink_);
    plane_.remove_sink(mirror_sink_);
  }

  FlowRecord record() const override {
    FlowRecord record = begin_record(spec_, loop_.now());
    ledger_.fill(record, loop_.now());
    record.received = Bytes{record.packets_received * spec_.size.count};
    if (spec_.kind == FlowKind::kUdpCbr) record.goodput_bit_s = goodput_bit_s(record);
    return record;
  }

 private:
  /// The peer's end of an echo.
  class Mirror final : public TrainSink {
   public:
    explicit Mirror(DatagramTrainFlow& flow) : flow_(flow) {}
    void receive(const Train& train) override { flow_.answer(train); }

   private:
    DatagramTrainFlow& flow_;
  };

  bool is_ping() const { return spec_.kind == FlowKind::kPing; }

  void schedule_next() {
    if (next_ < spec_.stop) loop_.schedule_at(next_, [this] { send(); });
  }

  void send() {
    Train train;
    train.destination = spec_.to;
    train.sink = is_ping() ? mirror_sink_ : sink_;
    train.packet_bytes = spec_.size.count + kHeaders;
    train.last_bytes = train.packet_bytes;
    train.first = next_;
    train.packets = 0;
    do {
      const std::uint64_t number = ledger_.sent(next_);
      if (train.packets++ == 0) train.number = number;
      train.last = next_;
      next_ = schedule_.next();
    } while (!is_ping() && train.packets < kTrainDatagrams && next_ < spec_.stop &&
             next_ - train.first <= kTrainSpan);
    plane_.send(spec_.from, train);
    schedule_next();
  }

  void answer(Train train) {
    train.destination = spec_.from;
    train.sink = sink_;
    plane_.send(spec_.to, train);
  }

  void receive(const Train& train) override {
    for (std::uint32_t k = 0; k < train.packets; ++k) {
      const std::uint64_t number = train.number + train.lost_head + k;
      const std::optional<Time> sent = ledger_.outstanding(number);
      if (sent) ledger_.received(number, train.at(k) - *sent);
    }
  }

  EventLoop& loop_;
  TrainPlane& plane_;
  FlowSpec spec_;
  FlowSchedule schedule_;
  Time next_;
  std::uint32_t sink_;
  Mirror mirror_;
  std::uint32_t mirror_sink_;
  PacketLedger ledger_;
};

}  // namespace

std::unique_ptr<TrainFlow> make_datagram_train_flow(EventLoop& loop, TrainPlane& plane,
                                                    const FlowSpec& spec) {
  return std::make_unique<DatagramTrainFlow>(loop, plane, spec);
}

}  // namespace orbitmesh
