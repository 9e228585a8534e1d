#include "table/csv_cells.hpp"
#include "table/table.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <random>
#include <vector>

using namespace casus;
using table::Table;

namespace {

std::vector<std::string> texts(const Table& table, std::size_t row) {
  std::vector<std::string> result;
  for (std::size_t i = 0; i < table.columns().size(); ++i) result.push_back(table.cell(row, i).text);
  return result;
}

using Texts = std::vector<std::string>;

template <class Do>
std::string told(Do act) {
  try {
    act();
  } catch (const ScenarioError& error) {
    return error.what();
  }
  return "";
}

std::string told_of(const std::string& text) {
  return told([&] { Table(text, "t.csv"); });
}

} // namespace

TEST_CASE("A table has its columns' names, its cells, and where they stand") {
  const Table table("date,trigger,x\n2024-01-01,strike,1\n\n2024-01-02,coup,2.5\n", "t.csv");
  CHECK(table.columns() == Texts{"date", "trigger", "x"});
  REQUIRE(table.row_count() == 2);
  CHECK(texts(table, 1) == Texts{"2024-01-02", "coup", "2.5"});
  CHECK(table.cell(1, 0).place.line == 4);
  CHECK(table.cell(1, 2).place.line == 4);
  CHECK(table.cell(1, 2).place.column == 17);
  CHECK(table.column("x") == 2);
}

TEST_CASE("A cell in quotes may hold commas, quotes and lines") {
  const Table table("a,b\n\"x, \"\"y\"\"\",\"one\ntwo\"\n3,\"\"\n", "t.csv");
  CHECK(texts(table, 0) == Texts{"x, \"y\"", "one\ntwo"});
  CHECK(texts(table, 1) == Texts{"3", ""});
  CHECK(table.cell(0, 1).place.line == 2);
  CHECK(table.cell(0, 1).place.column == 12);
  CHECK(table.cell(1, 0).place.line == 4);
}

TEST_CASE("A byte order mark, lines that end in CRLF and no last line end change nothing") {
  const Table table("\xEF\xBB\xBF"
                    "a,b\r\n1,größe\r\n2,3",
                    "t.csv");
  CHECK(table.columns() == Texts{"a", "b"});
  CHECK(texts(table, 0) == Texts{"1", "größe"});
  CHECK(texts(table, 1) == Texts{"2", "3"});
  CHECK(table.cell(1, 1).place.line == 3);
  CHECK(table.cell(1, 1).place.column == 3);
}

TEST_CASE("Blanks around a cell are no part of it, unless it is quoted") {
  const Table table("a , b\n 1 ,\" x \"\n", "t.csv");
  CHECK(table.columns() == Texts{"a", "b"});
  CHECK(texts(table, 0) == Texts{"1", " x "});
}

TEST_CASE("A column that is not there is answered with the nearest and with those there are") {
  const Table table("outcome,observed\nx,1\n", "t.csv");
  CHECK(
      told([&] { table.column("outcomes"); }) ==
      "t.csv:1:1: error: there is no column 'outcomes' (did you mean 'outcome'?): the columns are 'outcome', "
      "'observed'\n  outcome,observed\n  ^");
}

TEST_CASE("Numbers and dates are read, and what is none is told with its place") {
  Table table("x,day\n-1.5e3,2024-02-29\n1.5 km,2023-02-29\n nan,\n", "t.csv");
  CHECK(table.number(table.cell(0, 0)) == -1500.0);
  CHECK(table.date(table.cell(0, 1)) == std::chrono::sys_days{std::chrono::days{19782}});
  CHECK_NOTHROW(table.require_good());
  for (std::size_t row = 1; row < 3; ++row) {
    CHECK_FALSE(table.number(table.cell(row, 0)));
    CHECK_FALSE(table.date(table.cell(row, 1)));
  }
  CHECK(told([&] { table.require_good(); }) ==
        "t.csv:3:1: error: '1.5 km' is no number: write it as 12.5 or 1e6\n  1.5 km,2023-02-29\n  ^\n"
        "t.csv:3:8: error: '2023-02-29' is no date of the calendar: write dates as 2024-11-05\n"
        "  1.5 km,2023-02-29\n         ^\n"
        "t.csv:4:1: error: 'nan' is no number: write it as 12.5 or 1e6\n   nan,\n  ^\n"
        "t.csv:4:6: error: '' is no date of the calendar: write dates as 2024-11-05\n   nan,\n       ^");
}

