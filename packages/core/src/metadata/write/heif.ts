import { open } from 'node:fs/promises'
import { ByteSource } from '../../media/byte-source.ts'
import { walkContainer } from '../../media/containers/walk.ts'
import { formatOfMimeType } from '../../media/formats.ts'
import { defaultMediaLimits, type MediaProbe } from '../../media/types.ts'
import { copyPart, findFilmBox, type Part } from './carried-film.ts'

const timeoutMs = 60_000
const prefix = Buffer.from('Exif\0\0', 'latin1')

/**
 * Where an Exif item says that its TIFF header follows at once, and has the marker of a JPEG segment there all the same; `null` where it
 * does not. Programs that go by the number do not find the block.
 */
const findWrongDistance = async (source: ByteSource, { mimeType }: MediaProbe): Promise<number | null> => {
  const format = formatOfMimeType(mimeType)
  if (!format) return null
  const { maxFrames } = defaultMediaLimits
  const facts = await walkContainer(source, format, { toTheEnd: false, maxFrames, checkSize: () => {} })
  const exif = facts.blocks.find(({ kind }) => kind === 'exif')
  if (!exif || exif.offset < 4) return null
  const bytes = await source.read(exif.offset - 4, 4 + prefix.length)
  return bytes.readUInt32BE(0) === 0 && bytes.subarray(4).equals(prefix) ? exif.offset - 4 : null
}

/**
 * Copies a HEIF picture as exiftool has to find it: with an Exif block whose distance is right, and without the film of a motion photo,
 * which has to be the last box of the file, and which exiftool would put before the picture data.
 *
 * @returns The box of the film in the original, to be appended; where nothing had to be done, no copy is made.
 */
export const prepareHeif = (
  path: string,
  target: string,
  probe: MediaProbe,
): Promise<{ readonly isCopied: boolean; readonly film: Part | null }> =>
  ByteSource.use(path, timeoutMs, async (source) => {
    const box = (await findFilmBox(source))?.whole ?? null
    const film = box?.end === source.size ? box : null
    const wrongDistance = await findWrongDistance(source, probe)
    if (film === null && wrongDistance === null) return { isCopied: false, film }
    await copyPart(path, { start: 0, end: film?.start ?? source.size }, target)
    if (wrongDistance !== null) {
      const distance = Buffer.alloc(4)
      distance.writeUInt32BE(prefix.length)
      const file = await open(target, 'r+')
      try {
        await file.write(distance, 0, distance.length, wrongDistance)
      } finally {
        await file.close()
      }
    }
    return { isCopied: true, film }
  })
