import { rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { VitrineError } from '../../errors/vitrine-error.ts'
import type { MediaProbe } from '../../media/types.ts'
import type { Toolbox } from '../../tools/tool.types.ts'
import { toUtf8Iptc } from '../iptc.ts'
import { type ReadMetadataOptions, readWithSources } from '../read.ts'
import type { Sources } from '../sources.ts'
import { copyPart, findFilm, type Part } from './carried-film.ts'
import {
  editArguments,
  iptcArguments,
  needsIptcCharset,
  positionQuestions,
  stripArguments,
  withoutPositionArguments,
} from './exiftool-arguments.ts'
import { prepareHeif } from './heif.ts'
import { findJpegEnd } from './jpeg-segments.ts'
import type { Assignment } from './write.types.ts'

/** Formats that exiftool writes without losing what it does not know. */
export const writable = new Set([
  ...['jpg', 'png', 'webp', 'gif', 'tif', 'heic', 'heif', 'avif', 'jxl', 'psd', 'mp4', 'mov', '3gp', 'm4v'],
  ...['dng', 'cr2', 'cr3', 'nef', 'arw', 'orf', 'rw2', 'pef', 'raf', 'srw'],
])
/** Of these, all metadata can be taken away, and what is left is a picture that looks the same. */
export const strippable = new Set([
  ...['jpg', 'png', 'webp', 'gif', 'heic', 'heif', 'avif', 'jxl', 'mp4', 'mov', '3gp', 'm4v'],
])

export interface WriteContext {
  readonly toolbox: Toolbox
  readonly reading: ReadMetadataOptions
  /** A folder of this work's own. */
  readonly folder: string
  /** Wall clock of each run of exiftool. Default 120,000. */
  readonly timeoutMs?: number
}

/** A file of the folder, and what its copy is called there. */
interface Copying {
  readonly name: string
  readonly copy: string
  readonly probe: MediaProbe
}

export const notWritable = ({ mimeType }: MediaProbe, tool: string | null, cause?: unknown) =>
  new VitrineError('METADATA_NOT_WRITABLE', { details: { mimeType, tool }, cause })

/** Sets tags. What nobody asked to change stays, byte by byte where exiftool can. */
export const editWithExiftool = async (
  context: WriteContext,
  { name, copy, probe }: Copying,
  { assignments, sources }: { readonly assignments: readonly Assignment[]; readonly sources: Sources },
): Promise<void> => {
  const { folder } = context
  const prepared = await prepare(context, { name, copy, probe })
  let from = prepared.name
  if (sources.latinIptc && needsIptcCharset(assignments)) {
    await writeFile(join(folder, `${copy}.iim`), toUtf8Iptc(sources.latinIptc), { flag: 'wx', mode: 0o600 })
    await runExiftool(context, { name: from, copy: `utf8-${copy}`, probe }, iptcArguments(`${copy}.iim`))
    from = `utf8-${copy}`
  }
  await runExiftool(context, { name: from, copy, probe }, editArguments(assignments))
  if (prepared.film) await copyPart(join(folder, name), prepared.film, join(folder, copy), 'a')
}

/**
 * Takes the position away, or everything, and everything, too, where a position is left after all that exiftool knows was taken away.
 * Films that a picture carries go as well.
 *
 * @returns The name of what tells no position; that of the file itself where it tells none.
 */
export const withoutMetadata = async (
  context: WriteContext,
  { name, copy, probe }: Copying,
  kind: 'stripped' | 'without-position',
): Promise<string> => {
  const isCarrying = await carriesTrailer(context, name, probe)
  if (kind === 'without-position' && !(await tellsPosition(context, name, probe))) return name
  const { name: from } = await prepare(context, { name, copy, probe })
  if (kind === 'without-position') {
    await runExiftool(context, { name: from, copy, probe }, withoutPositionArguments({ isCarrying }))
    if (!(await tellsPosition(context, copy, probe))) return copy
  }
  if (!strippable.has(probe.extension)) throw notWritable(probe, null)
  const { metadata } = await readWithSources(join(context.folder, name), probe, context.reading)
  const all = `all-${copy}`
  await runExiftool(context, { name: from, copy: all, probe }, stripArguments(metadata.orientation, { isCarrying }))
  if (await tellsPosition(context, all, probe)) throw notWritable(probe, null)
  return all
}

const isHeif = ({ extension }: MediaProbe) => ['heic', 'heif', 'avif'].includes(extension)

const prepare = async (
  { folder }: WriteContext,
  { name, copy, probe }: Copying,
): Promise<{ readonly name: string; readonly film: Part | null }> => {
  if (!isHeif(probe)) return { name, film: null }
  const prepared = `prepared-${copy}`
  const { isCopied, film } = await prepareHeif(join(folder, name), join(folder, prepared), probe)
  return { name: isCopied ? prepared : name, film }
}

/** Of a JPEG without picture data, exiftool refuses to take away what lies behind it, which is nothing. */
const carriesTrailer = async ({ folder }: WriteContext, name: string, { extension }: MediaProbe): Promise<boolean> =>
  extension !== 'jpg' || (await findJpegEnd(join(folder, name))) !== (await stat(join(folder, name))).size

/** @throws {VitrineError} `METADATA_NOT_WRITABLE` where exiftool says that it cannot do that to such a file. */
const runExiftool = async (
  { toolbox, folder, timeoutMs = 120_000 }: WriteContext,
  { name, copy, probe }: Copying,
  args: readonly string[],
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

/** By what is read here, and where there is exiftool by what it finds in the file, or in a film that the file carries. */
export const tellsPosition = async (context: WriteContext, name: string, probe: MediaProbe): Promise<boolean> => {
  const path = join(context.folder, name)
  const { latitude, longitude, altitude } = (await readWithSources(path, probe, context.reading)).metadata
  if (latitude !== null || longitude !== null || altitude !== null) return true
  if (!(await context.toolbox.has('exiftool'))) return false
  if (await findsPosition(context, name)) return true
  const film = await findFilm(path, probe.extension)
  if (film === null) return false
  const filmName = `film-${name}.mp4`
  await copyPart(path, film, join(context.folder, filmName))
  const isTold = await findsPosition(context, filmName)
  await rm(join(context.folder, filmName))
  return isTold
}

const findsPosition = async (
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
