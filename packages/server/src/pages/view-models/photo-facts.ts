import type { Camera } from '@vitrine/core'

/** `1/250 s`, `0.6 s`, `30 s` */
const exposureTime = (seconds: number): string => {
  if (seconds > 0 && seconds < 0.3) return `1/${Math.round(1 / seconds)} s`
  return `${Number(seconds.toFixed(seconds < 10 ? 1 : 0))} s`
}

/** As photographers write it: `1/250 s · f/2.8 · ISO 400 · 35 mm`; `null` where nothing is known. */
export const exposureText = (camera: Camera): string | null => {
  const parts = [
    camera.exposureSeconds !== null && camera.exposureSeconds > 0 ? exposureTime(camera.exposureSeconds) : '',
    camera.aperture !== null && camera.aperture > 0 ? `f/${Number(camera.aperture.toFixed(1))}` : '',
    camera.iso !== null && camera.iso > 0 ? `ISO ${camera.iso}` : '',
    camera.focalLengthMm !== null && camera.focalLengthMm > 0 ? `${Number(camera.focalLengthMm.toFixed(1))} mm` : '',
  ].filter((part) => part !== '')
  return parts.length > 0 ? parts.join(' · ') : null
}

/** Makers write their name into the model too, and in capitals: `NIKON CORPORATION` + `NIKON D750` → `NIKON D750`. */
export const cameraName = ({ make, model }: Pick<Camera, 'make' | 'model'>): string | null => {
  if (!model) return make
  const first = make?.split(/[\s,]/)[0]?.toLowerCase()
  return !make || !first || model.toLowerCase().startsWith(first) ? model : `${make} ${model}`
}

/** `48.85837° N, 2.29448° E` */
export const coordinatesText = (latitude: number, longitude: number): string =>
  `${Math.abs(latitude).toFixed(5)}° ${latitude < 0 ? 'S' : 'N'}, ${Math.abs(longitude).toFixed(5)}° ${longitude < 0 ? 'W' : 'E'}`
