// The commonest pathways to each outcome, as a Sankey diagram: from the left, what came first.
import { tip, tooltip } from './chart.js'
import { chooser, details, element, option, section } from './dom.js'
import { figure, Stage } from './figure.js'
import { count, percent, spoken } from './format.js'
import { plainTable } from './table.js'

// A milestone keeps its colour wherever it stands, as far as the colours go.
function colours(palette, milestones) {
  const named = palette.categories.slice(0, -1)
  return milestones.map((_, i) => named[i] ?? palette.categories.at(-1))
}

function label(milestone) {
  return spoken(milestone.name)
}

// Milestones of the pathways, a node for each place in the order that one takes; links sum the pathways that share them.
function flows({ milestones, pathways }) {
  const nodes = new Map([['end', { name: 'end', label: 'it comes about', milestone: -1 }]])
  const links = new Map()
  for (const { milestones: order, count: hits } of pathways) {
    const stops = order.map((milestone, place) => ({ key: `${place} ${milestone}`, milestone, place }))
    for (const { key, milestone, place } of stops) nodes.set(key, { name: key, label: label(milestones[milestone]), milestone, depth: place })
    const keys = [...stops.map(stop => stop.key), 'end']
    keys.slice(1).forEach((to, i) => {
      const link = `${keys[i]} → ${to}`
      links.set(link, { source: keys[i], target: to, value: (links.get(link)?.value ?? 0) + hits })
    })
  }
  return { nodes: [...nodes.values()], links: [...links.values()] }
}

function sankey(paths, columns) {
  const { nodes, links } = flows(paths)
  const known = new Map(nodes.map(node => [node.name, node]))
  return look => {
    const palette = colours(look.palette, paths.milestones)
    return {
      tooltip: tooltip(look, {
        formatter: ({ dataType, data, value }) => dataType === 'edge'
          ? tip(`${known.get(data.source).label} → ${known.get(data.target).label}`, [{ name: 'of those in which it comes about', value: percent(data.value / paths.hits) }])
          : tip(known.get(data.name).label, [{ name: 'of those in which it comes about', value: percent(value / paths.hits) }])
      }),
      series: [{
        type: 'sankey',
        left: 4, right: 96, top: 8, bottom: 8,
        nodeWidth: 10, nodeGap: 14, draggable: false, layoutIterations: 48,
        data: nodes.map(({ name, depth, milestone }) => ({ name, depth, itemStyle: { color: milestone < 0 ? look.palette.ink : palette[milestone] } })),
        links,
        label: { color: look.palette.ink, fontSize: 12, width: (look.width - 110) / columns - 18, overflow: 'truncate', formatter: ({ name }) => known.get(name).label, textBorderColor: look.palette.ground, textBorderWidth: 3 },
        lineStyle: { color: 'source', opacity: 0.28, curveness: 0.5 },
        emphasis: { focus: 'adjacency' }
      }]
    }
  }
}

function inOrder(paths, pathway) {
  if (!pathway.milestones.length) return 'with none of the milestones before it'
  return pathway.milestones.map(milestone => label(paths.milestones[milestone])).join(' → ')
}

const milestoneColumns = [
  { title: 'Milestone', heads: true, cell: milestone => label(milestone) },
  { title: 'What it is', cell: milestone => milestone.about },
  { title: 'Came before it', numeric: true, cell: milestone => percent(milestone.before_hits), value: milestone => milestone.before_hits },
  { title: 'Had come where it might have happened', numeric: true, cell: milestone => percent(milestone.at_risk), value: milestone => milestone.at_risk }
]

function shownPaths(run, name, paths) {
  const question = run.question(name)
  const longest = Math.max(...paths.pathways.map(pathway => pathway.milestones.length))
  const shown = figure({
    title: question,
    note: `${count(paths.hits)} of the ${count(paths.trials)} courses looked at came to it; ${percent(paths.covered)} of these on the ${paths.pathways.length} commonest ways shown here.`,
    chart: { label: `Flow of the commonest ways to: ${question}`, height: 120 + 30 * paths.pathways.length, minWidth: 150 * (longest + 1), className: 'chart flow', build: sankey(paths, longest) },
    table: {
      columns: [
        { title: 'In this order', heads: true, cell: pathway => inOrder(paths, pathway) },
        { title: 'Courses', numeric: true, cell: pathway => count(pathway.count), value: pathway => pathway.count },
        { title: 'Share', numeric: true, cell: pathway => percent(pathway.share), value: pathway => pathway.share },
        { title: 'In the middle by', cell: pathway => run.calendar.brief(pathway.median_day) }
      ],
      rows: paths.pathways
    }
  })
  shown.box.append(details('The milestones and how they tell', () => plainTable('Milestones', milestoneColumns, paths.milestones)))
  return shown
}

export function pathways({ baseline, words }) {
  const { outcomes, trajectories } = words.pathways
  const told = Object.keys(outcomes).filter(name => outcomes[name].pathways.some(pathway => pathway.milestones.length))
  if (!told.length) return null
  const stage = new Stage()
  const show = i => stage.show(shownPaths(baseline, told[i], outcomes[told[i]]))
  show(0)
  const choice = chooser('Ways to', told.map((name, i) => option(i, baseline.question(name))), show)
  const note = element('p', { class: 'note' }, `What came before, in what order, in the first ${count(trajectories)} simulated courses. Only those milestones are drawn that tell the courses in which it comes about from the rest; what came before is not always a cause.`)
  return { box: section('pathways', 'How it comes about', note, told.length > 1 ? choice : null, stage.box), start: () => stage.start() }
}
