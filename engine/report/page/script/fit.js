// The page of a fit: the numbers that were found, whether the model fits, and what to know before it is believed.
import { band, line, shareAxis } from './axes.js'
import { tip, tooltip } from './chart.js'
import { read } from './documents.js'
import { copyButton, element, section } from './dom.js'
import { figure } from './figure.js'
import { count, counted, number, percent, spoken } from './format.js'
import { plainTable } from './table.js'

// Half the width of the band in which a right model's curve stays as a whole, in 95% of cases (Kolmogorov).
const reach = 1.358
const clearMisfit = 0.01

function pValue(p) {
  if (p === null || p === undefined) return ''
  return p < 1e-12 ? '< 10⁻¹²' : number(Number(p.toPrecision(2)))
}

const columns = [
  { title: 'Number', heads: true, cell: ({ name, fitted }) => `${name}${fitted.unit}` },
  { title: 'Before', numeric: true, cell: ({ fitted }) => number(fitted.before), value: ({ fitted }) => fitted.before },
  { title: 'Fitted', numeric: true, cell: ({ fitted }) => fitted.doubt ? '–' : number(fitted.estimate), value: ({ fitted }) => fitted.estimate },
  { title: '95% interval', numeric: true, cell: ({ fitted }) => fitted.ci95 ? `${number(fitted.ci95[0])} to ${number(fitted.ci95[1])}` : fitted.doubt },
  { title: 'p', numeric: true, cell: ({ fitted }) => pValue(fitted.p_value) }
]

function numbers(label, entries) {
  return plainTable(label, columns, Object.entries(entries).map(([name, fitted]) => ({ name, fitted })))
}

function against({ lr, degrees, p_value: p }) {
  return `likelihood ratio ${number(lr)} on ${counted(degrees, 'degree')}, p ${pValue(p)}`
}

function likelihood({ log_likelihood: value, constant_log_likelihood: constant, against_constant: test }) {
  const compared = test ? `, ${constant.toFixed(4)} without weights: ${against(test)}` : ''
  return element('p', {}, `Log-likelihood ${value.toFixed(4)}${compared}.`)
}

// Where the curve leaves the band, intervals between events are not what the model says.
function curve({ times }) {
  const n = times.length
  const below = times.map(time => -Math.expm1(-time))
  const shares = times.map((_, i) => (i + 0.5) / n)
  const ends = [0, 1]
  const clip = value => Math.max(0, Math.min(1, value))
  const edges = Array.from({ length: 101 }, (_, i) => i / 100)
  const share = { max: 1, interval: 0.25 }
  return look => ({
    grid: { left: 48, right: 14, top: 10, bottom: 44 },
    xAxis: { ...shareAxis(look, share), name: 'share that the model expects below', nameLocation: 'middle', nameGap: 28 },
    yAxis: shareAxis(look, share),
    tooltip: tooltip(look, {
      trigger: 'item',
      formatter: ({ dataIndex: i }) => tip(`Rescaled time ${number(times[i])}`, [
        { name: 'expected below it', value: percent(below[i]) }, { name: 'found below it', value: percent(shares[i]) }])
    }),
    series: [
      line({ name: 'found', times: below, values: shares, colour: look.palette.accent, showSymbol: true, symbolSize: 5 }),
      line({ name: 'model', times: ends, values: ends, colour: look.palette.soft, silent: true, lineStyle: { width: 1, type: 'dashed', color: look.palette.soft } }),
      band({ name: '95% band', times: edges, low: edges.map(x => clip(x - reach / Math.sqrt(n))), high: edges.map(x => clip(x + reach / Math.sqrt(n))), colour: look.palette.soft, opacity: 0.15 })
    ]
  })
}

