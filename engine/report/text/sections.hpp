#pragma once

#include "casus/result.hpp"
#include "report/text/sheet.hpp"

namespace casus::report {

/// What was run, and how.
void write_head(Sheet& sheet, const Result& result);

/// What is known, how well the scenario explains it, and what surprised it most.
void write_observed(Sheet& sheet, const Result& result);

/// The sections of a result's sheet. Each begins with a blank line and its heading; none is written of
/// nothing.
void write_outcomes(Sheet& sheet, const Result& result);
void write_ladders(Sheet& sheet, const Result& result);
void write_triggers(Sheet& sheet, const Result& result);
void write_learnt(Sheet& sheet, const Result& result);

/// An outcome as a question with its date, and its answer in words with its interval.
std::string question(const Result& result, const OutcomeResult& outcome);
std::string answer(const OutcomeResult& outcome);

} // namespace casus::report
