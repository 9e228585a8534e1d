#pragma once

#include "report/data/run_fields.hpp"

#include "casus/step_check.hpp"

namespace casus::report {

template <>
inline constexpr auto fields<StepEffect> =
    std::tuple{Untold{&StepEffect::outcome, &StepEffect::question},
               Field{"kind", [](const StepEffect& effect) { return effect.is_event ? "event" : "value"; },
                     &StepEffect::is_event},
               Field{"answer", &StepEffect::answer},
               Field{"answer_se", &StepEffect::answer_se},
               Field{"difference", &StepEffect::difference},
               Field{"se", &StepEffect::se},
               Field{"ci95", &StepEffect::ci95},
               Field{"moves", &StepEffect::moves}};

template <>
inline constexpr auto fields<StepCheck> =
    std::tuple{made_by,
               Inline{&StepCheck::run, run_identity, run_worlds},
               Field{"step_days", &StepCheck::step},
               Field{"half_step_days", [](const StepCheck& check) { return check.step / 2; }},
               Field{"sufficient_step_days", &StepCheck::sufficient},
               Field{"outcomes", ByName{&StepCheck::effects, &StepEffect::outcome}}};

} // namespace casus::report
