import { createWriteStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { VitrineError } from '../../errors/vitrine-error.ts'
import type { MediaProbe } from '../../media/types.ts'
import type { Toolbox } from '../../tools/tool.types.ts'
import { linkInto } from '../../tools/tool-folder.ts'
import { effectiveOrientation } from '../orientation.ts'
import { type ReadMetadataOptions, readWithSources } from '../read.ts'
import { toAssignments } from './assignments.ts'
import { findChanges, type PhotoValues } from './changes.ts'
import { editArguments, positionQuestions, stripArguments, withoutPositionArguments } from './exiftool-arguments.ts'
import { stripJpeg, stripJpegPosition, writeJpegXmp } from './jpeg.ts'
import type { WriteMapping } from './write.types.ts'

/** Formats that exiftool writes without losing what it does not know. */
const writable = new Set([
  ...['jpg', 'png', 'webp', 'gif', 'tif', 'heic', 'heif', 'avif', 'jxl', 'psd', 'mp4', 'mov', '3gp', 'm4v'],
  ...['dng', 'cr2', 'cr3', 'nef', 'arw', 'orf', 'rw2', 'pef', 'raf', 'srw'],
])
/** Of these, all metadata can be taken away, and what is left is a picture that looks the same. */
const strippable = new Set(['jpg', 'png', 'webp', 'gif', 'heic', 'heif', 'avif', 'jxl', 'mp4', 'mov', '3gp', 'm4v'])

export interface WriteContext {
  readonly toolbox: Toolbox
  readonly reading: ReadMetadataOptions
  /** A folder of this work's own. */
  readonly folder: string
  /** Wall clock of each run of exiftool. Default 120,000. */
  readonly timeoutMs?: number
}

/** What a copy of a file is to say. */
export type WriteTask =
  | { readonly kind: 'edited'; readonly values: PhotoValues; readonly mapping: WriteMapping }
  | { readonly kind: 'stripped' }
  | { readonly kind: 'without-position' }

const notWritable = ({ mimeType }: MediaProbe, tool: string | null, cause?: unknown) =>
  new VitrineError('METADATA_NOT_WRITABLE', { details: { mimeType, tool }, cause })

/** Puts a file, or its bytes, into the folder under a name that means nothing. @returns The name. */
export const takeInto = async (folder: string, file: string | Readable, extension: string): Promise<string> => {
  const name = `source.${extension}`
  if (typeof file === 'string') await linkInto(folder, file, name)
  else await pipeline(file, createWriteStream(join(folder, name), { flags: 'wx', mode: 0o600 }))
  return name
}

/**
 * Makes a copy of a file that says something else. What nobody asked to change stays: exiftool keeps what it does not know, and
 * the picture is never touched. Afterwards the copy is read again: where it does not say what it was to say, there is an error
 * and no copy.
 *
 * @param file.name - Of the file in the folder of the context.
 * @param file.to - What the copy is called there, without its extension.
 * @returns The name of the copy in that folder; that of the file itself where it says all that already.
 * @throws {VitrineError} `METADATA_NOT_WRITABLE`, `TOOL_FAILED`
 */
export const writeCopy = async (
  context: WriteContext,
  { name, probe, to }: { readonly name: string; readonly probe: MediaProbe; readonly to: string },
  task: WriteTask,
): Promise<string> => {
  const copy = `${to}.${probe.extension}`
  const source = join(context.folder, name)
  const target = join(context.folder, copy)
  const hasTool = await context.toolbox.has('exiftool')
  if (task.kind === 'edited') {
    const { metadata, sources } = await readWithSources(source, probe, context.reading)
    const changes = findChanges(metadata, task.values)
    const assignments = toAssignments(changes, sources, task.mapping)
    if (assignments.length === 0) return name
    const isUtf8 = !sources.iptcIsLatin
    const inProcess = () => writeJpegXmp(source, target, assignments)
    if (hasTool && writable.has(probe.extension)) {
      await runExiftool(context, probe, editArguments(assignments, { sources, isUtf8 }), { name, copy }).catch(
        (error) => {
          // Nothing of a file that exiftool finds fault with must be lost; of a JPEG, XMP can be written without touching the rest.
          if (probe.extension !== 'jpg' || !VitrineError.has(error, 'METADATA_NOT_WRITABLE')) throw error
          return inProcess()
        },
      )
    } else if (probe.extension === 'jpg') await inProcess()
    else throw notWritable(probe, writable.has(probe.extension) ? 'exiftool' : null)
    await requireWritten(context, target, probe, task, Object.keys(changes))
    return copy
  }
  if (hasTool && writable.has(probe.extension)) return withoutMetadata(context, name, copy, probe, task.kind)
  if (probe.extension !== 'jpg') {
    const canStrip = task.kind === 'stripped' ? strippable : writable
    throw notWritable(probe, canStrip.has(probe.extension) ? 'exiftool' : null)
  }
  const { metadata } = await readWithSources(source, probe, context.reading)
  if (task.kind === 'stripped') await stripJpeg(source, target, effectiveOrientation(probe, metadata))
  else
    await stripJpegPosition(source, target).catch((error: unknown) => {
      throw error instanceof RangeError ? notWritable(probe, 'exiftool', error) : error
    })
  const after = await readWithSources(target, probe, context.reading)
  if (after.metadata.latitude !== null || after.metadata.altitude !== null) throw notWritable(probe, 'exiftool')
  return copy
}

/** With exiftool; where a position is left after all that it knows was taken away, everything goes. */
const withoutMetadata = async (
  context: WriteContext,
  name: string,
  copy: string,
  probe: MediaProbe,
  kind: 'stripped' | 'without-position',
): Promise<string> => {
  const canStrip = strippable.has(probe.extension)
  if (kind === 'without-position') {
    if (!(await tellsPosition(context, name))) return name
    await runExiftool(context, probe, withoutPositionArguments, { name, copy })
    if (!(await tellsPosition(context, copy))) return copy
  }
  if (!canStrip) throw notWritable(probe, null)
  const { metadata } = await readWithSources(join(context.folder, name), probe, context.reading)
  const all = `all-${copy}`
  await runExiftool(context, probe, stripArguments(metadata.orientation), { name, copy: all })
  if (await tellsPosition(context, all)) throw notWritable(probe, null)
  return all
}

/** @throws {VitrineError} `METADATA_NOT_WRITABLE` where exiftool says that it cannot do that to such a file. */
const runExiftool = async (
  { toolbox, folder, timeoutMs = 120_000 }: WriteContext,
  probe: MediaProbe,
  args: readonly string[],
  { name, copy }: { readonly name: string; readonly copy: string },
): Promise<void> => {
  const { size } = await stat(join(folder, name))
  const limits = { timeoutMs, maxFileBytes: size * 2 + 64 * 1024 * 1024 }
  try {
    await toolbox.run('exiftool', { args: [...args, '-o', copy, name], folder, limits })
  } catch (error) {
    const isRefusal = VitrineError.has(error, 'TOOL_FAILED') && error.details?.reason === 'failed'
    if (!isRefusal) throw error
    await rm(join(folder, copy), { force: true })
    throw notWritable(probe, null, error)
  }
}

const tellsPosition = async (
  { toolbox, folder, timeoutMs = 120_000 }: WriteContext,
  name: string,
): Promise<boolean> => {
  const { stdout } = await toolbox.run('exiftool', {
    args: [...positionQuestions, name],
    folder,
    limits: { timeoutMs, maxStdoutBytes: 32 * 1024 * 1024 },
  })
  const text = stdout.toString('utf8').trim()
  const [answer = {}] = text === '' ? [] : (JSON.parse(text) as object[])
  return Object.keys(answer).some((key) => key !== 'SourceFile')
}

/** Of the fields that were written, none may say anything else: a block that nobody wrote may stand before the one that was. */
const requireWritten = async (
  context: WriteContext,
  target: string,
  probe: MediaProbe,
  { values }: Extract<WriteTask, { kind: 'edited' }>,
  fields: readonly string[],
): Promise<void> => {
  const { metadata } = await readWithSources(target, probe, context.reading)
  const left = Object.keys(findChanges(metadata, values)).filter((field) => fields.includes(field))
  if (left.length > 0)
    throw notWritable(
      probe,
      (await context.toolbox.has('exiftool')) ? null : 'exiftool',
      new Error(`Not written: ${left.join(', ')}`),
    )
}
