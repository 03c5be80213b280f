/**
 * `npx tsx scripts/land.ts`: writes the outlines of the land that maps are drawn on, from Natural Earth's (public domain, 1 : 110
 * million), as the package world-atlas has them. They are kept in the repository: nothing needs this at run time.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { mercatorX, mercatorY } from '../packages/core/src/browse/map-cells.ts'

/** TopoJSON, as far as this one file goes. https://github.com/topojson/topojson-specification */
interface Topology {
  readonly transform: { readonly scale: readonly [number, number]; readonly translate: readonly [number, number] }
  readonly arcs: readonly (readonly (readonly [number, number])[])[]
  readonly objects: {
    readonly land: {
      readonly geometries: readonly { readonly arcs: readonly (readonly (readonly number[])[])[] }[]
    }
  }
}

type Point = readonly [number, number]

/** The world is a square of so many units: a tenth of a pixel of a wide screen. */
const side = 10_000
const target = fileURLToPath(new URL('../packages/server/themes/base/assets/land.svg', import.meta.url))

const path = createRequire(import.meta.url).resolve('world-atlas/land-110m.json')
const topology = JSON.parse(readFileSync(path, 'utf8')) as Topology
const { scale, translate } = topology.transform

/** Each arc begins at a point, and goes on by differences. */
const arcs = topology.arcs.map((arc) => {
  let [x, y] = [0, 0]
  return arc.map(([dx, dy]): Point => {
    x += dx
    y += dy
    const [longitude, latitude] = [x * scale[0] + translate[0], y * scale[1] + translate[1]]
    return [Math.round(mercatorX(longitude) * side), Math.round(mercatorY(latitude) * side)]
  })
})

/** A negative number is an arc walked backwards: `~index`. The end of one arc is the beginning of the next. */
const ringOf = (indexes: readonly number[]): Point[] =>
  indexes.flatMap((index, at) => {
    const arc = index < 0 ? [...(arcs[~index] ?? [])].reverse() : (arcs[index] ?? [])
    return at === 0 ? arc : arc.slice(1)
  })

/**
 * Rings go over the date line: they are laid out as though the world went on there, and drawn at both of its edges. The one around the pole
 * does not come back to where it began, and is closed along the edge.
 */
const laidOut = (ring: readonly Point[]): Point[][] => {
  let turn = 0
  const points = ring.map(([x, y], at): Point => {
    const before = ring[at - 1]
    if (before && Math.abs(x - before[0]) > side / 2) turn += x < before[0] ? side : -side
    return [x + turn, y]
  })
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) return []
  const closed: Point[] =
    Math.abs(first[0] - last[0]) > side / 2 ? [...points, [last[0], side * 1.1], [first[0], side * 1.1], first] : points
  const xs = closed.map(([x]) => x)
  const shifts = [0, ...(Math.max(...xs) > side ? [-side] : []), ...(Math.min(...xs) < 0 ? [side] : [])]
  return shifts.map((shift) => closed.map(([x, y]): Point => [x + shift, y]))
}

/** Relative steps are shorter than places. */
const drawn = (ring: readonly Point[]): string => {
  const [first, ...others] = ring
  if (!first) return ''
  let [x, y] = first
  const steps = others.slice(0, -1).flatMap(([toX, toY]) => {
    const [dx, dy] = [toX - x, toY - y]
    ;[x, y] = [toX, toY]
    return dx === 0 && dy === 0 ? [] : [`${dx}${dy < 0 ? '' : ' '}${dy}`]
  })
  // What is a point at this size is no island.
  return steps.length < 2 ? '' : `M${first.join(' ')}l${steps.join(' ').replaceAll(' -', '-')}z`
}

const outlines = topology.objects.land.geometries.flatMap(({ arcs: polygons }) =>
  polygons.flatMap((rings) => rings.flatMap((ring) => laidOut(ringOf(ring)).map(drawn))),
)
const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}"><path id="land" vector-effect="non-scaling-stroke" d="${outlines.join('')}"/></svg>\n`
writeFileSync(target, svg)
console.log(`${target}: ${svg.length} bytes`)
