#pragma once

#include "report/data/run_fields.hpp"

#include "casus/sobol.hpp"

namespace casus::report {

template <>
inline constexpr auto fields<SobolIndex> = std::tuple{
    Field{"index", &SobolIndex::value}, Field{"se", &SobolIndex::se}, Field{"ci95", &SobolIndex::ci95}};

template <>
inline constexpr auto fields<ParameterSobol> =
    std::tuple{Untold{&ParameterSobol::parameter}, Field{"first", &ParameterSobol::first},
               Field{"total", &ParameterSobol::total}};

template <>
inline constexpr auto fields<OutcomeSobol> =
    std::tuple{Untold{&OutcomeSobol::name, &OutcomeSobol::question, &OutcomeSobol::day},
               Field{"kind", [](const OutcomeSobol& outcome) { return outcome.is_event ? "event" : "value"; },
                     &OutcomeSobol::is_event},
               Field{"mean", &OutcomeSobol::mean},
               Field{"variance_within_worlds", &OutcomeSobol::chance},
               Field{"variance_between_worlds", &OutcomeSobol::between},
               Field{"variance_between_worlds_se", &OutcomeSobol::between_se},
               Field{"doubt", Through{&OutcomeSobol::doubt, if_not_empty}},
               Field{"parameters", ByName{&OutcomeSobol::parameters, &ParameterSobol::parameter}}};

template <>
inline constexpr auto fields<SobolResult> =
    std::tuple{made_by, Inline{&SobolResult::run, run_identity, run_stop},
               Field{"sobol", Group{Field{"rows", &SobolResult::rows},
                                    Field{"worlds", Through{&SobolResult::run, &Result::worlds}},
                                    Field{"trajectories_a_world", &SobolResult::depth},
                                    Field{"parameters", &SobolResult::parameters},
                                    Field{"outcomes", ByName{&SobolResult::outcomes, &OutcomeSobol::name}}}},
               Inline{&SobolResult::run, run_performance}};

} // namespace casus::report
