#pragma once

#include "casus/targets.hpp"
#include "scenario/takes.hpp"

namespace casus::scenario {

/// What experts said of one outcome.
template <>
struct Fields<Target> {
  static constexpr std::string_view says =
      "What experts said of an outcome of the scenario. A number alone is a probability, or a value's mean.";
  static constexpr auto list = std::tuple{
      field({}, &Target::name),
      remark({}, &Target::note, &Target::place),
      field({}, &Target::kind),
      field({"outcome", takes::name, "The outcome, where the target's own name is not its name."},
            &Target::outcome),
      field({"given", takes::name, "An event: the probability is meant for trajectories that met it."},
            &Target::given),
      field({"over", takes::name, "The event under the line of a ratio."}, &Target::than),
      field<Target>({"likelier_than", takes::name, "The less likely event of an order."}),
      field({"probability", takes::plain_number, "Of an event."}, &Target::location),
      field<Target>({"mean", takes::plain_number, "Of a value."}),
      field<Target>({"ratio", takes::plain_number, "Of the probabilities of two events."}),
      field({"experts", takes::numbers, "What each of several experts said."}, &Target::experts),
      field<Target>({"p05", takes::plain_number, "Lower end of an interval of 90%."}),
      field<Target>({"p95", takes::plain_number, "Upper end of an interval of 90%."}),
      field(
          {"sd", takes::plain_number,
           "Standard deviation, on the scale of the belief: of log-odds, of a ratio's logarithm, of a mean."},
          &Target::spread),
      remark({}, &Target::said)};
};

/// The file that holds targets is no struct: its keys alone are known.
struct TargetFile {};

template <>
struct Fields<TargetFile> {
  static constexpr std::string_view says = "What experts said, for casus tune.";
  static constexpr auto list = std::tuple{
      field<TargetFile>({"casus", takes::version, "Version of the format."}),
      field<TargetFile>({"name", takes::text, "Short name, in reports and files."}),
      field<TargetFile>({"title", takes::text, "What stands above the report."}),
      field<TargetFile>({"targets", takes::named("targets", "a map of targets"), "What the experts said."})};
};

} // namespace casus::scenario
