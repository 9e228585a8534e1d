// The two documents in the page: what --json prints, and what only the page tells (words, evidence, pathways).
import { Calendar, spoken } from './format.js'

export function read(id) {
  return JSON.parse(document.getElementById(id).textContent)
}

// A run: its numbers (`result`), its words, and the calendar of its dates.
function run(result, words) {
  const about = new Map(words.parts.map(part => [`${part.kind} ${part.name}`, part.about]))
  return {
    result,
    words,
    calendar: new Calendar(words.start, words.length),
    question: name => words.answers[name].question || name,
    about: (kind, name) => about.get(`${kind} ${name}`) ?? ''
  }
}

// A what-if inherits what it does not say itself, so that only what differs from the baseline names it.
function titleOf(whatif, baseline) {
  if (whatif.title && whatif.title !== baseline.title) return whatif.title
  return whatif.name !== baseline.name ? spoken(whatif.name) : whatif.file
}

export function documents() {
  const results = read('results')
  const words = read('words')
  const baseline = run(results.baseline ?? results, words.runs[0])
  const whatifs = words.runs.slice(1).map(whatif => ({
    ...run(results.whatifs[whatif.file], whatif),
    title: titleOf(whatif, words.runs[0]),
    aim: whatif.about === words.runs[0].about ? '' : whatif.about,
    differences: results.differences[whatif.file],
    ladderDifferences: results.ladder_differences?.[whatif.file] ?? {}
  }))
  return { baseline, whatifs, explanation: results.explanation, words }
}
