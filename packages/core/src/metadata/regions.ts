import { toLine, toNumber } from './text.ts'
import type { MediaRegion, RegionDimensions } from './types.ts'
import type { XmpProperties } from './xmp.ts'

/** More regions than a class photo has people. */
const maxRegions = 500

const unit = (value: number | null): number | null => (value !== null && value >= 0 && value <= 1 ? value : null)

interface Box {
  readonly x: number | null
  readonly y: number | null
  readonly width: number | null
  readonly height: number | null
}

const toRegion = (name: string | undefined, type: string | undefined, box: Box): MediaRegion | null => {
  const [x, y, width, height] = [unit(box.x), unit(box.y), unit(box.width), unit(box.height)]
  if (x === null || y === null || width === null || height === null) return null
  return { name: toLine(name), type: toLine(type), x, y, width, height }
}

const dimensions = 'mwg-rs:Regions/mwg-rs:AppliedToDimensions/stDim'

/** The size of the picture that regions were drawn on, in pixels (MWG 2.0, 5.9): a picture cut since then has another. */
export const readRegionDimensions = (xmp: XmpProperties): RegionDimensions | null => {
  const side = (name: string) => toNumber(xmp.get(`${dimensions}:${name}`)?.[0])
  const [widthPx, heightPx] = [side('w'), side('h')]
  return widthPx === null || heightPx === null || widthPx < 1 || heightPx < 1 ? null : { widthPx, heightPx }
}

/** Regions of the Metadata Working Group: the centre, as parts of the picture; some programs count pixels. */
const readWorkingGroup = (xmp: XmpProperties): MediaRegion[] => {
  const regions: MediaRegion[] = []
  const drawnOn = readRegionDimensions(xmp)
  for (let place = 1; place <= maxRegions; place += 1) {
    const field = (name: string) => xmp.get(`mwg-rs:Regions/mwg-rs:RegionList[${place}]/${name}`)?.[0]
    const area = (name: string) => toNumber(field(`mwg-rs:Area/stArea:${name}`))
    const isPixels = field('mwg-rs:Area/stArea:unit') === 'pixel'
    const over = (value: number | null, side: number | undefined) =>
      value === null || !isPixels ? value : side === undefined ? null : value / side
    const diameter = area('d')
    const region = toRegion(field('mwg-rs:Name'), field('mwg-rs:Type'), {
      x: over(area('x'), drawnOn?.widthPx),
      y: over(area('y'), drawnOn?.heightPx),
      width: over(area('w') ?? diameter, drawnOn?.widthPx),
      height: over(area('h') ?? diameter, drawnOn?.heightPx),
    })
    if (region) regions.push(region)
    else if (field('mwg-rs:Name') === undefined && field('mwg-rs:Type') === undefined && area('x') === null) break
  }
  return regions
}

/** Regions of Windows: the upper left corner, as parts of the picture; people without a rectangle are only named. */
const readMicrosoft = (xmp: XmpProperties): MediaRegion[] => {
  const regions: MediaRegion[] = []
  for (let place = 1; place <= maxRegions; place += 1) {
    const field = (name: string) => xmp.get(`MP:RegionInfo/MPRI:Regions[${place}]/MPReg:${name}`)?.[0]
    const rectangle = field('Rectangle')
    const [left = null, top = null, width = null, height = null] = (rectangle ?? '').split(',').map(toNumber)
    const centre = (corner: number | null, side: number | null) =>
      corner === null || side === null ? null : corner + side / 2
    const box = { x: centre(left, width), y: centre(top, height), width, height }
    const region = toRegion(field('PersonDisplayName'), 'Face', box)
    if (region) regions.push(region)
    else if (rectangle === undefined && field('PersonDisplayName') === undefined) break
  }
  return regions
}

/** Faces and other marked parts of a picture: those of the Metadata Working Group, else those of Windows. */
export const readRegions = (xmp: XmpProperties): MediaRegion[] => {
  const regions = readWorkingGroup(xmp)
  return regions.length > 0 ? regions : readMicrosoft(xmp)
}
