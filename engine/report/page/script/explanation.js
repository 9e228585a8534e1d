// One what-if's effect split over its changes: what each does alone, last, and on average over all orders.
import { differences, interval, row, written } from './differences.js'
import { chooser, element, option, section } from './dom.js'
import { figure, Stage } from './figure.js'

// A change as a person would say it: triggers.raid.rate 2 per year → 4 per year.
function told({ path, before, after }) {
  if (!before) return `${path} ${after}`.trim()
  return `${path} ${before} → ${after || 'removed'}`
}

function asRow(label, kind, effect, doubt = '') {
  return row(label, kind, { difference: effect?.effect ?? null, ci95: effect?.ci95 ?? null, doubt })
}

// In Shapley form where there is one: then the rows sum to the whole difference.
function rows(groups, contributions, kind) {
  return groups.map((changes, i) => {
    const { shapley, last, alone, does_nothing: isIdle } = contributions[i]
    return { ...asRow(changes.map(told).join('; '), kind, shapley ?? last, isIdle ? 'does nothing' : ''), ways: { alone, last, shapley } }
  })
}

function column(title, way) {
  const of = row => asRow('', row.kind, row.ways[way])
  return {
    title, numeric: true, value: row => row.ways[way]?.effect ?? null,
    cell: row => (row.ways[way] ? `${written(of(row), row.ways[way].effect)} (${interval(of(row))})` : '–')
  }
}

const columns = [
  { title: 'Change', heads: true, cell: row => row.label },
  column('Alone', 'alone'),
  column('Last', 'last'),
  column('On average (Shapley)', 'shapley'),
  { title: 'Doubt', cell: row => row.doubt }
]

function shown(baseline, groups, name, contributions) {
  const found = rows(groups, contributions, baseline.result.outcomes[name].kind)
  const question = baseline.question(name)
  return figure({ title: question, chart: differences(found, `${question}: what each change does`), table: { columns, rows: found } })
}

export function explanation({ baseline, explanation: found }) {
  if (!found) return null
  const names = Object.keys(found.outcomes)
  if (!names.length || !found.groups.length) return null
  const stage = new Stage()
  const show = i => stage.show(shown(baseline, found.groups, names[i], found.outcomes[names[i]]))
  show(0)
  const choice = chooser('Question', names.map((name, i) => option(i, baseline.question(name))), show)
  const note = element('p', { class: 'note' }, 'What each change of the what-if does: on average over all orders in which they could be made (Shapley), or as the last one where they are too many for that.')
  return { box: section('explanation', 'Which change does it', note, choice, stage.box), start: () => stage.start() }
}
