// Rungs over time as stacked areas, the lowest rung at the bottom, and two ladders together as a heat map.
import { greatest, line, shareAxis, timeAxis } from './axes.js'
import { dateTip, tip, tooltip } from './chart.js'
import { chooser, option, section } from './dom.js'
import { figure, Stage } from './figure.js'
import { percent, roundPercent, spoken } from './format.js'
import { inkOn, steps } from './palette.js'

const lineHeight = 15

// Moves labels that stand too close up and down, as little as it takes, and keeps them within the chart.
function apart(heights, lowest) {
  const placed = [...heights]
  for (let i = placed.length - 2; i >= 0; --i) placed[i] = Math.max(placed[i], placed[i + 1] + lineHeight)
  placed[0] = Math.min(placed[0], lowest)
  for (let i = 1; i < placed.length; ++i) placed[i] = Math.min(placed[i], placed[i - 1] - lineHeight)
  return placed
}

// The rungs' names at the right end, each beside its area: `shares` of the last day, the lowest rung first.
function names(look, rungs, end, shares) {
  const shown = rungs.map((rung, r) => ({ rung, share: shares[r] })).filter(({ rung }) => !look.hidden.has(rung))
  const tops = shown.map((_, i) => shown.slice(0, i + 1).reduce((sum, { share }) => sum + share, 0))
  return [{
    type: 'custom',
    name: 'names',
    silent: true,
    encode: { x: 0, y: 1, tooltip: [] },
    data: [[end, 1]],
    renderItem(_, api) {
      const middles = shown.map(({ share }, i) => api.coord([end, tops[i] - share / 2])[1])
      const heights = apart(middles, api.coord([end, 0])[1] - lineHeight / 2)
      const x = api.coord([end, 0])[0] + 8
      const text = ({ rung, share }, i) => ({
        type: 'text', x, y: heights[i],
        style: { text: `${spoken(rung)}  ${percent(share)}`, fill: look.palette.ink, fontSize: 12, verticalAlign: 'middle', width: 178, overflow: 'truncate' }
      })
      return { type: 'group', children: shown.map(text) }
    }
  }]
}

function areas(run, name) {
  const { rungs, day, occupancy } = run.result.ladders[name]
  const times = day.map(days => run.calendar.time(days))
  return look => {
    const colours = steps(look.palette, rungs.length)
    const labelled = !look.isNarrow
    return {
      grid: { left: 44, right: labelled ? 190 : 12, top: 12, bottom: 30 },
      xAxis: timeAxis(look, run.calendar, day),
      yAxis: shareAxis(look, { max: 1, interval: 0.25 }),
      tooltip: dateTip(look, run.calendar, i => rungs.map((rung, r) => ({ colour: colours[r], series: rung, name: spoken(rung), value: percent(occupancy[i][r]) })).reverse()),
      series: rungs.map((rung, r) => line({
        name: rung, times, values: occupancy.map(shares => shares[r]), colour: colours[r],
        stack: 'rungs', stackStrategy: 'all',
        lineStyle: { width: 1, color: look.palette.ground },
        areaStyle: { color: colours[r], opacity: 1 }
      })).concat(labelled ? names(look, rungs, times.at(-1), occupancy.at(-1)) : [])
    }
  }
}

function ladderTable(run, name) {
  const { rungs, day, occupancy } = run.result.ladders[name]
  return {
    columns: [
      { title: 'Date', heads: true, cell: i => run.calendar.brief(day[i]) },
      ...rungs.map((rung, r) => ({ title: spoken(rung), numeric: true, cell: i => percent(occupancy[i][r]), value: i => occupancy[i][r] }))
    ],
    rows: day.map((_, i) => i)
  }
}

function ladder(run, name) {
  const { rungs } = run.result.ladders[name]
  return figure({
    title: spoken(name),
    note: run.about('ladder', name),
    chart: { label: `Share of the simulated courses on each rung of ${spoken(name)} over time`, height: width => (width < 520 ? 280 : 340), build: areas(run, name) },
    series: rungs.map((rung, r) => ({ name: rung, title: spoken(rung), colour: palette => steps(palette, rungs.length)[r] })).reverse(),
    table: ladderTable(run, name)
  })
}

