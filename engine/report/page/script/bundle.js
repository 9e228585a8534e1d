// Bundles the page into one HTML text with two gaps, {{results}} and {{words}}, which the program fills, and writes it as
// a C++ source: node bundle.js SOURCES OUTPUT.cpp, from a directory with node_modules.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const [sources, output] = process.argv.slice(2)
const { buildSync } = createRequire(path.resolve('package.json'))('esbuild')

function bundled(file) {
  const result = buildSync({
    entryPoints: [path.join(sources, file)],
    nodePaths: [path.resolve('node_modules')],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: ['chrome100', 'firefox100', 'safari15'],
    charset: 'utf8',
    legalComments: 'inline',
    define: { 'process.env.NODE_ENV': '"production"' }
  })
  return result.outputFiles[0].text.trim()
}

function sourceHash(text) {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

// Nothing is loaded from anywhere, and no script runs but the page's own. Charts set the style of their own elements, and
// draw their patterns as images of themselves.
function policy(style, script) {
  return [
    "default-src 'none'",
    `script-src ${sourceHash(script)}`,
    `style-src-elem ${sourceHash(style)}`,
    "style-src-attr 'unsafe-inline'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'"
  ].join('; ')
}

function page() {
  const style = bundled('page.css')
  const script = bundled('main.js')
  const parts = { policy: policy(style, script), style, script }
  const template = readFileSync(path.join(sources, 'page.html'), 'utf8')
  return template.replace(/{{(policy|style|script)}}/g, (_, part) => parts[part])
}

// A compiler takes a literal of any length, but not one that holds its own end.
function asSource(text) {
  const delimiter = 'casus_page'
  if (text.includes(`)${delimiter}"`)) throw new Error(`the page holds )${delimiter}"`)
  return `#include "report/page/page_template.hpp"

using namespace std::string_view_literals;

const std::string_view casus::report::page_template = R"${delimiter}(${text})${delimiter}"sv;
`
}

writeFileSync(output, asSource(page()))
