#include "formula/calendar.hpp"
#include "plan/stream_number.hpp"

#include <catch2/catch.hpp>

using namespace casus::plan;

// draft-eastlake-fnv-17, appendix C.
TEST_CASE("A stream's number is the published FNV-1a of its name") {
  CHECK(stream_of("") == 0xcbf29ce484222325ULL);
  CHECK(stream_of("a") == 0xaf63dc4c8601ec8cULL);
  CHECK(stream_of("foobar") == 0x85944171f73967e8ULL);
}

TEST_CASE("Days fall on their dates, leap days and all") {
  using namespace std::chrono;
  const sys_days start = 2023y / April / 15d;
  CHECK(casus::formula::iso_date(start, 0) == "2023-04-15");
  CHECK(casus::formula::iso_date(start, 0.999) == "2023-04-15");
  CHECK(casus::formula::iso_date(start, 320) == "2024-02-29");
  CHECK(casus::formula::iso_date(start, 321.5) == "2024-03-01");
}
