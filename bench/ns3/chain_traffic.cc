#include "bench/ns3/chain_traffic.h"

#include <ns3/simulator.h>

#include <string>

#include "bench/stopwatch.h"
#include "core/error.h"

namespace orbitmesh::chain {

UdpStream::Spec traffic(BenchSize size) {
  return {size == BenchSize::kFull ? 100'000 : 100, 1400, Duration::from_us(100)};
}

Measurement run(const UdpStream& stream, const UdpStream::Spec& spec) {
  const double memory_before_MB = resident_MB();
  const Stopwatch watch;
  ns3::Simulator::Run();
  const double cpu_s = watch.cpu_s();
  if (stream.received() != spec.datagrams) {
    throw RunError("hop rate: " + std::to_string(stream.received()) + " of " +
                   std::to_string(spec.datagrams) + " datagrams arrived");
  }
  return {static_cast<double>(spec.datagrams) * kLinks / cpu_s, cpu_s,
          resident_MB() - memory_before_MB};
}

}  // namespace orbitmesh::chain