TEST_CASE("What is wrong with a table is told with its place") {
  CHECK(told_of("") == "t.csv: error: the table is empty: begin it with a line of column names");
  CHECK(told_of("\r\n\n") == "t.csv: error: the table is empty: begin it with a line of column names");
  CHECK(told_of("a,b\n") == "t.csv: error: the table has no rows below its column names");
  CHECK(told_of("a,b,a\n1,2,3\n") ==
        "t.csv:1:5: error: there are two columns 'a': rename one\n  a,b,a\n      ^");
  CHECK(
      told_of("a,b\n1\n1,2\n1,2,3\n") ==
      "t.csv:2:1: error: this row has 1 cells, and there are 2 columns: put cells with a comma in them into "
      "quotes\n  1\n  ^\n"
      "t.csv:4:1: error: this row has 3 cells, and there are 2 columns: put cells with a comma in them into "
      "quotes\n  1,2,3\n  ^");
  CHECK(told_of("a\n1\"2\n").starts_with("t.csv:2:2: error: a quote stands inside of a cell"));
  CHECK(told_of("a\n\"1\" 2\n").starts_with("t.csv:2:5: error: a quote stands inside of a cell"));
  CHECK(told_of("a\n1\n\"2\n3\n").starts_with("t.csv:3:1: error: a quote is opened and never closed"));
  CHECK(told_of(std::string("a\n1\0002\n", 6)).starts_with("t.csv:2:2: error: this is no text"));
  CHECK(told_of("a\n\xFFx\n").starts_with("t.csv:2:1: error: this is no text"));
}

TEST_CASE("A table that would take too much memory is refused") {
  CHECK(told_of("a\n" + std::string(table::largest_table, 'x')) ==
        "t.csv: error: the table is larger than 16777216 bytes");
  CHECK(told_of("a\n" + std::string(table::most_cells, ',')).find("more than 1000000 cells") !=
        std::string::npos);
}

TEST_CASE("A table is read from a file, and a file that is not there is told") {
  const auto path = std::filesystem::temp_directory_path() / "casus_table_test.csv";
  std::ofstream(path) << "a\n7\n";
  CHECK(Table(path).cell(0, 0).text == "7");
  std::filesystem::remove(path);
  CHECK(told([&] { Table{path}; }) == path.string() + ": error: there is no such file");
}

TEST_CASE("Any cells come back as they were written in quotes") {
  std::mt19937 random(1);
  const std::string characters = "\",\r\n ;ax\xC3\xA9";
  for (int round = 0; round < 300; ++round) {
    Texts written;
    std::string text = "a,b,c\n";
    for (int i = 0; i < 12; ++i) {
      std::string cell, quoted;
      for (auto left = random() % 6; left > 0; --left) {
        const std::size_t at = random() % (characters.size() - 1);
        cell += at == characters.size() - 2 ? "\xC3\xA9" : characters.substr(at, 1);
      }
      for (const char c : cell) quoted += c == '"' ? "\"\"" : std::string(1, c);
      text += '"' + quoted + '"' + (i % 3 < 2 ? "," : "\r\n");
      written.push_back(cell);
    }
    const Table table(text, "t.csv");
    REQUIRE(table.row_count() == 4);
    for (std::size_t i = 0; i < written.size(); ++i) REQUIRE(table.cell(i / 3, i % 3).text == written[i]);
  }
}

TEST_CASE("No text crashes the reader: it is a table, or is told to be none") {
  std::mt19937 random(2);
  const std::string characters = "\",\r\n ab";
  std::size_t tables = 0;
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (auto left = random() % 12; left > 0; --left) text += characters[random() % characters.size()];
    try {
      tables += Table(text, "t.csv").row_count() > 0 ? 1 : 0;
    } catch (const ScenarioError& error) {
      CHECK_FALSE(error.problems().empty());
    }
  }
  CHECK(tables > 100);
}

TEST_CASE("A table of another language's spreadsheet is told how to save it") {
  CHECK(told_of("date;trigger\n2024-11-05;strike\n") ==
        "t.csv:1:5: error: cells are parted by commas, not by ';': save the table with commas between cells "
        "and "
        "points in numbers\n  date;trigger\n      ^");
  CHECK(told_of("date\ttrigger\n1\t2\n").find("not by tabs") != std::string::npos);
  CHECK(told_of("date|trigger\n1|2\n").find("not by '|'") != std::string::npos);
  CHECK(told_of("date,trigger\r1,strike\r").find("the lines end with CR alone") != std::string::npos);
  CHECK(told_of("date\n2024-11-05\n").empty());
}
