#include "examples.hpp"
#include "golden.hpp"

#include "report/data/csv.hpp"
#include "report/data/tables.hpp"

#include <catch2/catch.hpp>

#include <limits>
#include <locale>

using namespace casus;

namespace {

std::string in_one_text(const std::vector<report::Table>& tables) {
  std::string text;
  for (const report::Table& table : tables) text += table.file + "\n" + table.text + "\n";
  return text;
}

Result with_two_ladders() {
  Result result = example_result();
  result.joint = {{"china_to_russia", "russia_to_china", {{0.1, 0}, {0.2, 0.3}, {0.15, 0.25}}}};
  result.ladders.push_back(
      {"russia_to_china", {"arms_sales", "crown_jewels"}, {{1, 0}, {0.5, 0.5}, {0.45, 0.55}}});
  return result;
}

Comparison paired_example() {
  Comparison comparison{.baseline = with_two_ladders(), .whatifs = {}, .rankings = {}};
  comparison.baseline.outcomes[0].event->curve_ci95 = {{0, 0.0001}, {0.05, 0.07}, {0.12137, 0.12545}};
  WhatIf whatif{.file = "strike, \"again\".yaml", .result = with_two_ladders()};
  whatif.result.outcomes[0].event = EventResult{};
  whatif.differences = {{.outcome = "lethal_aid_in_a_year", .doubt = "no trials"},
                        {.outcome = "russian_losses",
                         .difference = -0.1,
                         .se = 0.01,
                         .ci95 = {-0.12, -0.08},
                         .relative = RelativeProbability{0.75, {0.7, 0.8}},
                         .correlation = 0.9,
                         .variance_ratio = 9.5,
                         .changed = 17}};
  whatif.ladders = {{"russia_to_china",
                     {"arms_sales", "crown_jewels"},
                     {0, 365.25},
                     {{0, 0}, {-0.1, 0.1}},
                     {{0, 0}, {0.01, std::numeric_limits<double>::quiet_NaN()}}}};
  comparison.whatifs = {whatif};
  return comparison;
}

/// As a German writes numbers.
struct Commas : std::numpunct<char> {
  char do_decimal_point() const override { return ','; }
  char do_thousands_sep() const override { return '.'; }
  std::string do_grouping() const override { return "\3"; }
};

template <class... Cells>
void add_row(report::Csv& csv, const Cells&... cells) {
  (csv.add(cells), ...);
  csv.end_row();
}

std::string one_row(double number) {
  report::Csv csv;
  add_row(csv, number);
  return std::move(csv).text();
}

} // namespace

TEST_CASE("The tables of a comparison are as they were") {
  check_golden("tables.txt", in_one_text(report::tables(paired_example())));
}

TEST_CASE("The tables of a result have a row a thing under one header") {
  const auto tables = report::tables(with_two_ladders());
  REQUIRE(tables.size() == 7);
  const auto lines = [&](std::size_t i) {
    return std::count(tables[i].text.begin(), tables[i].text.end(), '\n');
  };
  CHECK(tables[0].file == "outcomes.csv");
  CHECK(lines(0) == 1 + 2);
  CHECK(lines(1) == 1 + 3);
  CHECK(lines(2) == 1 + 9 + 6);
  CHECK(lines(3) == 1 + 6);
  CHECK(lines(4) == 1 + 3);
  CHECK(lines(5) == 1 + 3);
  CHECK(lines(6) == 1 + 3);
}

TEST_CASE("Fields are quoted where they must be, and only there") {
  report::Csv csv;
  add_row(csv, "plain", "with, comma");
  add_row(csv, "a b;c'd", "say \"so\"");
  add_row(csv, "two\nlines", "");
  add_row(csv, std::string("back\rhome"), std::uint64_t{18'446'744'073'709'551'615U});
  CHECK(std::move(csv).text() == "plain,\"with, comma\"\na b;c'd,\"say \"\"so\"\"\"\n\"two\nlines\",\n"
                                 "\"back\rhome\",18446744073709551615\n");
}

TEST_CASE("No text is a formula to a spreadsheet") {
  report::Csv csv;
  add_row(csv, "=1+1", "+1", "-1", "@sum", "\t=1", "a=1", "=\"a\",b");
  add_row(csv, -1.5, std::uint64_t{1});
  CHECK(std::move(csv).text() == "'=1+1,'+1,'-1,'@sum,'\t=1,a=1,\"'=\"\"a\"\",b\"\n-1.5,1\n");
}

TEST_CASE("Numbers have the shortest digits that read back, in any locale, and nothing where there is none") {
  const std::locale before = std::locale::global(std::locale(std::locale(), new Commas));
  CHECK(one_row(0.1 + 0.2) == "0.30000000000000004\n");
  CHECK(one_row(1234567.5) == "1234567.5\n");
  CHECK(one_row(1e-9) == "1e-09\n");
  CHECK(one_row(std::numeric_limits<double>::infinity()) == "\n");
  std::locale::global(before);
}
