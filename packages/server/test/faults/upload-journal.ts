import { createHash } from 'node:crypto'
import { type Client, VitrineApiError } from '@vitrine/sdk'
import { tinyPicture } from '../../../core/test/library/tiny-picture.ts'

/** A file that is sent until the server says that it has it. */
export interface Sent {
  readonly name: string
  readonly bytes: Buffer
  readonly sha256: string
  readonly way: 'multipart' | 'tus'
  uploadId: string | undefined
  /** What the server acknowledged; `null` as long as it has not. */
  photoId: number | null
  /** Found there when it was sent again: the server was killed after it had the photo, and before it could say so. */
  wasThere: boolean
}

/** A whole JPEG of its own bytes: a few hundred of them, or some 200 KB, so that kills meet files that are just arriving. */
const pictureOf = async (n: number, isLarge: boolean): Promise<Buffer> => {
  const picture = await tinyPicture(`photo ${n}`)
  if (!isLarge) return picture
  const filling = Buffer.alloc(60_000, n)
  const comment = Buffer.concat([
    Buffer.from([0xff, 0xfe, (filling.length + 2) >> 8, (filling.length + 2) & 0xff]),
    filling,
  ])
  return Buffer.concat([picture.subarray(0, 2), comment, comment, comment, picture.subarray(2)])
}

/** What was sent and what was acknowledged, kept by whoever sends: the truth that the gallery is held against. */
export const createUploadJournal = (album: number) => {
  const all: Sent[] = []
  const waiting: Sent[] = []
  let inFlight = 0
  let made = 0

  const take = async (): Promise<Sent> => {
    const again = waiting.shift()
    if (again) return again
    const n = made++
    const bytes = await pictureOf(n, n % 4 === 0)
    const sent: Sent = {
      name: `photo ${n}.jpg`,
      bytes,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      way: n % 2 === 0 ? 'tus' : 'multipart',
      uploadId: undefined,
      photoId: null,
      wasThere: false,
    }
    all.push(sent)
    return sent
  }

  const send = async (client: Client, sent: Sent): Promise<number> => {
    const file = new Blob([new Uint8Array(sent.bytes)])
    const about = { file, fileName: sent.name, album, title: sent.name }
    const { photo, duplicate } =
      sent.way === 'multipart'
        ? await client.photos.upload(about)
        : await client.uploads.resumable({
            ...about,
            maxRetries: 0,
            ...(sent.uploadId ? { resume: sent.uploadId } : {}),
            onCreated: (id) => {
              sent.uploadId = id
            },
          })
    sent.wasThere = duplicate
    return photo.id
  }

  return {
    all: all as readonly Sent[],
    inFlight: () => inFlight,
    acknowledged: () => all.filter(({ photoId }) => photoId !== null).length,
    /** Sends one after the other until `isOver` says so. What fails because the server has gone is sent again another time. */
    work: async (client: Client, isOver: () => boolean): Promise<void> => {
      while (!isOver()) {
        const sent = await take()
        inFlight += 1
        try {
          sent.photoId = await send(client, sent)
        } catch (error) {
          waiting.push(sent)
          // An answer that says no is no cut connection: nothing that is sent here may be refused.
          if (error instanceof VitrineApiError && error.code !== 'BAD_RESPONSE') throw error
        } finally {
          inFlight -= 1
        }
      }
    },
    /** Nothing that was sent is left to be sent again, and so much was sent. */
    isComplete: (photos: number) => made >= photos && waiting.length === 0,
  }
}
