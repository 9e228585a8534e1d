#pragma once

/// Each registers the microbenchmarks of one subject, in the file of its name.
namespace casus::microbenchmarks {

void add_draws();
void add_moves();
void add_clocks();
void add_firings();
void add_exponentials();
void add_statistics();
void add_formulas();
void add_worlds();
void add_blocks();
void add_tallies();

} // namespace casus::microbenchmarks
