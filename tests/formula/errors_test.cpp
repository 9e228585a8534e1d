// Every kind of mistake, with the place where it is told and the words.

#include "formula/example.hpp"

#include <catch2/catch.hpp>

using namespace casus;
using namespace casus::formula;
using Catch::Matchers::Contains;

TEST_CASE("What cannot be understood is told at the furthest place reached") {
  CHECK(error_of("0.3 * (alarm + ") == "15: expected a value, but the formula ends here");
  CHECK(error_of("alarm +* unity") == "7: expected a value, but found '*'");
  CHECK(error_of("alarm unity") == "6: expected an operator or the end of the formula, but found 'unity'");
  CHECK(error_of("(alarm") == "6: expected an operator or ')', but the formula ends here");
  CHECK(error_of("min(1 2)") == "6: expected an operator, ',' or ')', but found '2'");
  CHECK(error_of("alarm in [1; 2]") == "11: expected an operator, ',' or ']', but found ';'");
  CHECK(error_of("alarm in 3") == "9: expected '[' and a list such as [a, b], but found '3'");
  CHECK(error_of("alarm in []") == "10: expected a value, but found ']'");
  CHECK(error_of("exp()") == "4: expected a value, but found ')'");
  CHECK(error_of("3 per", Wanted::rate) == "5: expected a unit of time, but the formula ends here");
  CHECK(error_of("1 + per") == "4: expected a value, but found 'per'");
  CHECK(error_of("2 * é") == "4: expected a value, but found 'é'");
  CHECK(error_of("2 * \xff") == "4: expected a value, but found a character that no formula has");
}

TEST_CASE("Slips of other languages are told how it is written here") {
  CHECK(error_of("alarm = 3") ==
        "6: expected an operator or the end of the formula, but found '=': use == to compare");
  CHECK_THAT(error_of("alarm > 1 & unity > 1"), Contains("found '&': use 'and'"));
  CHECK_THAT(error_of("alarm > 1 || unity > 1"), Contains("found '||': use 'or'"));
  CHECK_THAT(error_of("!true"), Contains("found '!': use 'not'"));
  CHECK_THAT(error_of("alarm ** 2"), Contains("found '**': use ^ for powers"));
  CHECK_THAT(error_of("weapon == 'nato'"), Contains("names stand without quotes"));
  CHECK_THAT(error_of("alarm)"), Contains("no '(' belongs to it"));
  CHECK_THAT(error_of("alarm > not true"), Contains("put it into parentheses"));
  CHECK_THAT(error_of("(6 per year)", Wanted::rate), Contains("only at the end of a rate"));
}

TEST_CASE("Comparisons cannot be chained") {
  for (const char* text :
       {"1 < alarm < 3", "(1 < alarm < 3)", "alarm == 1 == 2", "alarm in [1] != 1", "1 < alarm in [1]"})
    CHECK_THAT(error_of(text), Contains("comparisons cannot be chained, join two of them with 'and'"));
}

TEST_CASE("The empty formula is told what must be written") {
  CHECK(error_of("", Wanted::number) == "0: the formula is empty: write a number");
  CHECK(error_of(" \n ", Wanted::condition) == "0: the formula is empty: write a condition");
  CHECK(error_of("", Wanted::rate) == "0: the formula is empty: write a rate such as '6 per year'");
  CHECK(error_of("", Wanted::moment) == "0: the formula is empty: write a date or a duration");
}

TEST_CASE("Unknown names are told with the nearest known ones") {
  CHECK(error_of("2 * alrm") == "4: unknown name 'alrm' (did you mean 'alarm'?)");
  CHECK(error_of("xyz") ==
        "0: unknown name 'xyz': the names are 'weapon', 'target', 'severity', 'alarm', 'unity', "
        "'red_line', 'support', 'sanctions', 'cover', 'dual_use', 'lethal', 'none_yet', 'sectoral'");
  CHECK(error_of("xyz", Wanted::number, Reads::parameters) ==
        "0: unknown name 'xyz': the parameters are 'red_line'");
  CHECK(error_of("count(war)") == "6: unknown trigger 'war': the triggers are 'strike', 'election'");
  CHECK(error_of("count(stirke)") == "6: unknown trigger 'stirke' (did you mean 'strike'?)");
  CHECK_THAT(error_of("sinn(1)"), Contains("unknown function 'sinn' (did you mean 'sin'?)"));
  CHECK(error_of("support > leathal") ==
        "10: 'leathal' is no rung of ladder 'support' (did you mean 'lethal'?): its "
        "rungs are 'cover', 'dual_use', 'lethal'");
  CHECK(error_of("support > sectoral") ==
        "10: 'sectoral' is no rung of ladder 'support': its rungs are 'cover', 'dual_use', 'lethal'");
  CHECK(error_of("weapon == nat") == "10: 'nat' is no category of mark 'weapon' (did you mean 'nato'?): its "
                                     "categories are 'domestic', 'nato'");
  CHECK(error_of("weapon in [nato, border]") ==
        "17: 'border' is no category of mark 'weapon': its categories are 'domestic', 'nato'");
  CHECK(error_of("6 / year") == "4: unknown name 'year' (a unit of time stands only after a number or after "
                                "'per'): a rate is written '2 per year'");
}

