import type { Scene } from './scene.ts'

/** A camera and the lens on it. */
export interface Gear {
  readonly make: string
  readonly model: string
  readonly lens: string
}

export interface DemoPhoto {
  /** Path below the demo folder; its extension decides the format. */
  readonly path: string
  readonly scene: Scene
  readonly shape: keyof typeof shapes
  readonly title: string
  readonly description: string
  readonly keywords: readonly string[]
  /** As the camera's clock showed it: `YYYY-MM-DD hh:mm:ss`. */
  readonly takenAt: string
  /** Of that clock from UTC, such as `+02:00`. */
  readonly offset: string
  /** Degrees, north and east positive; metres above the sea. Absent for what was made indoors. */
  readonly place?: readonly [latitude: number, longitude: number, altitudeMetres: number]
  readonly gear: Gear
  readonly exposure: {
    readonly seconds: string
    readonly aperture: number
    readonly iso: number
    readonly focalLengthMm: number
  }
  /** 1 to 5. */
  readonly rating?: number
}

/** Width and height in pixels of the files. */
export const shapes = {
  landscape: [1800, 1200],
  wide: [1920, 1080],
  panorama: [2400, 960],
  portrait: [1200, 1800],
  tall: [1080, 1920],
  square: [1600, 1600],
} as const

export const gears = {
  full: { make: 'NIKON CORPORATION', model: 'NIKON Z 6_2', lens: 'NIKKOR Z 24-70mm f/4 S' },
  wide: { make: 'SONY', model: 'ILCE-7M3', lens: 'FE 16-35mm F2.8 GM' },
  small: { make: 'FUJIFILM', model: 'X-T4', lens: 'XF16-55mmF2.8 R LM WR' },
  tele: { make: 'Canon', model: 'Canon EOS R6', lens: 'RF100-500mm F4.5-7.1 L IS USM' },
  phone: { make: 'Google', model: 'Pixel 7', lens: 'Pixel 7 back camera 6.81mm f/1.85' },
} as const satisfies Record<string, Gear>
