import { type Client, VitrineApiError } from '@vitrine/sdk'
import type { PickedFile } from './collect.ts'
import type { createFolderAlbums } from './folders.ts'
import type { UploadMemory } from './memory.ts'

export type ItemState = 'waiting' | 'sending' | 'retrying' | 'paused' | 'done' | 'duplicate' | 'failed'

/** One file on its way. */
export interface Item {
  readonly picked: PickedFile
  readonly bytes: number
  state: ItemState
  sentBytes: number
  photoId: number | null
  error: { readonly code: string; readonly message: string } | null
}

interface QueueParts {
  readonly client: Client
  readonly folders: ReturnType<typeof createFolderAlbums>
  readonly memory: UploadMemory
  /** Something about the item is other than before. */
  readonly onChange: (item: Item) => void
}

/** As many at once: the line is full with two, and the server has pictures to look at. */
const concurrent = 2

const isSettled = ({ state }: Item): boolean => state === 'done' || state === 'duplicate' || state === 'failed'

export const createQueue = ({ client, folders, memory, onChange }: QueueParts) => {
  const items: Item[] = []
  const running = new Map<Item, AbortController>()
  let isPaused = false

  const set = (item: Item, change: Partial<Item>): void => {
    Object.assign(item, change)
    onChange(item)
  }

  const send = async (item: Item, signal: AbortSignal): Promise<void> => {
    const { file } = item.picked
    const album = await folders.albumOf(item.picked.folders)
    const resume = memory.find(file, album)
    const { photo, duplicate } = await client.uploads.resumable({
      file,
      album,
      signal,
      ...(resume === undefined ? {} : { resume }),
      onCreated: (id) => memory.keep(file, album, id),
      onProgress: ({ sentBytes }) => set(item, { state: 'sending', sentBytes }),
      onRetry: () => set(item, { state: 'retrying' }),
      // A day without a line is borne: the page waits as long as it is open.
      maxRetries: 3_000,
    })
    memory.forget(file, album)
    set(item, { state: duplicate ? 'duplicate' : 'done', sentBytes: item.bytes, photoId: photo.id })
  }

  const next = (): void => {
    if (isPaused) return
    while (running.size < concurrent) {
      const item = items.find(({ state }) => state === 'waiting')
      if (!item) return
      const controller = new AbortController()
      running.set(item, controller)
      set(item, { state: 'sending', error: null })
      send(item, controller.signal)
        .catch((error: unknown) => {
          if (controller.signal.aborted) return
          const code = error instanceof VitrineApiError ? error.code : ''
          const [issue] = error instanceof VitrineApiError ? error.issues : []
          set(item, { state: 'failed', error: { code, message: issue?.message ?? String((error as Error).message) } })
        })
        .finally(() => {
          // Taken out of the line already where it was stopped, and perhaps begun anew.
          if (running.get(item) === controller) running.delete(item)
          next()
        })
    }
  }

  const stop = (item: Item): void => {
    running.get(item)?.abort()
    running.delete(item)
  }

  return {
    items: items as readonly Item[],
    isPaused: () => isPaused,
    add(files: readonly PickedFile[]): Item[] {
      const added = files.map(
        (picked): Item => ({
          picked,
          bytes: picked.file.size,
          state: 'waiting',
          sentBytes: 0,
          photoId: null,
          error: null,
        }),
      )
      items.push(...added)
      next()
      return added
    },
    pause(): void {
      isPaused = true
      for (const item of items) {
        if (isSettled(item)) continue
        stop(item)
        set(item, { state: 'paused' })
      }
    },
    resume(): void {
      isPaused = false
      for (const item of items) if (item.state === 'paused') set(item, { state: 'waiting' })
      next()
    },
    retry(which: readonly Item[]): void {
      for (const item of which) if (item.state === 'failed') set(item, { state: 'waiting', error: null })
      next()
    },
    /** Gives a file up, on the server too. */
    cancel(item: Item): void {
      stop(item)
      const place = items.indexOf(item)
      if (place >= 0) items.splice(place, 1)
      void giveUp(item)
      next()
    },
  }

  async function giveUp({ picked, state }: Item): Promise<void> {
    if (state === 'done' || state === 'duplicate') return
    try {
      const album = await folders.albumOf(picked.folders)
      const id = memory.find(picked.file, album)
      memory.forget(picked.file, album)
      if (id !== undefined) await client.uploads.cancel(id)
    } catch {
      // It expires by itself.
    }
  }
}