TEST_CASE("Names of other things than values are told what they are") {
  CHECK(error_of("1 + strike") ==
        "4: 'strike' is a trigger, which has no value: use count(strike) or since(strike)");
  CHECK_THAT(error_of("support > strike"), Contains("is a trigger"));
  CHECK(error_of("exp + 1") == "0: 'exp' is a function: give it arguments in parentheses");
  CHECK(error_of("border + 1") ==
        "0: 'border' is a category of mark 'target' and compares only with it, by ==, != or in");
  CHECK(error_of("count(1)") == "6: '1' is not the name of a trigger, which is needed here");
}

TEST_CASE("Numbers, conditions, categories and dates do not mix") {
  CHECK(error_of("1 + (alarm > 2)") == "5: 'alarm > 2' is a condition, but a number is needed here");
  CHECK(error_of("not alarm") ==
        "4: 'alarm' is a number, but a condition is needed here: compare it with something");
  CHECK_THAT(error_of("alarm > 1 and unity"),
             Contains("14: 'unity' is a number, but a condition is needed here"));
  CHECK(error_of("weapon + 1") ==
        "0: 'weapon' is a category, but a number is needed here: compare it with one of its categories");
  CHECK_THAT(error_of("weapon", Wanted::condition),
             Contains("'weapon' is a category, but a condition is needed"));
  CHECK(error_of("weapon < nato") ==
        "0: 'weapon' is a category, and categories have no order: use ==, != or in");
  CHECK(error_of("weapon == 3") ==
        "10: 'weapon' is a category and compares only with one of its own, not with '3': "
        "use one of 'domestic', 'nato'");
  CHECK_THAT(error_of("weapon == target"), Contains("'target' is no category of mark 'weapon'"));
  CHECK(error_of("(alarm > 1) == true") ==
        "1: 'alarm > 1' is a condition, and conditions are not compared: join them "
        "with 'and', 'or' and 'not'");
  CHECK(error_of("date + 1") ==
        "0: 'date + 1' is a date, but a number is needed here: days since the start are called 'time'");
  CHECK(error_of("date > 3") ==
        "7: '3' is a number, and a date compares only with a date such as 2024-11-05");
  CHECK_THAT(error_of("time > 2024-11-05"), Contains("0: 'time' is a number"));
  CHECK_THAT(error_of("exp(true)"), Contains("4: 'true' is a condition"));
}

TEST_CASE("A formula must be of the kind that its place wants") {
  CHECK(error_of("alarm > 1", Wanted::number) ==
        "0: 'alarm > 1' is a condition, but a number is needed here");
  CHECK_THAT(error_of("alarm", Wanted::condition), Contains("but a condition is needed here"));
  CHECK(error_of("alarm > 1", Wanted::either).empty());
  CHECK_THAT(error_of("date", Wanted::either), Contains("is a date"));
  CHECK_THAT(error_of("weapon", Wanted::either), Contains("is a category"));
  CHECK_THAT(error_of("2024-11-05", Wanted::duration), Contains("is a date"));
  CHECK_THAT(error_of("true", Wanted::moment), Contains("is a condition"));
  CHECK_THAT(error_of("true per year", Wanted::rate), Contains("is a condition"));
  CHECK(error_of("6 per year", Wanted::number) ==
        "6: '6 per year' is a rate, but a number is needed here: leave out 'per year'");
}

TEST_CASE("Functions take the arguments that they take") {
  CHECK(error_of("min(1)") == "0: 'min' takes two numbers or more, not 1 argument");
  CHECK(error_of("exp(1, 2)") == "0: 'exp' takes one number, not 2 arguments");
  CHECK(error_of("since(strike, 3)") == "0: 'since' takes a trigger, not 2 arguments");
  CHECK(error_of("held(alarm > 1, 3)") == "0: 'held' takes a condition, not 2 arguments");
  CHECK(error_of("held(alarm)") ==
        "5: 'alarm' is a number, but a condition is needed here: compare it with something");
  CHECK_THAT(error_of("held(weapon == nato)"), Contains("'weapon' cannot be used here (it is a mark"));
  CHECK_THAT(error_of("count(strike, 1, 2)"), Contains("a trigger, or a trigger and a duration, not 3"));
  CHECK(error_of("count(strike, 0 days)") == "14: the duration '0 days' must be longer than nothing");
  CHECK_THAT(error_of("count(strike, red_line)"), Contains("count over a fixed duration such as 90 days"));
}

