import { hex, type Stops } from '../canvas.ts'
import { type DemoPhoto, gears } from '../photo.ts'
import { silk } from '../scenes/studies.ts'

const album = 'Studies/Light and colour'

const study = (
  file: string,
  shape: DemoPhoto['shape'],
  hour: string,
  options: {
    readonly colours: readonly string[]
    readonly scale: number
    readonly twist: number
    readonly threads?: number
  },
): DemoPhoto => ({
  path: `${album}/${file}`,
  shape,
  title: file.replace(/\.\w+$/, ''),
  description: '',
  keywords: ['abstract', 'colour', 'studio'],
  takenAt: `2024-01-20 ${hour}`,
  offset: '+01:00',
  gear: gears.full,
  exposure: { seconds: '1/60', aperture: 11, iso: 100, focalLengthMm: 70 },
  scene: silk({
    ...options,
    colours: options.colours.map(
      (colour, index, all) => [index / (all.length - 1), hex(colour)] as const,
    ) satisfies Stops,
  }),
})

export const studies: readonly DemoPhoto[] = [
  study('Tide.jpg', 'landscape', '10:02:00', {
    colours: ['#0b1d3a', '#1f6f8b', '#e0a96d', '#fbe8d3'],
    scale: 1.1,
    twist: 1.9,
  }),
  study('Peony.webp', 'portrait', '10:31:12', {
    colours: ['#2a0a3a', '#c2185b', '#ffd1a9'],
    scale: 0.8,
    twist: 2.6,
    threads: 0.04,
  }),
  study('Moss.jpg', 'square', '11:05:48', {
    colours: ['#081c15', '#2d6a4f', '#95d5b2', '#f1faee'],
    scale: 1.3,
    twist: 2.1,
  }),
  study('Ember.jpg', 'landscape', '11:44:30', {
    colours: ['#10002b', '#5a189a', '#ff6d00', '#ffd166'],
    scale: 0.9,
    twist: 2.4,
  }),
  study('Linen.png', 'square', '12:20:09', {
    colours: ['#6b705c', '#cb997e', '#ddbea9', '#ffe8d6'],
    scale: 1,
    twist: 1.6,
    threads: 0.05,
  }),
]
