import type sharp from 'sharp'
import { configureSharp } from '../media/sharp-setup.ts'

export type Sharp = typeof sharp

/**
 * sharp, loaded at the first picture, with one libvips thread per picture: as many pictures at once as there are cores is faster than
 * one picture on all of them, and takes less memory.
 */
export const loadSharp = async (): Promise<Sharp> => {
  const sharp = await configureSharp()
  if (sharp.concurrency() !== 1) sharp.concurrency(1)
  return sharp
}
