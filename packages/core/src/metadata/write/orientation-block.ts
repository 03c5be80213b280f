import type { Orientation } from '../../media/types.ts'

/** A TIFF block that says how the picture is turned and nothing else. */
export const orientationBlock = (orientation: Orientation): Buffer => {
  const tiff = Buffer.from('4d4d002a00000008000101120003000000010000000000000000', 'hex')
  tiff.writeUInt16BE(orientation, 18)
  return tiff
}