TEST_CASE("Literals must be in range, in the calendar and of a known unit") {
  CHECK_THAT(error_of("1e400"), Contains("the number '1e400' is out of range"));
  CHECK_THAT(error_of("1e308 years"), Contains("'1e308 years' is not a finite number"));
  for (const char* date : {"2023-02-30", "2023-13-01", "2023-00-10", "2023-1-5", "2023-011-05"})
    CHECK_THAT(error_of(date), Contains("is no date of the calendar: write dates as 2024-11-05"));
  CHECK_THAT(error_of("3 fortnights"), Contains("2: unknown unit 'fortnights': use one of"));
  CHECK_THAT(error_of("3 yaers"), Contains("unknown unit 'yaers' (did you mean 'years'?)"));
  CHECK(error_of("3 per 0 weeks", Wanted::rate) == "6: the period '0 weeks' must be longer than nothing");
}

TEST_CASE("Constants that are no numbers are told") {
  CHECK(error_of("alarm + 1/0") ==
        "8: '1/0' is not a finite number (it comes to infinity): check what it is computed from");
  for (const char* text : {"0/0", "log(0)", "log(-1)", "sqrt(-1)", "exp(1000)", "(-1)^0.5", "1e308 * 10"})
    CHECK_THAT(error_of(text), Contains("is not a finite number"));
}

TEST_CASE("Dates as they are written elsewhere are no moments") {
  const casus::formula::Vocabulary vocabulary;
  const auto read = [&](const std::string& text) {
    return casus::formula::read_formula(text, vocabulary, casus::formula::Wanted::moment,
                                        casus::formula::Reads::parameters);
  };
  for (const char* text : {"11/05/2024", "2024/11/05", "2025-04", "13.09.2026", "5/4", "1-2"})
    CHECK_THROWS_WITH(read(text), Catch::Contains("write a date as 2024-11-05"));
  CHECK_THROWS_WITH(read("2024-03-05T14:30"), Catch::Contains("as in '2024-03-05 + 14.5 hours'"));
  CHECK_THROWS_WITH(read("2024-03-05 09:00"), Catch::Contains("as in '2024-03-05 + 9 hours'"));
  CHECK_THROWS_WITH(read("2024-03-05T10:00Z"), Catch::Contains("as in '2024-03-05 + 14.5 hours'"));
  CHECK(read("12.5").value == 12.5);
  CHECK(read("1970-01-08 + 3 days - 1 day").value == 9);
  CHECK(read("1970-01-08 + 3 days").type == casus::Type::date);
}

TEST_CASE("Now is a date where something has been observed, and told where not") {
  casus::formula::Vocabulary vocabulary;
  const auto read = [&](const std::string& text) {
    return casus::formula::read_formula(text, vocabulary, casus::formula::Wanted::moment,
                                        casus::formula::Reads::parameters);
  };
  CHECK_THROWS_WITH(read("now + 1 week"), Catch::Contains("'now' cannot be used here") &&
                                              Catch::Contains("give the scenario an 'observed' section"));
  vocabulary.now = 30;
  CHECK(read("now + 1 week").value == 37);
  CHECK(read("now - 10 days").type == casus::Type::date);
}

TEST_CASE("Where a formula reads parameters and marks, conditions count and the state has no meaning") {
  casus::formula::Vocabulary vocabulary;
  vocabulary.add_driver("alarm");
  vocabulary.add_mark("weapon", {"domestic", "nato"});
  const auto read = [&](const std::string& text, casus::formula::Reads reads) {
    return casus::formula::read_formula(text, vocabulary, casus::formula::Wanted::number, reads);
  };
  const auto marks = casus::formula::Reads::parameters_and_marks;
  CHECK(read("0.1 + 0.9 * (weapon == nato)", marks).operation == casus::Operation::add);
  CHECK(read("weapon in [nato, domestic]", marks).type == casus::Type::number);
  CHECK(read("1 - (1 < 2)", marks).value == 0);
  CHECK_THROWS_WITH(read("alarm", marks), Catch::Contains("it is a driver"));
  CHECK_THROWS_WITH(read("time > 3", marks), Catch::Contains("it is the time"));
  CHECK_THROWS_WITH(read("0.9 * (weapon == nato)", casus::formula::Reads::state_and_marks),
                    Catch::Contains("is a condition, but a number is needed here"));
}

