// How it was run, so that it can be run again.
import { copyButton, element, section } from './dom.js'
import { count, counted } from './format.js'

function facts({ baseline, words }) {
  const { result } = baseline
  const length = `${baseline.calendar.written(0)} to ${baseline.calendar.written(baseline.words.length)}`
  return [
    ['Program', `casus ${words.version}`],
    ['Scenario', `${baseline.words.file} (${baseline.words.name})`],
    ['Time', length],
    ['Simulated courses', count(result.trajectories)],
    ['Worlds', count(result.worlds)],
    ['Seed', words.seed],
    ['Fingerprint', result.fingerprint]
  ]
}

function source({ words }) {
  const text = element('pre', { tabindex: 0, 'aria-label': `Text of ${words.file}` }, words.text)
  return element('details', {}, element('summary', {}, `The whole scenario ${words.file}, with all that it extends and includes`), copyButton(words.text, text), text)
}

export function provenance(documents) {
  const { baseline, whatifs, words } = documents
  const command = element('code', {}, words.command)
  return {
    box: section('provenance', 'How it was run',
      element('p', {}, 'The same command with the same files gives the same numbers to the last digit, on any machine.'),
      element('pre', { tabindex: 0, 'aria-label': 'Command' }, command), copyButton(words.command, command),
      element('dl', {}, facts(documents).map(([name, value]) => [element('dt', {}, name), element('dd', {}, value)])),
      whatifs.length ? element('p', {}, `Compared with ${counted(whatifs.length, 'what-if')}: ${whatifs.map(each => `${each.words.file} (fingerprint ${each.result.fingerprint})`).join(', ')}.`) : null,
      [baseline, ...whatifs].filter(run => run.words.text).map(source)),
    start() {}
  }
}
