#pragma once

#include "report/data/number_units.hpp"
#include "report/data/run_fields.hpp"

#include "casus/tune.hpp"

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace casus::report {

/// A tuning and the scenario that it is of.
struct TuningOf {
  const Tuning& tuning;
  const Scenario& scenario;

  const std::string& outcome(std::optional<int> place) const {
    return scenario.outcomes[static_cast<std::size_t>(place.value())].name;
  }
  const std::string& number(std::size_t place) const { return tuning.numbers[place].number.path; }
  const std::string& target(std::size_t place) const { return tuning.targets[place].target.name; }
  std::vector<std::string> all_targets(const std::vector<std::size_t>& places) const {
    std::vector<std::string> names;
    for (const std::size_t place : places) names.push_back(target(place));
    return names;
  }
};

/// The words for kinds of targets, in the order of TargetKind.
inline constexpr std::array target_kinds{"probability", "mean", "ratio", "order"};

template <>
inline constexpr auto fields<Target> = std::tuple{
    Field{"kind", [](const Target& target) { return target_kinds.at(static_cast<std::size_t>(target.kind)); },
          &Target::kind},
    Field{"outcome", Asked{&Target::outcome, &TuningOf::outcome}},
    OnlyIf{&Target::given, Field{"given", Asked{&Target::given, &TuningOf::outcome}}},
    OnlyIf{&Target::than, Field{"than", Asked{&Target::than, &TuningOf::outcome}}},
    Field{"said", &Target::said},
    OnlyIf{[](const Target& target) { return target.kind != TargetKind::order; },
           Field{"asked", &Target::asked}},
    Untold{&Target::name, &Target::note, &Target::place, &Target::location, &Target::spread,
           &Target::experts}};

template <>
inline constexpr auto fields<TunedTarget> = std::tuple{Inline{&TunedTarget::target},
                                                       Field{"before", &TunedTarget::before},
                                                       Field{"achieved", &TunedTarget::achieved},
                                                       Field{"se", &TunedTarget::se},
                                                       Field{"ci95", &TunedTarget::ci95},
                                                       Field{"misfit", &TunedTarget::misfit}};

template <>
inline constexpr auto fields<TunedNumber> =
    std::tuple{Field{"unit", Through{&TunedNumber::number, &NumberEntry::unit}},
               Field{"prior", &TunedNumber::prior},
               Field{"before", InItsUnit{&TunedNumber::before}},
               Field{"after", InItsUnit{&TunedNumber::after}},
               Field{"prior90", InItsUnit{&TunedNumber::prior90}},
               Field{"posterior90", InItsUnit{&TunedNumber::posterior90}},
               Field{"narrowed", &TunedNumber::narrowed}};

template <>
inline constexpr auto fields<Entangled> =
    std::tuple{Field{"first", Asked{&Entangled::first, &TuningOf::number}},
               Field{"second", Asked{&Entangled::second, &TuningOf::number}},
               Field{"correlation", &Entangled::correlation}};

using Loading = std::pair<std::size_t, double>;
template <>
inline constexpr auto fields<Direction> =
    std::tuple{Field{"information", &Direction::information},
               Field{"loadings", ByName{&Direction::loadings, Asked{&Loading::first, &TuningOf::number},
                                        &Loading::second}}};

template <>
inline constexpr auto fields<Contradiction> =
    std::tuple{Field{"target", Asked{&Contradiction::target, &TuningOf::target}},
               Field{"with", Asked{&Contradiction::with, &TuningOf::all_targets}}};

template <>
inline constexpr auto fields<Tuning> = std::tuple{
    made_by,
    Field{"scenario", [](const Tuning&, const TuningOf& whole) { return whole.scenario.name; }},
    Field{"fingerprint", [](const Tuning&, const TuningOf& whole) { return whole.scenario.fingerprint; }},
    Field{"seed", &Tuning::seed},
    Field{"verification_seed", &Tuning::verification_seed},
    Field{"trajectories", &Tuning::trajectories},
    Field{"steps", &Tuning::steps},
    Field{"converged", &Tuning::converged},
    Field{"objective_before", &Tuning::objective_before},
    Field{"objective_after", &Tuning::objective_after},
    Field{"targets", ByName{&Tuning::targets, Through{&TunedTarget::target, &Target::name}}},
    Field{"numbers", ByName{&Tuning::numbers, Through{&TunedNumber::number, &NumberEntry::path}}},
    Field{"entangled", &Tuning::entangled},
    Field{"directions", &Tuning::directions},
    Field{"contradictions", &Tuning::contradictions},
    Untold{&Tuning::stopped, &Tuning::worlds}};

} // namespace casus::report
