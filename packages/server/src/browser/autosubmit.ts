/** Forms of one choice are sent as soon as it is made; the filter bar when its panel closes, or a moment after the last tick. */
export const submitOnChange = (): void => {
  for (const form of document.querySelectorAll<HTMLFormElement>('[data-autosubmit]')) {
    form.addEventListener('change', () => form.requestSubmit())
  }
  const bar = document.querySelector<HTMLFormElement>('[data-filters]')
  if (bar) watchFilters(bar)
}

/** Long enough to tick a second value, short enough not to be waited for. */
const settleMs = 900

const watchFilters = (bar: HTMLFormElement): void => {
  let timer = 0
  let isChanged = false
  const send = (): void => {
    clearTimeout(timer)
    if (isChanged) bar.requestSubmit()
  }
  bar.addEventListener('change', () => {
    isChanged = true
    clearTimeout(timer)
    timer = window.setTimeout(send, settleMs)
  })
  // What is left empty asks for nothing, and would make the address many times as long.
  bar.addEventListener('formdata', ({ formData }) => {
    for (const name of new Set(formData.keys())) {
      if (formData.getAll(name).every((value) => value === '')) formData.delete(name)
    }
  })
  for (const panel of bar.querySelectorAll<HTMLDetailsElement>('details.filter')) {
    panel.addEventListener('toggle', () => {
      if (panel.open) keepInside(panel)
      else send()
    })
  }
  // A click elsewhere, or Escape, puts a panel away.
  const close = (): void => {
    for (const panel of bar.querySelectorAll<HTMLDetailsElement>('details.filter[open]')) panel.open = false
  }
  document.addEventListener('click', (event) => {
    if (event.target instanceof Node && !bar.contains(event.target)) close()
  })
  bar.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close()
  })
}

/** A panel that would reach over the window's edge hangs from the other end of its label; one below it is brought into sight. */
const keepInside = (panel: HTMLDetailsElement): void => {
  delete panel.dataset.side
  const content = panel.querySelector('.filter-panel')
  if (!content) return
  const { left, right } = content.getBoundingClientRect()
  if (left < 0 || right > document.documentElement.clientWidth) panel.dataset.side = 'end'
  content.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}
