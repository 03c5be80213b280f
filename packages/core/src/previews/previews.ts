import { constants, createWriteStream } from 'node:fs'
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createLimiter } from '../derivatives/limiter.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { type Format, formatOfMimeType, formats } from '../media/formats.ts'
import type { Toolbox, ToolStatus } from '../tools/tool.types.ts'
import { linkInto, sweepToolFolders, withToolFolder } from '../tools/tool-folder.ts'
import { usableBackends } from './backends.ts'
import type { PreviewBackend, PreviewSource } from './preview.types.ts'
import { createPreviewFiles } from './preview-files.ts'
import { toPreview } from './raster.ts'

interface PreviewsOptions {
  readonly toolbox: Toolbox
  /** Folder of derivatives. */
  readonly cacheFolder: string
  /** Programs work in folders made in here. */
  readonly folder: string
  readonly maxPixels: number
  /** For all back ends that are tried together. */
  readonly timeoutMs: number
  readonly onFault: (error: unknown, about: { readonly contentHash: string }) => void
}

/** Longest side: what the largest of the usual sizes is made of. */
const maxSidePx = 4_096
const maxConcurrent = 2
const maxWaiting = 500

interface PreviewRequest extends PreviewSource {
  /** Of the original, lower-case hexadecimal. */
  readonly contentHash: string
  /** A path, or the bytes; asked for once for each program that is tried. */
  readonly file: () => Promise<string | Readable>
}

/** Pictures of files that sharp cannot decode, made by programs that may be installed. */
export interface Previews {
  /** Whether there are programs for a type. */
  canMake(mimeType: string): Promise<boolean>
  /** The same without waiting: `null` as long as nobody looked. Looking begins with the first question. */
  couldMake(mimeType: string): boolean | null
  /** The types that there are programs for, and what they were made with: other words once that changes. */
  describe(statuses: readonly ToolStatus[]): { readonly mimeTypes: readonly string[]; readonly signature: string }
  /**
   * A JPEG of the file, kept beside its derivatives. However many ask, programs work on a file once.
   *
   * @throws {VitrineError} `MEDIA_NOT_RENDERABLE`, `MEDIA_TIMEOUT`, `DERIVATIVE_QUEUE_FULL`, `GALLERY_CLOSED`; what `file` throws.
   */
  open(request: PreviewRequest): Promise<Buffer>
}

const readable = async (path: string): Promise<string> => {
  await access(path, constants.R_OK).catch((cause: unknown) => {
    throw new VitrineError('STORAGE_NOT_FOUND', { cause })
  })
  return path
}

export const createPreviews = (options: PreviewsOptions): Previews => {
  const { toolbox, folder, maxPixels, timeoutMs } = options
  const files = createPreviewFiles(options.cacheFolder)
  const limiter = createLimiter({ maxConcurrent, maxWeight: Number.POSITIVE_INFINITY, maxWaiting })
  const inFlight = new Map<string, Promise<Buffer>>()
  let hasSwept = false

  const backendsFor = async (format: Format): Promise<readonly PreviewBackend[]> => {
    const statuses = await toolbox.list()
    return usableBackends(format, new Set(statuses.flatMap(({ name, path }) => (path === null ? [] : [name]))))
  }

  /** One back end in a folder of its own: nothing of what one leaves is met by the next. */
  const attempt = (backend: PreviewBackend, format: Format, request: PreviewRequest, deadline: number) =>
    withToolFolder(folder, async (at) => {
      const name = `source.${format.extension}`
      const file = await request.file()
      if (typeof file === 'string') await linkInto(at, await readable(file), name)
      else await pipeline(file, createWriteStream(join(at, name), { flags: 'wx', mode: 0o600 }))
      const remainingMs = () => Math.max(1, Math.ceil(deadline - performance.now()))
      const made = await backend.make({
        mimeType: request.mimeType,
        durationSeconds: request.durationSeconds,
        format,
        file: name,
        folder: at,
        maxSidePx,
        maxPixels,
        timeoutMs: remainingMs(),
        run: (tool, args, { environment = {}, maxMs = Number.POSITIVE_INFINITY } = {}) => {
          const limits = { timeoutMs: Math.min(remainingMs(), maxMs) }
          return toolbox.run(tool, { args, folder: at, environment, limits })
        },
      })
      const preview = await toPreview(join(at, made), { maxSidePx, maxPixels, timeoutMs: remainingMs() })
      return preview.bytes
    })

  const make = async (request: PreviewRequest): Promise<Buffer> => {
    const format = formatOfMimeType(request.mimeType)
    const backends = format ? await backendsFor(format) : []
    const faults: unknown[] = []
    const deadline = performance.now() + timeoutMs
    if (!hasSwept) {
      hasSwept = true
      void sweepToolFolders(folder, new Date()).catch(() => undefined)
    }
    for (const backend of backends) {
      if (performance.now() >= deadline) break
      try {
        return await attempt(backend, format as Format, request, deadline)
      } catch (error) {
        // Not the file's fault: no other program would do better.
        if (VitrineError.has(error, 'GALLERY_CLOSED', 'STORAGE_NOT_FOUND', 'STORAGE_FAILED')) throw error
        faults.push(error)
      }
    }
    const cause = faults.length > 0 ? new AggregateError(faults, 'No program could make a picture.') : undefined
    const isLate = faults.some((fault) => VitrineError.has(fault, 'TOOL_FAILED') && fault.details?.reason === 'timeout')
    if (isLate) throw new VitrineError('MEDIA_TIMEOUT', { details: { timeoutMs }, cause })
    throw new VitrineError('MEDIA_NOT_RENDERABLE', { details: { mimeType: request.mimeType }, cause })
  }

  const findOrMake = async (request: PreviewRequest): Promise<Buffer> => {
    const { contentHash } = request
    const kept = await files.read(contentHash).catch((error: unknown) => {
      options.onFault(error, { contentHash })
      return null
    })
    if (kept) return kept
    return limiter.run(1, 'interactive', async () => {
      const bytes = await make(request)
      // A full disk must not keep a visitor from a picture that is there.
      await files.write(contentHash, bytes).catch((error: unknown) => options.onFault(error, { contentHash }))
      return bytes
    })
  }

  return {
    canMake: async (mimeType) => {
      const format = formatOfMimeType(mimeType)
      return format !== null && (await backendsFor(format)).length > 0
    },

    couldMake: (mimeType) => {
      const known = toolbox.known()
      const format = formatOfMimeType(mimeType)
      return known === null ? null : format !== null && usableBackends(format, known).length > 0
    },

    describe: (statuses) => {
      const present = statuses.filter(({ path }) => path !== null)
      const known = new Set(present.map(({ name }) => name))
      const mimeTypes = Object.values<Format>(formats)
        .filter((format) => usableBackends(format, known).length > 0)
        .map(({ mimeType }) => mimeType)
      const signature = present.map(({ name, version }) => `${name} ${version}`).join(', ')
      return { mimeTypes, signature }
    },

    open: (request) => {
      const { contentHash } = request
      const underWay = inFlight.get(contentHash)
      if (underWay) return underWay
      const mine = findOrMake(request).finally(() => inFlight.delete(contentHash))
      inFlight.set(contentHash, mine)
      return mine
    },
  }
}
