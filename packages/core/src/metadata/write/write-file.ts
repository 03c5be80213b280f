import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { VitrineError } from '../../errors/vitrine-error.ts'
import type { MediaProbe } from '../../media/types.ts'
import { linkInto } from '../../tools/tool-folder.ts'
import { effectiveOrientation } from '../orientation.ts'
import { readWithSources } from '../read.ts'
import { toAssignments } from './assignments.ts'
import { findChanges, type PhotoValues } from './changes.ts'
import { inProcessWriterOf } from './in-process.ts'
import {
  editWithExiftool,
  notWritable,
  strippable,
  tellsPosition,
  type WriteContext,
  withoutMetadata,
  writable,
} from './with-exiftool.ts'
import type { WriteMapping } from './write.types.ts'

/** What a copy of a file is to say. */
export type WriteTask =
  | { readonly kind: 'edited'; readonly values: PhotoValues; readonly mapping: WriteMapping }
  | { readonly kind: 'stripped' }
  | { readonly kind: 'without-position' }

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
  const canUseTool = writable.has(probe.extension) && (await context.toolbox.has('exiftool'))
  const own = inProcessWriterOf(probe.extension)
  if (task.kind === 'edited') {
    const { metadata, sources } = await readWithSources(source, probe, context.reading)
    const changes = findChanges(metadata, task.values)
    const assignments = toAssignments(changes, sources, task.mapping)
    if (assignments.length === 0) return name
    if (canUseTool) {
      await editWithExiftool(context, { name, copy, probe }, { assignments, sources }).catch((error) => {
        // Nothing of a file that exiftool finds fault with must be lost; some formats can be given XMP without touching the rest.
        if (!own || !VitrineError.has(error, 'METADATA_NOT_WRITABLE')) throw error
        return own.edit(source, target, assignments)
      })
    } else if (own) await own.edit(source, target, assignments)
    else throw notWritable(probe, writable.has(probe.extension) ? 'exiftool' : null)
    await requireWritten(context, target, probe, task, Object.keys(changes))
    return copy
  }
  if (canUseTool) {
    try {
      return await withoutMetadata(context, { name, copy, probe }, task.kind)
    } catch (error) {
      // Versions before 12.58 do not write WebP, and none what it finds fault with.
      if (!own || !VitrineError.has(error, 'METADATA_NOT_WRITABLE')) throw error
    }
  }
  if (!own) {
    const canStrip = task.kind === 'stripped' ? strippable : writable
    throw notWritable(probe, canStrip.has(probe.extension) ? 'exiftool' : null)
  }
  const { metadata } = await readWithSources(source, probe, context.reading)
  const written = `own-${copy}`
  const work =
    task.kind === 'stripped'
      ? own.strip(source, join(context.folder, written), effectiveOrientation(probe, metadata))
      : own.stripPosition(source, join(context.folder, written))
  await work.catch((error: unknown) => {
    throw error instanceof RangeError ? notWritable(probe, 'exiftool', error) : error
  })
  if (await tellsPosition(context, written, probe)) throw notWritable(probe, canUseTool ? null : 'exiftool')
  return written
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
