#pragma once

#include "report/data/entries.hpp"

#include "casus/pathways.hpp"

namespace casus::report {

template <>
inline constexpr auto fields<Milestone> =
    std::tuple{Field{"name", &Milestone::name},       Field{"about", &Milestone::about},
               Field{"is_rung", &Milestone::is_rung}, Field{"before_hits", &Milestone::before_hits},
               Field{"at_risk", &Milestone::at_risk}, Field{"z", &Milestone::z}};

/// A pathway names its milestones by their place in the outcome's list.
template <>
inline constexpr auto fields<Pathway> =
    std::tuple{Field{"milestones", &Pathway::milestones}, Field{"count", &Pathway::count},
               Field{"share",
                     [](const Pathway& pathway, const OutcomePathways& whole) {
                       return static_cast<double>(pathway.count) / static_cast<double>(whole.hits);
                     }},
               Field{"median_day", &Pathway::median_day}};

template <>
inline constexpr auto fields<OutcomePathways> = std::tuple{Untold{&OutcomePathways::outcome},
                                                           Field{"trials", &OutcomePathways::trials},
                                                           Field{"hits", &OutcomePathways::hits},
                                                           Field{"covered", &OutcomePathways::covered},
                                                           Field{"milestones", &OutcomePathways::milestones},
                                                           Field{"pathways", &OutcomePathways::pathways}};

template <>
inline constexpr auto fields<Pathways> =
    std::tuple{Field{"trajectories", &Pathways::trajectories},
               Field{"outcomes", ByName{&Pathways::outcomes, &OutcomePathways::outcome,
                                        [](const OutcomePathways& outcome) { return Whole{outcome}; }}}};

} // namespace casus::report
