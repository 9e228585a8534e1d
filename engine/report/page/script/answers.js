// The answers: each question with its number, in words and on a scale that all of them share.
import { Chart } from './chart.js'
import { element, section } from './dom.js'
import { count, counted, number, roundPercent } from './format.js'

const height = 34

function segment(from, to, width, colour, opacity = 1) {
  return { type: 'line', silent: true, symbol: 'none', data: [[from, 0], [to, 0]], lineStyle: { width, color: colour, opacity, cap: 'butt' } }
}

function dot(at, palette) {
  return { type: 'scatter', silent: true, symbolSize: 11, data: [[at, 0]], z: 3, itemStyle: { opacity: 1, color: palette.accent, borderColor: palette.ground, borderWidth: 2 } }
}

function scale({ palette }, min, max, ticks, write) {
  return {
    grid: { left: 16, right: 16, top: 4, bottom: 18 },
    xAxis: {
      type: 'value', min, max,
      axisLine: { show: true, lineStyle: { color: palette.line } },
      axisTick: { show: true, customValues: ticks, lineStyle: { color: palette.line } },
      axisLabel: { color: palette.soft, fontSize: 11, customValues: ticks, formatter: write },
      splitLine: { show: false }
    },
    yAxis: { type: 'value', min: -1, max: 1, show: false }
  }
}

function eventScale(outcome) {
  return look => {
    const { palette } = look
    const spread = outcome.between_worlds
    return {
      ...scale(look, 0, 1, [0, 0.25, 0.5, 0.75, 1], roundPercent),
      series: [
        ...(spread ? [segment(spread.p05, spread.p95, 9, palette.accent, 0.28)] : []),
        segment(...outcome.ci95, 3, palette.accent),
        dot(outcome.probability, palette)
      ]
    }
  }
}

function valueScale(outcome) {
  const { p05, p25, p75, p95 } = outcome.quantiles
  const margin = (p95 - p05 || 1) * 0.08
  return look => ({
    ...scale(look, p05 - margin, p95 + margin, [p05, p95], number),
    series: [
      segment(p05, p95, 3, look.palette.soft, 0.7),
      segment(p25, p75, 9, look.palette.soft, 0.45),
      dot(outcome.mean, look.palette)
    ]
  })
}

function chartOf(outcome, answer) {
  if (answer.doubt) return null
  const build = outcome.kind === 'event' ? eventScale(outcome) : valueScale(outcome)
  return new Chart({ height, build, className: 'strip', printedWidth: 320 })
}

function deadline(outcome, answer, calendar) {
  if (answer.from) return `From ${calendar.written(answer.from)} to ${calendar.written(answer.day)}`
  return `${outcome.kind === 'event' ? 'By' : 'On'} ${calendar.written(answer.day)}`
}

function headline(outcome, answer) {
  if (answer.doubt) return element('p', { class: 'figure doubtful' }, answer.doubt)
  const figure = element('data', { value: outcome.probability ?? outcome.mean }, answer.figure)
  const inWords = answer.likelihood ? `${answer.likelihood}: ${answer.frequency}` : 'on average'
  return element('p', { class: 'figure' }, figure, element('span', {}, inWords))
}

function line(kind, label, text) {
  return element('p', { class: kind }, element('b', {}, label), ' ', text)
}

function chance(answer) {
  if (!answer.interval) return null
  return line('chance', 'Margin of the simulation:', `${answer.interval} (95% interval).`)
}

function unknown(answer) {
  if (!answer.spread) return null
  return line('unknown', 'What we do not know:', `${answer.spread}.`)
}

function range(answer) {
  if (!answer.range) return null
  return line('range', 'Single courses of events:', `${answer.range} in 9 of 10, with ${answer.median} in the middle.`)
}

function firstMet(outcome, answer, calendar) {
  const { p10, p50, p90 } = outcome.first_passage_days ?? {}
  if (answer.doubt || (p10 ?? null) === null) return null
  const dates = [['a tenth', p10], ['half', p50], ['nine tenths', p90]].filter(([, day]) => day !== null)
  return line('passage', 'It has come about', `in ${dates.map(([share, day]) => `${share} of the courses by ${calendar.written(day)}`).join(', in ')}.`)
}

function condition(outcome, answer, run) {
  if (!answer.conditional) return null
  const all = count(run.result.trajectories)
  if (answer.begins_later) {
    const length = outcome.within_days ? ` for ${+outcome.within_days.toPrecision(4)} days` : ''
    return line('condition', 'Only once it has begun:', `it was asked${length} from then on in ${count(outcome.trials)} of ${all} simulated courses, and the answer is about those alone.`)
  }
  return line('condition', 'Only under a condition:', `it held in ${count(outcome.trials)} of ${all} simulated courses, and the answer is about those alone.`)
}

function article(name, run) {
  const outcome = run.result.outcomes[name]
  const answer = run.words.answers[name]
  const chart = chartOf(outcome, answer)
  const box = element('article', { class: 'answer', 'data-outcome': name },
    element('h3', {}, run.question(name)),
    element('p', { class: 'when' }, deadline(outcome, answer, run.calendar)),
    headline(outcome, answer),
    chart ? chart.box : null,
    chance(answer), unknown(answer), range(answer),
    firstMet(outcome, answer, run.calendar),
    condition(outcome, answer, run),
    outcome.resolution ? line('resolution', 'Known by:', outcome.resolution) : null)
  return { box, start: () => chart?.start() }
}

function howToRead(run) {
  const { trajectories, worlds } = run.result
  const versions = worlds > 1 ? `, in ${counted(worlds, 'world')} (a world is one draw of everything that is not known exactly)` : ''
  return [
    element('p', {}, `casus played these events ${count(trajectories)} times${versions} and counted how often each thing came about. Such a share is the answer: a judgement worked out to its consequences, not a forecast by data.`),
    element('ul', { class: 'key', 'aria-label': 'How to read the scales' },
      element('li', {}, element('span', { class: 'mark dot' }), 'the answer'),
      element('li', {}, element('span', { class: 'mark thin' }), 'its 95% interval: how far more simulation could move it'),
      worlds > 1 ? element('li', {}, element('span', { class: 'mark wide' }), 'what we do not know: the answers of 9 in 10 worlds') : null)
  ]
}

export function answers({ baseline }) {
  const names = Object.keys(baseline.result.outcomes)
  if (!names.length) return { box: section('answers', 'The answers', element('p', {}, 'This scenario asks no questions: it has no outcomes.')), start() {} }
  const articles = names.map(name => article(name, baseline))
  return {
    box: section('answers', names.length === 1 ? 'The answer' : 'The answers', howToRead(baseline), element('div', { class: 'answers' }, articles.map(each => each.box))),
    start: () => articles.forEach(each => each.start())
  }
}
