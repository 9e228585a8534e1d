#include "examples.hpp"

#include "report/data/json.hpp"
#include "report/page/web_page.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace casus;
using nlohmann::ordered_json;

namespace {

std::string page_of(const Scenario& scenario) {
  return report::to_html(example_result(), {.scenario = scenario,
                                            .whatifs = {},
                                            .pathways = {},
                                            .command = "casus report baseline.yaml --out page.html"});
}

/// The text of the script element with this id.
std::string element(const std::string& page, const std::string& id) {
  const std::string opening = "<script type=\"application/json\" id=\"" + id + "\">";
  const auto begin = page.find(opening) + opening.size();
  return page.substr(begin, page.find("</script>", begin) - begin);
}

int count(const std::string& text, const std::string& part) {
  int found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

} // namespace

TEST_CASE("A page holds the JSON of its result", "[page]") {
  const std::string page = page_of(example_scenario());
  CHECK(ordered_json::parse(element(page, "results")) ==
        ordered_json::parse(report::to_json(example_result())));
}

TEST_CASE("A page says beside the numbers what the scenario says", "[page]") {
  const ordered_json words = ordered_json::parse(element(page_of(example_scenario()), "words"));
  CHECK(words["seed"] == "18446744073709551615");
  CHECK(words["runs"][0]["answers"]["lethal_aid_in_a_year"]["figure"] == "12.3%");
  CHECK(words["runs"][0]["triggers"]["coup"]["count"] == "4 in all");
  CHECK(words["runs"][0]["parts"].size() == 11);
}

TEST_CASE("No text of a scenario can begin a tag", "[page]") {
  Scenario scenario = example_scenario();
  const int scripts = count(page_of(scenario), "<script");
  scenario.title = "</script><script>alert(1)</script><!-- {{words}}";
  const std::string page = page_of(scenario);
  CHECK(count(page, "<script") == scripts);
  CHECK(page.find("alert(1)</script>") == std::string::npos);
  CHECK(ordered_json::parse(element(page, "words"))["runs"][0]["title"] == scenario.title);
}

TEST_CASE("A page is known by its mark", "[page]") {
  CHECK(page_of(example_scenario()).find(report::page_mark) < 1'000);
}

TEST_CASE("Text that is not UTF-8 still makes a page", "[page]") {
  Scenario scenario = example_scenario();
  scenario.title = "\xff\xfe";
  CHECK_NOTHROW(ordered_json::parse(element(page_of(scenario), "words")));
}
