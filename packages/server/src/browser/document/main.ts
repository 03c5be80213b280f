import {
  GlobalWorkerOptions,
  getDocument,
  type PDFDocumentProxy,
  VerbosityLevel,
} from 'pdfjs-dist/legacy/build/pdf.mjs'

interface Texts {
  readonly page: string
  readonly loading: string
  readonly failed: string
}

/** Of one page: more than a phone's browser gives to a canvas at all. */
const maxCanvasPixels = 12e6
const maxPages = 2_000

/**
 * The pages of a document below each other, each drawn when it comes near. Nothing in the document runs: it is read and painted, its
 * scripts, forms and links are not.
 *
 * @returns How it is closed. @throws where it cannot be read
 */
export const open = async (
  stage: HTMLElement,
  { url, worker, parts, texts, label }: { url: string; worker: string; parts: string; texts: Texts; label: string },
): Promise<() => void> => {
  GlobalWorkerOptions.workerSrc = worker
  // Loaded where a document needs them: encodings and fonts that it does not bring along, and a decoder.
  const partsUrl = `${parts}/`
  const loading = getDocument({
    url,
    isEvalSupported: false,
    cMapUrl: partsUrl,
    standardFontDataUrl: partsUrl,
    wasmUrl: partsUrl,
    // No page allows it; what needs it is decoded more slowly, by script.
    useWasm: false,
    enableXfa: false,
    // What is odd about a document is its author's business.
    verbosity: VerbosityLevel.ERRORS,
    stopAtErrors: false,
    maxImageSize: 64e6,
    canvasMaxAreaInBytes: maxCanvasPixels * 4,
  })
  const pages = await loading.promise
  const holder = document.createElement('div')
  holder.className = 'stage-document'
  holder.tabIndex = 0
  holder.setAttribute('role', 'region')
  holder.setAttribute('aria-label', label)
  const number = new Intl.NumberFormat(document.documentElement.lang)
  const drawn = new Set<Element>()
  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting || drawn.has(target)) continue
        drawn.add(target)
        void draw(pages, target as HTMLElement).catch(() => target.classList.add('is-broken'))
      }
    },
    { root: holder, rootMargin: '100% 0px' },
  )
  const count = Math.min(pages.numPages, maxPages)
  // The first one tells the shape of the others until they are drawn.
  const { width, height } = (await pages.getPage(1)).getViewport({ scale: 1 })
  for (let at = 1; at <= count; at++) {
    const page = document.createElement('figure')
    page.dataset.page = String(at)
    page.style.aspectRatio = `${width} / ${height}`
    const caption = document.createElement('figcaption')
    caption.className = 'sr-only'
    caption.textContent = texts.page.replace('PAGES', number.format(count)).replace('PAGE', number.format(at))
    page.append(caption)
    holder.append(page)
    near.observe(page)
  }
  stage.append(holder)
  holder.focus({ preventScroll: true })
  return () => {
    near.disconnect()
    void loading.destroy()
    holder.remove()
  }
}

const draw = async (pages: PDFDocumentProxy, holder: HTMLElement): Promise<void> => {
  const page = await pages.getPage(Number(holder.dataset.page))
  const natural = page.getViewport({ scale: 1 })
  holder.style.aspectRatio = `${natural.width} / ${natural.height}`
  const wanted = (holder.clientWidth / natural.width) * Math.min(devicePixelRatio, 2.5)
  const most = Math.sqrt(maxCanvasPixels / (natural.width * natural.height))
  const viewport = page.getViewport({ scale: Math.min(wanted, most) })
  const canvas = document.createElement('canvas')
  canvas.width = Math.ceil(viewport.width)
  canvas.height = Math.ceil(viewport.height)
  await page.render({ canvas, viewport, annotationMode: 0 }).promise
  // For those who hear it.
  const words = document.createElement('p')
  words.className = 'sr-only'
  const { items } = await page.getTextContent()
  words.textContent = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : '')).join('')
  words.dir = 'auto'
  canvas.setAttribute('aria-hidden', 'true')
  holder.append(canvas, words)
  page.cleanup()
}
