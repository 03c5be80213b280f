import { createHash } from 'node:crypto'
import type { PhotoDraft } from '../../packages/core/src/ingest/photo-draft.ts'
import type { Random } from '../kernel/random.ts'
import { cameras, pick, places, vocabulary } from './words.ts'

/** Makes photos as an import would hand them over, each unlike the ones before, spread over the albums 1 to `albums`. */
export const createDrafts = (random: Random, albums: number): (() => PhotoDraft) => {
  let made = 0
  return () => {
    made += 1
    // A hundred photos of one album after the other, as folders come in.
    const album = 1 + (Math.floor(made / 100) % albums)
    const [make, model, lens] = cameras[made % cameras.length]!
    const [city, country, latitude, longitude] = places[made % places.length]!
    return {
      row: {
        title: `${pick(random, vocabulary)} ${pick(random, vocabulary)}`,
        description: null,
        file_name: `DSC_${made}.jpg`,
        media_type: 'image',
        mime_type: 'image/jpeg',
        width_px: 4000,
        height_px: 3000,
        orientation: 1,
        duration_seconds: null,
        is_renderable: 1,
        bytes: 4_000_000 + made,
        sha256: createHash('sha256').update(`${made}`).digest('hex'),
        md5: createHash('md5').update(`${made}`).digest('hex'),
        storage_key: null,
        taken_at: new Date(1.5e12 + made * 1e6).toISOString(),
        taken_at_local: '2019-01-01T00:00:00',
        taken_offset: '+00:00',
        author: 'Ann Example',
        copyright: null,
        rating: null,
        level: 0,
        latitude,
        longitude,
        altitude: null,
        camera_make: make,
        camera_model: model,
        lens,
        iso: 100,
        aperture: 2.8,
        exposure_seconds: 0.01,
        focal_length_mm: 50,
        city,
        country,
        placeholder: null,
        metadata: JSON.stringify([{ group: 'Camera', rows: [{ label: 'Model', value: model }] }]),
        added_by: null,
        deleted_at: null,
      },
      tags: [pick(random, vocabulary), pick(random, vocabulary)],
      albumIds: [album],
    }
  }
}
