/** Long edge of what is counted: enough that a share of the whole does not change. */
const maxSidePx = 512
const levels = 256
/** What is darker or brighter than this has nothing left to show. */
const [black, white] = [2, 253]

type Counts = Readonly<Record<'red' | 'green' | 'blue' | 'light', Uint32Array>>

const count = (picture: HTMLImageElement): { counts: Counts; dark: number; bright: number } => {
  const scale = Math.min(1, maxSidePx / Math.max(picture.naturalWidth, picture.naturalHeight))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.naturalWidth * scale))
  canvas.height = Math.max(1, Math.round(picture.naturalHeight * scale))
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('No canvas')
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
  const of = () => new Uint32Array(levels)
  const counts = { red: of(), green: of(), blue: of(), light: of() }
  let [dark, bright, seen] = [0, 0, 0]
  const add = (row: Uint32Array, level: number): void => {
    row[level] = (row[level] ?? 0) + 1
  }
  for (let at = 0; at < data.length; at += 4) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = data.subarray(at, at + 4)
    if (alpha < 128) continue
    // https://www.itu.int/rec/R-REC-BT.709
    const light = Math.round(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    add(counts.red, red)
    add(counts.green, green)
    add(counts.blue, blue)
    add(counts.light, light)
    seen++
    if (light <= black) dark++
    if (light >= white) bright++
  }
  return { counts, dark: seen ? dark / seen : 0, bright: seen ? bright / seen : 0 }
}

const namespace = 'http://www.w3.org/2000/svg'

const curve = (row: Uint32Array, most: number, name: string): SVGPathElement => {
  const path = document.createElementNS(namespace, 'path')
  const points = [...row].map((value, level) => `${level} ${(100 - Math.min(100, (value / most) * 100)).toFixed(1)}`)
  path.setAttribute('d', `M0 100L${points.join('L')}L255 100z`)
  path.setAttribute('class', `histogram-${name}`)
  return path
}

/** Draws how many of the pixels of a picture are how bright, and says what was lost at both ends. */
export const draw = async (
  holder: HTMLElement,
  picture: HTMLImageElement,
  { told }: { readonly told: string },
): Promise<void> => {
  await picture.decode()
  const { counts, dark, bright } = count(picture)
  // The ends are often so high that nothing else would be seen: the curve is measured without them.
  const most = Math.max(1, ...Object.values(counts).map((row) => Math.max(...row.subarray(3, 253))))
  const drawing = document.createElementNS(namespace, 'svg')
  drawing.setAttribute('viewBox', '0 0 255 100')
  drawing.setAttribute('preserveAspectRatio', 'none')
  drawing.setAttribute('aria-hidden', 'true')
  for (const name of ['light', 'red', 'green', 'blue'] as const) drawing.append(curve(counts[name], most, name))
  const share = new Intl.NumberFormat(document.documentElement.lang, { style: 'percent', maximumFractionDigits: 1 })
  const text = document.createElement('p')
  text.textContent = told.replace('DARK', share.format(dark)).replace('BRIGHT', share.format(bright))
  holder.replaceChildren(drawing, text)
}
