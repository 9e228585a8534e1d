// The page: its head, a list of contents, and a section for each thing that there is to show.
import { answers } from './answers.js'
import { documents, read } from './documents.js'
import { element } from './dom.js'
import { drivers } from './drivers.js'
import { evidence } from './evidence.js'
import { explanation } from './explanation.js'
import { fitPage } from './fit.js'
import { count, counted, spoken } from './format.js'
import { joint, ladders } from './ladders.js'
import { passages } from './passages.js'
import { pathways } from './pathways.js'
import { provenance } from './provenance.js'
import { sensitivity } from './sensitivity.js'
import { triggers } from './triggers.js'
import { whatifs } from './whatifs.js'

const parts = [answers, ladders, drivers, passages, joint, whatifs, explanation, sensitivity, pathways, triggers, evidence, provenance]

function head({ baseline, whatifs: list }) {
  const { title, name, length } = baseline.words
  const compared = list.length ? ` · ${counted(list.length, 'what-if')}` : ''
  return element('header', {},
    element('h1', {}, title || spoken(name)),
    element('p', { class: 'span' }, `${baseline.calendar.written(0)} to ${baseline.calendar.written(length)}${compared}`),
    stopped(baseline.result))
}

function stopped({ stopped: isStopped, trajectories, requested }) {
  if (!isStopped) return null
  return element('p', { class: 'warning' }, `Stopped early: ${count(trajectories)} of ${counted(requested, 'course')} were simulated, and everything here rests on these.`)
}

function contents(sections) {
  const link = ({ box }) => element('li', {}, element('a', { href: `#${box.id}` }, box.querySelector('h2').textContent))
  return element('nav', { 'aria-label': 'Contents' }, element('ul', {}, sections.map(link)))
}

function runPage() {
  const all = documents()
  const { title, name } = all.baseline.words
  return { title: title || name, head: head(all), sections: parts.map(make => make(all)).filter(made => made) }
}

function page() {
  const { title, head: top, sections } = read('words').fit ? fitPage() : runPage()
  document.title = title
  document.body.append(top, contents(sections), element('main', {}, sections.map(({ box }) => box)))
  for (const { start } of sections) start()
  document.documentElement.dataset.ready = ''
}

page()
