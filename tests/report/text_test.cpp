#include "formula/calendar.hpp"
#include "report/text/printable.hpp"
#include "report/words/quantity.hpp"

#include <catch2/catch.hpp>

using namespace casus::report;

TEST_CASE("Widths count columns of a terminal and not bytes") {
  CHECK(columns("") == 0);
  CHECK(columns("alarm") == 5);
  CHECK(columns("naïve → Łódź") == 12);
  CHECK(columns("北京") == 4);
  CHECK(columns("██▌") == 3);
}

TEST_CASE("Printable text is valid UTF-8 without control characters") {
  CHECK(printable("Chinas Wahl – Übersicht") == "Chinas Wahl – Übersicht");
  CHECK(printable("a\x1b[31mb\nc") == "a\\x1b[31mb c");
  CHECK(printable("a\xC2\x9B"
                  "b") == "a\\u009bb");
  CHECK(printable("broken \xFF byte") == "broken \\xff byte");
  CHECK(printable("cut \xE2\x82") == "cut \\xe2\\x82");
}

TEST_CASE("Text is shortened between characters") {
  CHECK(shortened("deniable_lethal", 15) == "deniable_lethal");
  CHECK(shortened("deniable_lethal", 9) == "deniable…");
  CHECK(columns(shortened("北京北京北京", 6)) <= 6);
  CHECK(left("Łódź", 6) == "Łódź  ");
  CHECK(right("12%", 5) == "  12%");
}

TEST_CASE("Text is wrapped between words and, where a word is too long, within it") {
  CHECK(wrapped("one two three", 7) == std::vector<std::string>{"one two", "three"});
  CHECK(wrapped("abcdefghij kl", 4) == std::vector<std::string>{"abcd", "efgh", "ij", "kl"});
  CHECK(wrapped(std::string(400'000, 'a'), 78).size() == 5129);
  CHECK(wrapped("", 4) == std::vector<std::string>{""});
  CHECK(wrapped("  spaced   out ", 20) == std::vector<std::string>{"spaced out"});
}

TEST_CASE("A percentage has the digits that its standard error leaves") {
  CHECK(percent(0.12345, 0.02) == "12%");
  CHECK(percent(0.12345, 0.001) == "12.3%");
  CHECK(percent(0.12345, 0.00002) == "12.345%");
  CHECK(percent(1, 0) == "100%");
}

TEST_CASE("An estimate has the digits that its standard error leaves, zeros and all") {
  CHECK(estimate(0.36, 0.0015) == "0.360");
  CHECK(estimate(123.4, 1.5) == "123");
  CHECK(estimate(-0.36, 0.015) == "-0.36");
  CHECK(estimate(0.123456789, 0) == "0.123457");
  CHECK(estimate(1.23456e20, 1e17) == "1.235e+20");
  CHECK(estimate(1.23456e-20, 1e-22) == "1.23e-20");
}

TEST_CASE("A bound is rounded away from what it bounds") {
  CHECK(percent_above(1.92e-5) == "0.002%");
  CHECK(percent_above(0.0123456) == "1.3%");
  CHECK(percent_above(0.00123) == "0.13%");
  CHECK(percent_above(0.0012) == "0.12%");
  CHECK(percent_above(0.3) == "30%");
  CHECK(percent_below(1 - 1.92e-5) == "99.998%");
  CHECK(percent_below(0.7) == "70%");
  CHECK(percent_above(0) == "0%");
  CHECK(percent_below(1) == "100%");
}

TEST_CASE("Counts have their thousands apart and their nouns in number") {
  CHECK(grouped(18'446'744'073'709'551'615U) == "18,446,744,073,709,551,615");
  CHECK(counted(1, "trajectory") == "1 trajectory");
  CHECK(counted(2'000, "trajectory") == "2,000 trajectories");
  CHECK(counted(0, "world") == "0 worlds");
}

TEST_CASE("A day of the run falls on the date that the calendar says") {
  const std::chrono::sys_days start = std::chrono::year(2023) / std::chrono::December / 31;
  CHECK(casus::formula::iso_date(start, 0) == "2023-12-31");
  CHECK(casus::formula::iso_date(start, 0.999) == "2023-12-31");
  CHECK(casus::formula::iso_date(start, 60) == "2024-02-29");
  CHECK(casus::formula::iso_date(start, 61) == "2024-03-01");
  CHECK(clock_time(61.59) == "14:09");
}