export function ladders({ baseline }) {
  const names = Object.keys(baseline.result.ladders)
  if (!names.length) return null
  const figures = names.map(name => ladder(baseline, name))
  return {
    box: section('ladders', 'Where things stand over time', figures.map(each => each.box)),
    start: () => figures.forEach(each => each.start())
  }
}

function cells(shares) {
  return shares.flatMap((row, first) => row.map((share, second) => [first, second, share]))
}

function heatMap(pair, firstRungs, secondRungs) {
  const data = cells(pair.shares)
  const most = greatest(data.map(cell => cell[2]))
  const axis = (look, rungs, name) => ({
    type: 'category', data: rungs.map(spoken), name: spoken(name), nameLocation: 'middle',
    nameTextStyle: { color: look.palette.soft },
    axisLine: { show: false }, axisTick: { show: false }, splitArea: { show: false }
  })
  return look => {
    const colours = [look.palette.ground, ...steps(look.palette, 7)]
    const fine = !look.isNarrow
    return {
      grid: { left: fine ? 150 : 112, right: 8, top: 8, bottom: fine ? 62 : 110 },
      xAxis: { ...axis(look, firstRungs, pair.first), nameGap: fine ? 40 : 90, axisLabel: { color: look.palette.soft, interval: 0, rotate: fine ? 0 : 60, width: fine ? 96 : 78, overflow: fine ? 'break' : 'truncate', lineHeight: 13 } },
      yAxis: { ...axis(look, secondRungs, pair.second), nameGap: fine ? 132 : 98, axisLabel: { color: look.palette.soft, interval: 0, width: fine ? 122 : 86, fontSize: fine ? 12 : 11, overflow: 'truncate' } },
      visualMap: { show: false, min: 0, max: most, inRange: { color: colours } },
      tooltip: tooltip(look, { formatter: ({ value: [x, y, share] }) => tip(percent(share), [{ name: spoken(pair.first), value: spoken(firstRungs[x]) }, { name: spoken(pair.second), value: spoken(secondRungs[y]) }]) }),
      series: [{
        type: 'heatmap',
        data: data.map(value => ({ value, label: { color: inkAt(look, colours, value[2] / most) } })),
        itemStyle: { borderColor: look.palette.ground, borderWidth: 2 },
        emphasis: { itemStyle: { borderColor: look.palette.ink } },
        label: { show: true, fontSize: fine ? 12 : 9, formatter: ({ value }) => (value[2] === 0 ? '' : roundPercent(value[2])) }
      }]
    }
  }
}

// The colour that a share gets lies between two of the list; its ink follows the nearer one.
function inkAt(look, colours, t) {
  const nearest = Math.round(t * (colours.length - 1))
  return nearest === 0 ? look.palette.ink : inkOn(colours[nearest])
}

function together(run, pair) {
  const first = run.result.ladders[pair.first].rungs
  const second = run.result.ladders[pair.second].rungs
  return figure({
    title: `${spoken(pair.first)} and ${spoken(pair.second)}`,
    note: `Share of the simulated courses on each pair of rungs on ${run.calendar.written(run.words.length)}.`,
    chart: { label: `Heat map of ${spoken(pair.first)} against ${spoken(pair.second)} on the last day`, height: width => 80 + second.length * (width < 520 ? 40 : 48), build: heatMap(pair, first, second) },
    table: {
      columns: [
        { title: `${spoken(pair.second)} ↓, ${spoken(pair.first)} →`, heads: true, cell: s => spoken(second[s]) },
        ...first.map((rung, f) => ({ title: spoken(rung), numeric: true, cell: s => percent(pair.shares[f][s]), value: s => pair.shares[f][s] }))
      ],
      rows: second.map((_, s) => s).reverse()
    }
  })
}

export function joint({ baseline }) {
  const pairs = baseline.result.joint ?? []
  if (!pairs.length) return null
  const stage = new Stage()
  stage.show(together(baseline, pairs[0]))
  const choice = chooser('Ladders', pairs.map((pair, i) => option(i, `${spoken(pair.first)} and ${spoken(pair.second)}`)), i => stage.show(together(baseline, pairs[i])))
  return {
    box: section('joint', 'Both together at the end', pairs.length > 1 ? choice : null, stage.box),
    start: () => stage.start()
  }
}