TEST_CASE("Slips of typography and of other languages' words are told how they are written here") {
  CHECK_THAT(error_of("1_000"), Contains("write 1_000 as 1000"));
  CHECK_THAT(error_of("1_000 days"), Contains("numbers have no '_' between their digits"));
  CHECK_THAT(error_of("20%"), Contains("20% as 0.2"));
  CHECK_THAT(error_of("0,5"), Contains("numbers have a decimal point"));
  CHECK_THAT(error_of("2/year"), Contains("a rate is written '2 per year'"));
  CHECK_THAT(error_of("6 p.a."), Contains("a rate is written '6 per year'"));
  CHECK_THAT(error_of("+0.1"), Contains("leave it out"));
  CHECK_THAT(error_of("alarm > 1 AND unity > 1"), Contains("write 'and', in small letters"));
  CHECK_THAT(error_of("alarm > unity OR unity > 1"), Contains("write 'or', in small letters"));
  CHECK_THAT(error_of("NOT alarm > 1"), Contains("write 'not', in small letters"));
  CHECK_THAT(error_of("alarm == no"), Contains("its opposite is 'not' and the condition"));
  CHECK_THAT(error_of("3 to 4"), Contains("{uniform: [0.4, 1.8]}"));
  CHECK_THAT(error_of("0.3..0.4"), Contains("{uniform: [0.4, 1.8]}"));
  CHECK_THAT(error_of("3\u00a0weeks"), Contains("this is no ordinary blank"));
  CHECK_THAT(error_of("alarm \u2265 1"), Contains("write >="));
}

TEST_CASE("What is measured by time and what is not do not go together") {
  Vocabulary vocabulary = example_vocabulary();
  vocabulary.add_parameter("often");
  vocabulary.measure_parameter(1, -1);
  vocabulary.add_parameter("soon");
  vocabulary.measure_parameter(2, 1);
  const auto error = [&](const std::string& text, Wanted wanted) -> std::string {
    try {
      read_formula(text, vocabulary, wanted, Reads::state);
    } catch (const FormulaError& found) {
      return std::to_string(found.offset()) + ": " + found.what();
    }
    return "";
  };
  for (const char* rate : {"often", "often + 1 / 1 year", "2 * often", "1 / soon", "red_line per week",
                           "often * soon per year", "max(often, 0)", "sqrt(often^2)", "often * alarm", "0",
                           "alarm / since(strike)", "often * exp(-time / 30 days)", "often^3 * soon^2"})
    CHECK(error(rate, Wanted::rate).empty());
  for (const char* number : {"often * soon", "often * 1 year", "soon / 1 week", "since(strike) / 30 days",
                             "exp(-since(strike) / 30)", "time - 30 days"})
    CHECK(error(number, Wanted::number) == "");
  for (const char* condition : {"since(strike) > 30", "since(strike) > 30 days", "often > 3 / 1 year",
                                "soon < 0", "time in [30, 2 weeks]", "date > 2024-11-05 + soon",
                                "date > 2024-11-05 + 3", "count(strike, 30) > 1"})
    CHECK(error(condition, Wanted::condition).empty());
  CHECK(error("often per year", Wanted::rate) == "10: 'often' is a rate already: leave out 'per year'");
  CHECK_THAT(error("often + 1 per year", Wanted::rate),
             Contains("8: '1' is a plain number, but 'often' is a rate"));
  CHECK_THAT(error("1 week", Wanted::rate), Contains("for once in that time write '1 per week'"));
  CHECK_THAT(error("often", Wanted::duration), Contains("what belongs to it is '1 / often'"));
  CHECK_THAT(error("soon + alarm", Wanted::number), Contains("measure both by the same unit"));
  CHECK_THAT(error("date > 2024-11-05 + often", Wanted::condition), Contains("'often' is a rate, but"));
  CHECK_THAT(error("exp(soon)", Wanted::number), Contains("divide it by one, such as '1 day'"));
  CHECK_THAT(error("count(strike, 1 / 1 year) > 1", Wanted::condition),
             Contains("counting takes a duration"));
  CHECK_THAT(error("often^alarm", Wanted::rate),
             Contains("only plain numbers have powers that are computed"));
  CHECK_THAT(error("soon in [1 week, 3]", Wanted::condition),
             Contains("'3' is a plain number, but 'soon' is a"));
}
