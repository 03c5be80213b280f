import { night } from './albums/night.ts'
import { north } from './albums/north.ts'
import { peaks } from './albums/peaks.ts'
import { seaside } from './albums/seaside.ts'
import { studies } from './albums/studies.ts'
import { wild } from './albums/wild.ts'
import type { DemoPhoto } from './photo.ts'

/** Every picture of the demo gallery. */
export const demoPhotos: readonly DemoPhoto[] = [...north, ...seaside, ...night, ...peaks, ...wild, ...studies]
