#include "report/text/reliability_rows.hpp"

#include "report/text/printable.hpp"
#include "report/words/quantity.hpp"

#include <fmt/format.h>

namespace casus::report {
namespace {

constexpr int indent = 2;
constexpr int name_width = 16;
constexpr int cell_width = 12;

std::string share(double value) { return fmt::format("{:.1f}%", 100 * value); }

} // namespace

std::string score_row(const std::string& name, const std::vector<std::string>& cells) {
  std::string text = std::string(indent, ' ') + left(name, name_width);
  for (const std::string& cell : cells) text += right(cell, cell_width);
  return text;
}

void write_bins(Sheet& sheet, const std::vector<ReliabilityBin>& bins, const std::string& counted) {
  sheet.line(score_row("forecast", {counted, "mean", "came true"}) + "  95% interval", Emphasis::faint);
  for (const ReliabilityBin& bin : bins)
    sheet.line(score_row(fmt::format("{:.0f}% to {:.0f}%", 100 * bin.low, 100 * bin.high),
                         {grouped(bin.count), share(bin.forecast), share(bin.observed)}) +
               fmt::format("  {} to {}", share(bin.ci95.low), share(bin.ci95.high)));
}

void write_decomposition(Sheet& sheet, double brier, const BrierDecomposition& parts) {
  const auto& [reliability, resolution, uncertainty, within] = parts;
  sheet.paragraph(fmt::format("Brier {} = reliability {} - resolution {} + uncertainty {} + within bins {}",
                              number(brier), number(reliability), number(resolution), number(uncertainty),
                              fmt::format("{:.3f}", within)),
                  indent);
}

} // namespace casus::report
