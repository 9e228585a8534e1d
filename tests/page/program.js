// The casus program at work, in a directory of its own for each test.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const scenarios = fileURLToPath(new URL('scenarios/', import.meta.url))

export function scenario(name) {
  return path.join(scenarios, name)
}

export function casus(...words) {
  return execFileSync(process.env.CASUS_PROGRAM, words, { encoding: 'utf8', maxBuffer: 1 << 28 })
}

// A directory that is removed when the test `t` ends.
export function directory(t) {
  const made = mkdtempSync(path.join(tmpdir(), 'casus-page-'))
  t.after(() => rmSync(made, { recursive: true, force: true }))
  return made
}

// The path of a page about files or a text, made with these options.
export function report(t, files, ...options) {
  const page = path.join(directory(t), 'report.html')
  casus('report', ...files, '--out', page, '--quiet', ...options)
  return page
}

export function written(t, text) {
  const file = path.join(directory(t), 'scenario.yaml')
  writeFileSync(file, text)
  return file
}
