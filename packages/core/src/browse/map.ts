import type { CallContext } from '../context.ts'
import type { CheckedScope } from '../photos/photo.query.ts'
import { printQuery } from '../query/print.ts'
import type { Computed } from './computed.ts'
import type { MapBox, MapCluster, PhotoMap } from './map.types.ts'
import { countCells, type MapCell } from './map-cells.ts'

/** As many as one can look at. */
const maxClusters = 300

/** What was counted, as it is kept: `counts` says how large it is. */
type Kept = PhotoMap & { readonly counts: readonly unknown[] }

export const readMap = async (
  context: CallContext,
  computed: Computed,
  scope: CheckedScope,
  { box, zoom }: { readonly box: MapBox | undefined; readonly zoom: number },
): Promise<PhotoMap> => {
  const kind = `map ${zoom} ${box ? printBox(box) : ''}`
  const found = await computed.of<Kept>(context, scope, [kind], function* ({ catalogue, slots }) {
    const tally = yield* countCells(catalogue, slots, { box, zoom, maxCells: maxClusters })
    const clusters = tally.cells.map((cell) => toCluster(cell, catalogue.ids))
    clusters.sort((a, b) => b.photos - a.photos || b.photoId - a.photoId)
    return {
      clusters,
      zoom: tally.zoom,
      photos: tally.photos,
      withoutPosition: tally.withoutPosition,
      box: around(tally.cells),
      query: box ? printBox(box) : printQuery({ type: 'presence', field: 'place', isPresent: true }),
      counts: clusters,
    }
  })
  const { counts: _counts, ...map } = found.get(kind) as Kept
  return map
}

const printBox = (box: MapBox): string => printQuery({ type: 'box', ...box })

/** Sums of floating point figures come with noise; a ten-millionth of a degree is a centimetre. */
const rounded = (degrees: number): number => Math.round(degrees * 1e7) / 1e7

const toCluster = (cell: MapCell, ids: Int32Array): MapCluster => {
  const { south, west, north, east, photos } = cell
  return {
    latitude: rounded(cell.latitudes / photos),
    longitude: rounded(cell.longitudes / photos),
    photos,
    photoId: ids[cell.newest] as number,
    box: { south, west, north, east },
  }
}

/** The smallest box around all cells. What lies on both sides of the date line is near, not a world apart: the widest gap is left out. */
const around = (cells: readonly MapCell[]): MapBox | null => {
  const [first, ...others] = [...cells].sort((a, b) => a.west - b.west)
  if (!first) return null
  const last = Math.max(...cells.map(({ east }) => east))
  let [west, east] = [first.west, last]
  let [gap, reached] = [first.west + 360 - last, first.east]
  for (const cell of others) {
    if (cell.west - reached > gap) {
      gap = cell.west - reached
      west = cell.west
      east = reached
    }
    reached = Math.max(reached, cell.east)
  }
  return {
    south: Math.min(...cells.map(({ south }) => south)),
    west,
    north: Math.max(...cells.map(({ north }) => north)),
    east,
  }
}