function residuals(name, found) {
  const isWrong = found.ks_p_value < clearMisfit || found.lag_p_value < clearMisfit
  return figure({
    title: isWrong ? 'The model does not fit' : 'The residuals do not contradict the model',
    note: `Hazards integrated between events against the exponential distribution: greatest distance ${number(found.ks)} (Kolmogorov-Smirnov, p ${pValue(found.ks_p_value)}); neighbours correlate by ${number(found.lag_correlation)} (p ${pValue(found.lag_p_value)}). A right model's curve stays in the band in 95% of cases.`,
    chart: { label: `Shares of the rescaled times of ${spoken(name)}: found against expected`, height: 320, build: curve(found) },
    table: {
      columns: [
        { title: 'Rescaled time', heads: true, numeric: true, cell: i => number(found.times[i]), value: i => found.times[i] },
        { title: 'Expected below', numeric: true, cell: i => percent(-Math.expm1(-found.times[i])), value: i => -Math.expm1(-found.times[i]) },
        { title: 'Found below', numeric: true, cell: i => percent((i + 0.5) / found.times.length), value: i => (i + 0.5) / found.times.length }
      ],
      rows: found.times.map((_, i) => i)
    }
  })
}

function trigger([name, fitted]) {
  const made = fitted.residuals.times.length ? residuals(name, fitted.residuals) : null
  return {
    box: section(`trigger-${name}`, spoken(name),
      element('p', {}, `${counted(fitted.events, 'event')} in ${count(Math.round(fitted.days_at_risk))} days in which it could fire.`),
      numbers(`Numbers of ${spoken(name)}`, { rate: fitted.rate, ...fitted.weights }), likelihood(fitted), made?.box),
    start: () => made?.start()
  }
}

function ladder([name, fitted]) {
  return {
    box: section(`ladder-${name}`, spoken(name),
      element('p', {}, `${counted(fitted.transitions, 'interval')} between observations, ${count(fitted.changes)} from one rung to another.`),
      numbers(`Numbers of ${spoken(name)}`, fitted.numbers), likelihood(fitted)),
    start() {}
  }
}

function whole(result) {
  const { constant, against_constant: test } = result
  const halfLives = Object.keys(result.half_lives).length
  return {
    box: section('answers', 'The model as a whole',
      element('p', {}, `Log-likelihood ${result.log_likelihood.toFixed(4)} (times in ${result.time_unit}s), AIC ${number(result.aic)} with ${counted(result.numbers, 'number')}.`),
      test.degrees ? element('p', {}, `Constant rates: ${constant.log_likelihood.toFixed(4)}, AIC ${number(constant.aic)} with ${counted(constant.numbers, 'number')}; ${against(test)}.`) : null,
      halfLives ? [element('h3', {}, 'Half-lives'), numbers('Half-lives', result.half_lives)] : null,
      result.doubts.length ? [element('h3', {}, 'Before this is believed'), element('ul', {}, result.doubts.map(doubt => element('li', {}, doubt)))] : null),
    start() {}
  }
}

function provenance(result, words) {
  const command = element('code', {}, words.command)
  const facts = [['Program', `casus ${words.version}`], ['Scenario', `${words.fit.file} (${result.scenario})`], ['Fingerprint', result.fingerprint]]
  return {
    box: section('provenance', 'How it was made',
      element('pre', { tabindex: 0, 'aria-label': 'Command' }, command), copyButton(words.command, command),
      element('dl', {}, facts.map(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]))),
    start() {}
  }
}

export function fitPage() {
  const result = read('results')
  const words = read('words')
  const title = words.fit.title || spoken(result.scenario)
  return {
    title,
    head: element('header', {}, element('h1', {}, title),
      element('p', { class: 'span' }, `Fitted to ${counted(result.events, 'event')} in ${counted(result.sequences, 'sequence')}, from ${result.start} on`),
      words.fit.about ? element('p', {}, words.fit.about) : null),
    sections: [whole(result), ...Object.entries(result.triggers).map(trigger), ...Object.entries(result.ladders).map(ladder), provenance(result, words)]
  }
}
