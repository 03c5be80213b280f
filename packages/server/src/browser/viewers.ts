import { remember } from './cookie.ts'
import { loadOnDemand } from './on-demand.ts'

/** What the parts that are loaded on demand can do. They are built by themselves: only their shapes are known here. */
interface Zoom {
  open(link: HTMLElement, options: { turn: (url: string) => Promise<boolean> }): void
}
interface Stage {
  open(stage: HTMLElement, options: Readonly<Record<string, unknown>>): Promise<() => void>
}
interface Histogram {
  draw(holder: HTMLElement, picture: HTMLImageElement, texts: unknown): Promise<void>
}

/** The picture over the whole window. Where the script of it does not come, the link leads to the picture. */
export const openViewer = async (link: HTMLElement, turn: (url: string) => Promise<boolean>): Promise<void> => {
  try {
    const zoom = await loadOnDemand<Zoom>(link)
    if (zoom) return zoom.open(link, { turn })
  } catch {
    // As without script, below.
  }
  if (link instanceof HTMLAnchorElement) location.assign(link.href)
}

/** The viewers of one photo: made anew for each that comes into sight. */
export const arriveViewers = (article: HTMLElement): void => {
  const stage = article.querySelector<HTMLElement>('[data-stage]')
  const button = article.querySelector<HTMLElement>('[data-viewer]')
  if (stage && button) stageViewer(stage, button)
  const metadata = article.querySelector<HTMLDetailsElement>('details.metadata')
  metadata?.addEventListener('toggle', () => remember('vitrine_metadata', metadata.open ? 'open' : 'closed'))
  const histogram = article.querySelector<HTMLDetailsElement>('[data-histogram]')
  if (histogram) histogramOf(article, histogram)
}

/** A button that puts something in place of the flat picture, and the picture back. */
const stageViewer = (stage: HTMLElement, button: HTMLElement): void => {
  let close: (() => void) | null = null
  let isBusy = false
  const label = button.querySelector('span')
  const opens = label?.textContent ?? ''
  const closes = button.dataset.close
  const set = (isOpen: boolean): void => {
    button.setAttribute('aria-pressed', String(isOpen))
    stage.toggleAttribute('data-viewing', isOpen)
    if (label && closes) label.textContent = isOpen ? closes : opens
  }
  const note = (text: string): void => {
    const line = stage.querySelector<HTMLElement>('[data-viewer-note]')
    if (!line) return
    line.textContent = text
    line.hidden = text === ''
  }
  button.addEventListener('click', async () => {
    if (isBusy) return
    if (close) {
      close()
      close = null
      set(false)
      return
    }
    const {
      viewer,
      texts: told = '{}',
      srcset = '',
      sphere = '{}',
      url = '',
      worker = '',
      parts = '',
      label = '',
    } = button.dataset
    if (viewer === 'wide') {
      close = alongWide(stage, label)
      set(true)
      return
    }
    const texts = JSON.parse(told) as { readonly loading?: string; readonly failed: string }
    isBusy = true
    note(texts.loading ?? '')
    try {
      const part = await loadOnDemand<Stage>(button)
      if (!part) throw new Error('Not built')
      const options = { srcset, sphere: JSON.parse(sphere) as unknown, url, worker, parts, texts, label }
      close = await part.open(stage, options)
      set(true)
      note('')
    } catch {
      note(texts.failed)
    }
    isBusy = false
  })
}

/** A long picture at the height of the stage, to go along. */
const alongWide = (stage: HTMLElement, label: string): (() => void) => {
  const picture = stage.querySelector('img')
  const sizes = picture?.sizes ?? ''
  if (picture) picture.sizes = `${Math.round((picture.width / picture.height) * 100)}vh`
  const before = stage.tabIndex
  stage.tabIndex = 0
  stage.setAttribute('role', 'region')
  stage.setAttribute('aria-label', label)
  stage.focus({ preventScroll: true })
  return () => {
    if (picture) picture.sizes = sizes
    stage.tabIndex = before
    stage.removeAttribute('role')
    stage.removeAttribute('aria-label')
    stage.scrollLeft = 0
  }
}

const histogramOf = (article: HTMLElement, details: HTMLDetailsElement): void => {
  const holder = details.querySelector<HTMLElement>('[data-part="drawing"]')
  let isDrawn = false
  const draw = async (): Promise<void> => {
    const picture = article.querySelector<HTMLImageElement>('[data-stage] img')
    if (isDrawn || !details.open || !holder || !picture) return
    isDrawn = true
    const texts = JSON.parse(details.dataset.texts ?? '{}') as { readonly failed: string }
    try {
      const part = await loadOnDemand<Histogram>(details)
      if (!part) throw new Error('Not built')
      await part.draw(holder, picture, texts)
    } catch {
      isDrawn = false
      holder.textContent = texts.failed
    }
  }
  details.hidden = false
  // Who has it open has it open for the next photo too; that of a new page is opened by the server.
  details.addEventListener('toggle', () => {
    remember('vitrine_histogram', details.open ? 'open' : 'closed')
    void draw()
  })
  void draw()
}
