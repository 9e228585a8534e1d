#include "cli/run_program.hpp"

int main(int argc, char** argv) { return casus::cli::run_program(argc, argv); }
