// Charts by Apache ECharts, drawn again whenever the page changes its width, its colours or its medium.
import { CustomChart, HeatmapChart, LineChart, SankeyChart, ScatterChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, VisualMapComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { LabelLayout } from 'echarts/features'
import { SVGRenderer } from 'echarts/renderers'
import { element } from './dom.js'
import { dark, light } from './palette.js'

use([CustomChart, HeatmapChart, LineChart, SankeyChart, ScatterChart, AriaComponent, GridComponent, LegendComponent,
  MarkLineComponent, TooltipComponent, VisualMapComponent, LabelLayout, SVGRenderer])

export const font = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'
const pageWidth = 680 // a page of A4 or Letter between its margins, in CSS pixels
const prefersDark = matchMedia('(prefers-color-scheme: dark)')
const charts = new Set()
let isPrinting = false

// How a chart is to look now: `build` gets it and returns an ECharts option.
function look(width, hidden) {
  return { palette: prefersDark.matches && !isPrinting ? dark : light, width, hidden, isNarrow: width < 520 }
}

export class Chart {
  // `height` is a number or a function of the width. A chart without a label repeats what stands beside it in words.
  constructor({ label, height, build, className = 'chart', printedWidth = pageWidth }) {
    Object.assign(this, { label, height, build, printedWidth })
    const role = label ? { tabindex: 0, role: 'img', 'aria-label': label } : { 'aria-hidden': 'true' }
    this.box = element('div', { class: className, ...role })
    this.hidden = new Set()
  }

  // Draws once the box stands in the page.
  start() {
    this.instance = init(this.box, null, { renderer: 'svg', width: 100, height: 100 })
    charts.add(this)
    if (this.label) this.box.addEventListener('keydown', event => this.step(event))
    this.draw()
    sizes.observe(this.box)
  }

  draw() {
    const width = isPrinting ? this.printedWidth : this.box.clientWidth
    if (!width) return
    this.width = this.box.clientWidth
    const height = typeof this.height === 'function' ? this.height(width) : this.height
    const now = look(width, this.hidden)
    this.box.style.height = `${height}px`
    this.instance.resize({ width, height })
    this.instance.setOption({ ...common(now, this.label), ...this.build(now), ...this.legend() }, { notMerge: true })
  }

  // Series are shown and hidden by checkboxes beside the chart, which a keyboard reaches; the chart's own legend only
  // keeps the state.
  legend() {
    return { legend: { show: false, selected: Object.fromEntries([...this.hidden].map(name => [name, false])) } }
  }

  show(name, isShown) {
    if (isShown) this.hidden.delete(name)
    else this.hidden.add(name)
    this.draw()
  }

  // The arrow keys walk the tooltip along the first series, by ten with Shift.
  step(event) {
    const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (event.key === 'Escape') this.instance.dispatchAction({ type: 'hideTip' })
    if (!move) return
    event.preventDefault()
    const count = this.instance.getOption().series[0].data.length
    const far = event.shiftKey ? 10 : 1
    this.at = Math.max(0, Math.min(count - 1, (this.at ?? (move > 0 ? -1 : count)) + move * far))
    this.instance.dispatchAction({ type: 'showTip', seriesIndex: 0, dataIndex: this.at })
  }

  end() {
    sizes.unobserve(this.box)
    charts.delete(this)
    this.instance.dispose()
  }
}

function common({ palette }, label) {
  return {
    animation: false,
    useUTC: true,
    backgroundColor: 'transparent',
    textStyle: { fontFamily: font, fontSize: 12, color: palette.ink },
    aria: { enabled: Boolean(label), label: { description: label } }
  }
}

export function tooltip({ palette }, more) {
  return {
    confine: true,
    backgroundColor: palette.ground,
    borderColor: palette.line,
    padding: [8, 10],
    textStyle: { color: palette.ink, fontFamily: font, fontSize: 12 },
    ...more
  }
}

// What a tooltip says: a title over rows of a colour, a name and a value.
export function tip(title, rows) {
  const line = ({ colour, name, value }) => {
    const swatch = element('span', { class: 'swatch' })
    swatch.style.background = colour ?? 'transparent'
    return element('tr', {}, element('th', { scope: 'row' }, colour ? swatch : null, name), element('td', {}, value))
  }
  return element('div', { class: 'tip' }, element('strong', {}, title), element('table', {}, element('tbody', {}, rows.map(line))))
}

// The tooltip of a date: `rows` of a grid point's index, each of the series that it belongs to.
export function dateTip(look, calendar, rows) {
  return tooltip(look, {
    trigger: 'axis',
    axisPointer: { lineStyle: { color: look.palette.soft, width: 1 } },
    formatter: parts => {
      const visible = new Set(parts.map(part => part.seriesName))
      return tip(calendar.atTime(parts[0].value[0]), rows(parts[0].dataIndex).filter(row => visible.has(row.series)))
    }
  })
}

function drawAll() {
  for (const chart of charts) chart.draw()
}

const sizes = new ResizeObserver(entries => {
  for (const { target } of entries)
    for (const chart of charts)
      if (chart.box === target && !isPrinting && target.clientWidth !== chart.width) chart.draw()
})

function setPrinting(value) {
  if (isPrinting === value) return
  isPrinting = value
  drawAll()
}

prefersDark.addEventListener('change', drawAll)
matchMedia('print').addEventListener('change', event => setPrinting(event.matches))
addEventListener('beforeprint', () => setPrinting(true))
addEventListener('afterprint', () => setPrinting(false))
