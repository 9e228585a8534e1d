#pragma once

#include "casus/bench.hpp"
#include "casus/result.hpp"
#include "casus/trace.hpp"

/// Results and stories made by hand, small enough to be read and with every kind of entry in them.
casus::Result example_result();

casus::Scenario example_scenario();
casus::Trace example_trace();

/// On one and two threads, three repetitions each.
casus::Bench example_bench();
/// Of two builds.
casus::Bench example_comparison();
