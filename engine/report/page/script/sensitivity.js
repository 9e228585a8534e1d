// Which numbers an answer hangs on: a tornado of what a plausible change of each does.
import { differences, interval, row, written } from './differences.js'
import { chooser, element, option, section } from './dom.js'
import { figure, Stage } from './figure.js'
import { count, counted } from './format.js'

function rows(effects, kind) {
  return effects.map(({ number, change, effect, ci95, doubt }) =>
    ({ ...row(number, kind, { difference: effect, ci95, doubt }), change }))
}

const columns = [
  { title: 'Number', heads: true, cell: row => row.label },
  { title: 'Change', cell: row => row.change },
  { title: 'Effect', numeric: true, value: row => row.difference, cell: row => written(row, row.difference) },
  { title: '95% interval', cell: interval },
  { title: 'Doubt', cell: row => row.doubt }
]

function others({ effects, told, untold }) {
  const more = told > effects.length ? [`${counted(told - effects.length, 'more number')} with smaller effects`] : []
  const none = untold ? [`${counted(untold, 'number')} whose effect cannot be told from none`] : []
  const list = [...more, ...none]
  return list.length ? `Beside these there are ${list.join(' and ')}.` : ''
}

function shown(baseline, name, outcome) {
  const question = baseline.question(name)
  const found = rows(outcome.effects, baseline.result.outcomes[name].kind)
  return figure({
    title: question,
    note: [outcome.doubt ? `Doubtful: ${outcome.doubt}.` : '', others(outcome)].filter(said => said).join(' '),
    chart: differences(found, `${question}: what a plausible change of each number does`, { hasBars: true }),
    table: { columns, rows: found }
  })
}

export function sensitivity({ baseline, words }) {
  if (!words.sensitivity) return null
  const { outcomes, trajectories } = words.sensitivity
  const told = Object.keys(outcomes).filter(name => outcomes[name].effects.length)
  if (!told.length) return null
  const stage = new Stage()
  const show = i => stage.show(shown(baseline, told[i], outcomes[told[i]]))
  show(0)
  const choice = chooser('Question', told.map((name, i) => option(i, baseline.question(name))), show)
  const note = element('p', { class: 'note' }, `What changes where a number goes from a tenth below to a tenth above, or, where it is uncertain, from its 5% to its 95% quantile: a slope from ${count(trajectories)} simulated courses times the change, which a large change may not keep to. Rates, weights, shares and probabilities are looked at.`)
  return { box: section('sensitivity', 'What the answers hang on', note, told.length > 1 ? choice : null, stage.box), start: () => stage.start() }
}
