#pragma once

#include "report/data/entries.hpp"

#include "casus/result.hpp"
#include "casus/version.hpp"

namespace casus::report {

/// What was run, and how: what documents of several findings begin and end with.
inline constexpr Field made_by{"casus", [](const auto&) { return version; }};
inline constexpr std::tuple run_identity{
    Field{"scenario", &Result::scenario}, Field{"fingerprint", &Result::fingerprint},
    Field{"seed", &Result::seed}, Field{"trajectories", &Result::trajectories}};
inline constexpr Field run_worlds{"worlds", &Result::worlds};
inline constexpr OnlyIf run_stop{&Result::stopped, Field{"stopped", &Result::stopped},
                                 Field{"requested", &Result::requested}};
/// How well a scenario explains what was observed, and how many worlds carry what is said given that.
inline constexpr std::tuple evidence{
    Field{"now_day", &ObservedResult::until}, Field{"log_evidence", &ObservedResult::log_evidence},
    Field{"log_evidence_se", &ObservedResult::log_evidence_error}, Field{"worlds", &ObservedResult::worlds},
    Field{"effective_worlds", &ObservedResult::effective_worlds}};
inline constexpr Field run_performance{
    "performance", Group{Field{"seconds", Through{&Result::performance, &Performance::seconds}},
                         Field{"threads", Through{&Result::performance, &Performance::threads}}}};

} // namespace casus::report
