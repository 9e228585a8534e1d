// The evidence trail: what each part of the scenario says of itself, and which claims of the sources it rests on.
import { details, element, section } from './dom.js'
import { counted, spoken } from './format.js'
import { bar, plainTable, SortedTable } from './table.js'

// The first words of a basis, up to the first stop, tell its kind: "Judgement; the papers say …".
function kindOf(basis) {
  const first = basis.split(/[;:,.(]/)[0].trim()
  return first || 'not said'
}

function tally(values) {
  const counts = new Map()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].map(([value, times]) => ({ value, times })).sort((a, b) => b.times - a.times)
}

function byBasis(parts) {
  const kinds = tally(parts.map(part => kindOf(part.basis)))
  return plainTable('Parts by the basis of their numbers', [
    { title: 'Basis of the numbers', heads: true, cell: kind => kind.value },
    { title: 'Parts', numeric: true, value: kind => kind.times, cell: kind => bar(kind.times / parts.length, String(kind.times)) }
  ], kinds, 'short')
}

function byClaim(parts) {
  const claims = [...new Set(parts.flatMap(part => part.sources))].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  if (!claims.length) return null
  return details(`Where each claim is used (${counted(claims.length, 'claim')})`, () => plainTable('Claims and the parts that cite them', [
    { title: 'Claim', heads: true, cell: claim => claim },
    { title: 'Cited by', cell: claim => parts.filter(part => part.sources.includes(claim)).map(part => `${part.kind} ${spoken(part.name)}`).join(', ') }
  ], claims))
}

const columns = [
  { title: 'Part', heads: true, value: part => part.name, cell: part => [element('b', {}, spoken(part.name)), element('span', { class: 'about' }, part.kind)] },
  { title: 'What it is', cell: part => part.about },
  { title: 'Basis of its numbers', value: part => part.basis, cell: part => part.basis },
  { title: 'Claims', value: part => part.sources.length, cell: part => part.sources.join(', ') }
]

export function evidence({ baseline }) {
  const parts = baseline.words.parts
  if (!parts.length) return null
  const rows = parts.map(part => ({ ...part, searched: [part.kind, part.name, spoken(part.name), part.about, part.basis, ...part.sources].join(' ') }))
  const based = parts.filter(part => part.basis).length
  const citing = parts.filter(part => part.sources.length).length
  const note = element('p', { class: 'note' }, `Of ${counted(parts.length, 'part')}, ${based} say what their numbers are based on, and ${citing} cite claims, numbered as in the catalogue of sources.`)
  const { about, basis } = baseline.words
  return {
    box: section('evidence', 'What it rests on', about ? element('p', {}, about) : null, basis ? element('p', { class: 'note' }, basis) : null, note,
      byBasis(parts), byClaim(parts),
      details(`Every part with its evidence (${counted(parts.length, 'part')})`, () => new SortedTable('Parts and their evidence', columns, rows, 'parts').box)),
    start() {}
  }
}
