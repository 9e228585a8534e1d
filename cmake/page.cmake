# The report's page: its sources and the packages that they use, bundled into one text within the program.
option(CASUS_PAGE "Build the report's page into the program (takes Node.js and npm)" ON)
if(NOT CASUS_PAGE)
  target_sources(casus_report PRIVATE ${CMAKE_CURRENT_LIST_DIR}/no_page.cpp)
  return()
endif()

find_program(CASUS_NODE NAMES node nodejs REQUIRED)
find_program(CASUS_NPM npm REQUIRED)

# npm_packages(NAME FOLDER): installs what FOLDER/package-lock.json names into NAME of the build tree, and sets
# NAME_HOME to that place and NAME_PACKAGES to a file in it to depend on.
function(npm_packages name folder)
  set(home ${PROJECT_BINARY_DIR}/${name})
  set(installed ${home}/node_modules/.package-lock.json)
  file(MAKE_DIRECTORY ${home})
  add_custom_command(OUTPUT ${installed}
    COMMAND ${CMAKE_COMMAND} -E copy ${folder}/package.json ${folder}/package-lock.json ${home}
    COMMAND ${CASUS_NPM} ci --no-audit --no-fund --ignore-scripts --prefer-offline --loglevel=error
    COMMAND ${CMAKE_COMMAND} -E touch ${installed}
    DEPENDS ${folder}/package.json ${folder}/package-lock.json
    WORKING_DIRECTORY ${home}
    COMMENT "Installing the npm packages of ${name}" VERBATIM)
  set(${name}_HOME ${home} PARENT_SCOPE)
  set(${name}_PACKAGES ${installed} PARENT_SCOPE)
endfunction()

set(page_sources ${PROJECT_SOURCE_DIR}/engine/report/page/script)
npm_packages(page ${page_sources})
file(GLOB page_files CONFIGURE_DEPENDS ${page_sources}/*.js ${page_sources}/*.css ${page_sources}/*.html)
set(page_template ${page_HOME}/page_template.cpp)
add_custom_command(OUTPUT ${page_template}
  COMMAND ${CASUS_NODE} ${page_sources}/bundle.js ${page_sources} ${page_template}
  DEPENDS ${page_files} ${page_PACKAGES}
  WORKING_DIRECTORY ${page_HOME}
  COMMENT "Bundling the report's page" VERBATIM)
target_sources(casus_report PRIVATE ${page_template})
