#include "scenarios/site/sustainable_rate.h"

#include "inference/service_time.h"
#include "mesh/zmtp.h"
#include "scenarios/sections/access_section.h"
#include "scenarios/site/site_scenario.h"
#include "wire/offload_messages.h"

namespace orbitmesh {
namespace {

// IPv4 and TCP headers with timestamps on segments of 1,448 bytes.
constexpr double kSegment = 1448;
constexpr double kHeaders = 52;

double messages_per_s(BitRate rate, Bytes message) {
  const double bytes =
      static_cast<double>(zmtp::framed(message).count) * (kSegment + kHeaders) / kSegment;
  return static_cast<double>(rate.bit_s) / (8 * bytes);
}

void limit_to(SustainableRate& rate, double per_s, RateLimit limit) {
  if (per_s < rate.per_s) rate = {per_s, limit};
}

}  // namespace

std::string_view to_string(RateLimit limit) {
  switch (limit) {
    case RateLimit::kUplink:
      return "uplink";
    case RateLimit::kDownlink:
      return "downlink";
    case RateLimit::kAccelerator:
      break;
  }
  return "accelerator";
}

SustainableRate sustainable_rate(const SiteWorkload& workload, Tier tier,
                                 const ProfileLibrary& library) {
  const ModelProfile& model = *library.find_model(workload.profile);
  const std::string_view device = tier == Tier::kLocal       ? kSiteRobotAccelerator
                                  : tier == Tier::kSatellite ? kSiteSatelliteAccelerator
                                                             : kSiteDatacenterAccelerator;
  const AcceleratorProfile& accelerator = *library.find_accelerator(device);
  const std::int64_t on_site = tier == Tier::kGround ? kSiteDatacenterDevices : 1;
  const std::int64_t devices = devices_needed(model, accelerator);
  const double service_s = service_time(model, accelerator, devices).seconds();
  SustainableRate rate{static_cast<double>(on_site / devices) / service_s, RateLimit::kAccelerator};
  if (tier == Tier::kLocal) return rate;
  const AccessSection access;
  const Bytes request = encoded_offload_request_size(workload.request.value_or(model.request.value),
                                                     workload.profile);
  const Bytes reply = encoded_offload_reply_size(model.reply.value);
  limit_to(rate, messages_per_s(access.uplink, request), RateLimit::kUplink);
  limit_to(rate, messages_per_s(access.downlink, reply), RateLimit::kDownlink);
  return rate;
}

}  // namespace orbitmesh
