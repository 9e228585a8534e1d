#include "cli/output/report_file.hpp"

#include "cli/output/new_file.hpp"

#include "casus/errors.hpp"
#include "report/page/page_template.hpp"
#include "report/page/web_page.hpp"

#include <boost/algorithm/string/case_conv.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <string_view>
#include <system_error>
#include <unistd.h>

namespace casus::cli {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view advice = "choose another place for the report";

[[noreturn]] void fail(const fs::path& path, const std::error_code& why) { refuse_place(path, why, advice); }

/// Whether a file is a report that casus wrote earlier. Of anything but a regular file not a byte is read: it
/// might never come.
bool is_earlier_report(const fs::path& file) {
  std::error_code error;
  if (!fs::is_regular_file(file, error)) return false;
  std::string begin(2048, '\0');
  std::ifstream stream(file, std::ios::binary);
  stream.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  return begin.find(report::page_mark) != std::string::npos;
}

/// The place itself, also behind links to a file that is still to be made, at which weakly_canonical stops.
fs::path where_it_leads(const fs::path& file, std::error_code& error) {
  constexpr int most_links = 40; // as many as Linux follows
  fs::path place = fs::weakly_canonical(absolute_place(file, "a report must have the name of a file"), error);
  for (int link = 0; !error && fs::is_symlink(place); ++link) {
    if (link == most_links) error = std::make_error_code(std::errc::too_many_symbolic_link_levels);
    if (!error) place = fs::weakly_canonical(place.parent_path() / fs::read_symlink(place, error), error);
  }
  return place;
}

/// The page is HTML whatever its name says, and another program would not know what to do with it.
void require_page_name(const fs::path& file) {
  constexpr std::array<std::string_view, 12> others = {".pdf", ".docx", ".doc",  ".odt",  ".md",   ".txt",
                                                       ".png", ".svg",  ".json", ".yaml", ".xlsx", ".csv"};
  const std::string extension = boost::algorithm::to_lower_copy(file.extension().string());
  if (std::find(others.begin(), others.end(), extension) == others.end()) return;
  throw RunError(fmt::format("a report is a page of HTML, not {}: call it '{}', and print it in a browser{}",
                             extension, fs::path(file).replace_extension(".html").string(),
                             extension == ".pdf" ? " to make a PDF of it" : ""));
}

/// A file that is removed at the end, unless it has got another name by then.
class Temporary {
public:
  // A program that was killed may have left one of its own.
  explicit Temporary(fs::path path) : path_(std::move(path)) { remove(); }
  ~Temporary() { remove(); }
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;

  const fs::path& path() const { return path_; }

private:
  void remove() const {
    std::error_code ignored;
    fs::remove(path_, ignored);
  }

  fs::path path_;
};

} // namespace

ReportFile::ReportFile(const fs::path& file) {
  if (report::page_template.empty())
    throw RunError(
        "this program was built without the page (CASUS_PAGE=OFF): casus run and casus compare print the "
        "same numbers, and --json and --out write them");
  std::error_code error;
  file_ = where_it_leads(file, error);
  if (error) fail(file, error);
  if (!file_.has_filename() || fs::is_directory(file_, error))
    fail(file, std::make_error_code(std::errc::is_a_directory));
  if (fs::exists(file_, error) && !is_earlier_report(file_))
    throw RunError(fmt::format("'{}' is there already and is not a report of casus (only such a report is "
                               "written anew): choose another name",
                               file.string()));
  require_page_name(file);
  if (::access(file_.parent_path().c_str(), W_OK | X_OK) != 0) fail(file, last_error());
}

void ReportFile::write(std::string_view page) const {
  const std::string name = fmt::format(".casus-{}.html", ::getpid());
  const Temporary unfinished(file_.parent_path() / name);
  write_new_file(unfinished.path(), page, advice);
  std::error_code error;
  fs::rename(unfinished.path(), file_, error);
  if (error) fail(file_, error);
  keep_directory(file_.parent_path(), advice);
}

} // namespace casus::cli
