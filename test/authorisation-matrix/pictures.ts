import sharp from 'sharp'
import { pictureOf } from '../../packages/core/test/world.ts'

/** A small picture whose bytes follow from its name. */
export const pictureFile = async (name: string, format: 'jpeg' | 'tiff' | 'png'): Promise<File> => {
  const jpeg = await pictureOf(name)
  const bytes = format === 'jpeg' ? jpeg : await sharp(jpeg)[format]().toBuffer()
  return new File([new Uint8Array(bytes)], `${name}.${format}`)
}
