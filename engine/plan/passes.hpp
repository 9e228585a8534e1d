#pragma once

#include "plan/builder.hpp"

/// The passes of compile(), in their order. Each reads the scenario and what earlier passes made, and adds
/// its part.
namespace casus::plan {

void lay_out_time(Builder& builder, const Resolution& resolution);
void compile_parameters(Builder& builder);
void group_drivers(Builder& builder);
void compile_clocks(Builder& builder);
void compile_triggers(Builder& builder);
void compile_schedule(Builder& builder);
void compile_ladders(Builder& builder);
void compile_observed(Builder& builder);
void compile_outcomes(Builder& builder);
void compile_readings(Builder& builder);
void compile_watches(Builder& builder);
void find_value_readers(Builder& builder);
void find_dependents(Builder& builder);
void find_reactions(Builder& builder);

/// Compiles the effects of a trigger or of a rung.
std::vector<EffectPlan> compile_effects(Builder& builder, const std::vector<Effect>& effects);

} // namespace casus::plan
