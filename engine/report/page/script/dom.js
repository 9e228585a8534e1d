// Elements are built from text alone, never from markup, so that a scenario's words stay words.

// element('p', {class: 'note', hidden: true, onclick: f}, 'text', otherElement, null)
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) set(made, name, value)
  made.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== ''))
  return made
}

function set(made, name, value) {
  if (name.startsWith('on')) made.addEventListener(name.slice(2), value)
  else if (value === true) made.setAttribute(name, '')
  else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value)
}

let last = 0

export function freshId(prefix) {
  return `${prefix}-${++last}`
}

export function section(id, title, ...children) {
  const heading = element('h2', { id: `${id}-title` }, title)
  return element('section', { id, 'aria-labelledby': heading.id }, heading, ...children)
}

// What opens on demand is made on demand.
export function details(summary, make) {
  const made = element('details', {}, element('summary', {}, summary))
  made.addEventListener('toggle', () => made.append(make()), { once: true })
  return made
}

export function chooser(label, options, choose, chosen = 0) {
  const select = element('select', { id: freshId('choose') }, options)
  select.value = chosen
  select.addEventListener('change', () => choose(select.value))
  return element('p', { class: 'chooser' }, element('label', { for: select.id }, label), select)
}

export function option(value, text) {
  return element('option', { value }, text)
}

export function checkbox(label, isChecked, change, swatch = null) {
  const box = element('input', { type: 'checkbox', checked: isChecked })
  box.addEventListener('change', () => change(box.checked))
  return element('label', { class: 'toggle' }, box, swatch, element('span', {}, label))
}

// A button that copies a text, and says so; where the browser refuses, the text is selected to be copied by hand.
export function copyButton(text, source) {
  const told = element('span', { role: 'status', class: 'told' })
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      told.textContent = 'Copied'
    } catch {
      getSelection().selectAllChildren(source)
      told.textContent = 'Selected: press Ctrl+C'
    }
  }
  return element('p', { class: 'copy' }, element('button', { type: 'button', onclick: copy }, 'Copy'), told)
}
