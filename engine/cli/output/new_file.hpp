#pragma once

#include <filesystem>
#include <string_view>
#include <system_error>

namespace casus::cli {

/// Throws the RunError of a place that cannot be written; `advice` says what to do.
[[noreturn]] void refuse_place(const std::filesystem::path& path, const std::error_code& why,
                               std::string_view advice);

/// The absolute path of a place that is to be written. Throws RunError where it has no name, which `demand`
/// ("--out must name a directory") asks for, or where it is relative to a current directory that is gone.
std::filesystem::path absolute_place(const std::filesystem::path& path, std::string_view demand);

/// What the last system call complained of.
std::error_code last_error();

/// Writes a file that must not exist yet, down to the disk. Throws as refuse_place, or as write_all.
void write_new_file(const std::filesystem::path& path, std::string_view text, std::string_view advice);

/// What a directory holds is on the disk only when the directory is, too. Throws as refuse_place.
void keep_directory(const std::filesystem::path& directory, std::string_view advice);

} // namespace casus::cli
