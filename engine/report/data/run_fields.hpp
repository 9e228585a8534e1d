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
inline constexpr Field run_performance{
    "performance", Group{Field{"seconds", Through{&Result::performance, &Performance::seconds}},
                         Field{"threads", Through{&Result::performance, &Performance::threads}}}};

} // namespace casus::report
